import { WEBHOOK_EVENTS, type WebhookEvent } from '../../core/connectors'
import { line, printed, type AccountCommand, type Flag } from '../command'
import { webhookReceive } from './webhook-receive'

interface Row {
  id: number
  url: string
  subscriptions: string[]
}
const webhookLine = (hook: Row): string => line(hook.id, hook.url, hook.subscriptions.join(','))
const one = (hook: Row) => ({ value: hook, lines: [webhookLine(hook)] })
const id = { name: 'WEBHOOK', help: 'The number of the webhook.' }
const event: Flag = { name: 'event', takes: 'EVENT', isMany: true, help: `One of ${WEBHOOK_EVENTS.join(', ')}.` }
/** What a connector needs to pass messages on. */
const USUAL = ['conversation_created', 'conversation_updated', 'message_created', 'message_updated'] as const

/** Rows of the guide about webhooks (G6). */
export const webhookCommands: readonly AccountCommand[] = [
  {
    kind: 'account',
    words: 'webhook list',
    summary: 'Lists the webhooks of the account. Administrators only, as everything about webhooks.',
    flags: [],
    run: ({ server, account }) =>
      printed(server.api.admin.listWebhooks(account), (all) => ({ value: all, lines: all.map(webhookLine) })),
  },
  {
    kind: 'account',
    words: 'webhook create',
    does: 'webhook.create',
    summary: `Makes a webhook; without --event it is told of ${USUAL.join(', ')}.`,
    flags: [{ name: 'url', takes: 'URL', isRequired: true, help: 'Where to tell. It must be new in the account.' }, event],
    run: ({ server, account }, told) => {
      const asked = told.all('event') as WebhookEvent[]
      const made = { url: told.text('url') ?? '', subscriptions: asked.length > 0 ? asked : USUAL }
      return printed(server.api.admin.createWebhook(account, made), one)
    },
  },
  {
    kind: 'account',
    words: 'webhook update',
    does: 'webhook.update',
    summary: 'Changes where a webhook tells, or of what.',
    id,
    flags: [{ name: 'url', takes: 'URL', help: 'Another address.' }, event],
    run: ({ server, account }, told) => {
      const url = told.text('url')
      const events = told.all('event')
      const to = { id: Number(told.id), ...(url === undefined ? {} : { url }) }
      const subscribed = events.length > 0 ? { ...to, subscriptions: events } : to
      return printed(server.api.admin.updateWebhook(account, subscribed), one)
    },
  },
  {
    kind: 'account',
    words: 'webhook delete',
    does: 'webhook.remove',
    summary: 'Deletes a webhook.',
    id,
    flags: [],
    run: ({ server, account }, told) =>
      printed(server.api.admin.deleteWebhook(account, Number(told.id)), () => ({
        value: { deleted: Number(told.id) },
        lines: [],
      })),
  },
  webhookReceive,
]
