/** What a connector's program needs to know, in three forms. No token in any of them: a placeholder stands for it. */
import type { ConnectorAsk, Run } from './run'

/** Stands where the token goes; the reader fills it in. */
export const TOKEN_PLACEHOLDER = 'YOUR_API_ACCESS_TOKEN'

export interface Summary {
  /** Lines of an env file. */
  env: string
  /** One object, indented. */
  json: string
  /** One command a line: read the inboxes, find the customer, open a conversation, write into it. */
  curl: string
}

/** Ids of a finished or half-finished run; what is not known yet is left out. */
export function summaryOf(run: Run, ask: ConnectorAsk, baseUrl: string): Summary {
  const { ids } = run
  const facts: [string, string | number | null][] = [
    ['baseUrl', baseUrl],
    ['accountId', ask.account],
    ['connector', ask.connector.id],
    ['inboxId', ids.inboxId],
    ['inboxIdentifier', ids.inboxIdentifier],
    ['webhookId', ids.webhookId],
    ['webhookUrl', ask.webhookUrl.trim()],
    ['attributeKey', ask.connector.attribute.key],
    ['attributeId', ids.attributeId],
    ['contactId', ids.contactId],
    ['sourceId', ids.sourceId],
    ['conversationId', ids.conversationId],
  ]
  const known = facts.filter((fact): fact is [string, string | number] => fact[1] !== null)
  return {
    env: [...known.map(([key, value]) => `CHATWOOT_${upper(key)}=${quoted(value)}`), tokenLine()].join('\n'),
    json: JSON.stringify(Object.fromEntries(known), null, 2),
    curl: curlLines(run, ask, baseUrl).join('\n'),
  }
}

function tokenLine(): string {
  return `CHATWOOT_API_ACCESS_TOKEN=${TOKEN_PLACEHOLDER}`
}

function upper(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

function quoted(value: string | number): string {
  const text = String(value)
  return /^[\w.:/@-]*$/.test(text) ? text : shell(text)
}

/** One word for a shell, whatever is in it. */
function shell(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`
}

function curlLines({ ids }: Run, ask: ConnectorAsk, baseUrl: string): string[] {
  const root = `${baseUrl}/api/v1/accounts/${ask.account}`
  const attribute = ask.connector.attribute.key
  const line = (method: string, path: string, body?: unknown): string =>
    [
      `curl -X ${method} ${shell(root + path)} -H 'api-access-token: ${TOKEN_PLACEHOLDER}' -H 'Accept: application/json'`,
      ...(body === undefined ? [] : [`-H 'Content-Type: application/json' -d ${shell(JSON.stringify(body))}`]),
    ].join(' ')
  const find = {
    attribute_key: attribute,
    filter_operator: 'equal_to',
    values: [ids.sourceId ?? ask.test?.userId],
    query_operator: null,
  }
  const opening = { inbox_id: ids.inboxId, contact_id: ids.contactId, source_id: ids.sourceId }
  return [
    line('GET', '/inboxes'),
    ...(ask.test === null ? [] : [line('POST', '/contacts/filter', { payload: [find] })]),
    ...(ids.inboxId !== null && ids.contactId !== null && ids.sourceId !== null
      ? [line('POST', '/conversations', opening)]
      : []),
    ...(ids.conversationId === null
      ? []
      : [line('POST', `/conversations/${ids.conversationId}/messages`, { content: 'Hello', message_type: 'incoming' })]),
  ]
}
