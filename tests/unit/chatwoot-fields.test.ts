/** Noun by noun: what a room needs of a recorded answer is in what the call gives, to the letter (G2–G6, F8, F10). */
import { describe, expect, it } from 'vitest'
import { replay, stepsOf, type Step } from './recorded'
import { ROUTES } from './recorded-routes'

type Row = Record<string, unknown>
/** Our field → what the server's row says it should be. */
type Fields = Record<string, (row: Row) => unknown>

const ms = (seconds: unknown) => (typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : null)
const iso = (text: unknown) => (typeof text === 'string' ? Date.parse(text) : null)
const sub = (row: Row, key: string) => (row[key] ?? {}) as Row
const same = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, (row: Row) => row[key]]))

const AGENT: Fields = {
  ...same('id', 'email', 'role'),
  name: (row) => row['available_name'],
  availability: (row) => row['availability_status'],
  avatarUrl: (row) => row['thumbnail'] || null,
}
const CONTACT: Fields = {
  'contact.id': (row) => row['id'],
  'contact.name': (row) => row['name'],
  'contact.email': (row) => row['email'],
  'contact.phoneNumber': (row) => row['phone_number'],
  'contact.identifier': (row) => row['identifier'],
  'contact.blocked': (row) => row['blocked'],
  'contact.customAttributes': (row) => row['custom_attributes'],
  'contact.additionalAttributes': (row) => row['additional_attributes'],
  createdAt: (row) => ms(row['created_at']),
  lastActivityAt: (row) => ms(row['last_activity_at']),
  'inboxes.0.sourceId': (row) => (row['contact_inboxes'] as Row[] | undefined)?.[0]?.['source_id'],
}
const CONTACT_INBOX: Fields = {
  sourceId: (row) => row['source_id'],
  inboxId: (row) => sub(row, 'inbox')['id'],
  name: (row) => sub(row, 'inbox')['name'],
  channel: (row) => sub(row, 'inbox')['channel_type'],
}
const INBOX: Fields = {
  ...same('id', 'name'),
  channel: (row) => row['channel_type'],
  webhookUrl: (row) => row['webhook_url'] ?? null,
  inboxIdentifier: (row) => row['inbox_identifier'] ?? null,
  medium: (row) => row['medium'] ?? null,
  provider: (row) => row['provider'] ?? null,
  replyHours: (row) => {
    const own = sub(row, 'additional_attributes')['agent_reply_time_window']
    return own === undefined ? null : Number(own)
  },
}
const INBOX_DETAILS: Fields = {
  ...INBOX,
  greetingEnabled: (row) => row['greeting_enabled'],
  greetingMessage: (row) => row['greeting_message'] ?? '',
  enableAutoAssignment: (row) => row['enable_auto_assignment'],
  lockToSingleConversation: (row) => row['lock_to_single_conversation'],
  hmacMandatory: (row) => row['hmac_mandatory'] ?? false,
  needsRenewal: (row) => row['reauthorization_required'] ?? false,
}
const MESSAGE: Fields = {
  id: (row) => row['id'],
  conversationId: (row) => row['conversation_id'],
  'fields.content': (row) => row['content'] ?? '',
  'fields.type': (row) => ['incoming', 'outgoing', 'activity', 'template'][Number(row['message_type'])],
  'fields.private': (row) => row['private'],
  'fields.status': (row) => row['status'],
  'fields.createdAt': (row) => ms(row['created_at']),
  'fields.sender.name': (row) => (row['sender'] ? sub(row, 'sender')['name'] : undefined),
  'fields.attachments.length': (row) => (row['attachments'] as unknown[] | undefined)?.length ?? 0,
  'fields.inReplyTo': (row) => sub(row, 'content_attributes')['in_reply_to'] ?? null,
}
const NOTIFICATION: Fields = {
  id: (row) => row['id'],
  type: (row) => row['notification_type'],
  title: (row) => row['push_message_title'],
  conversationId: (row) => sub(row, 'primary_actor')['id'],
  conversationRowId: (row) => row['primary_actor_id'],
  readAt: (row) => iso(row['read_at']),
  lastActivityAt: (row) => ms(row['last_activity_at']),
}
const CANNED: Fields = { ...same('id', 'content'), shortCode: (row) => row['short_code'] }
const FOLDER: Fields = { ...same('id', 'name', 'query'), type: (row) => row['filter_type'] }
const WEBHOOK: Fields = { ...same('id', 'url', 'subscriptions'), name: (row) => row['name'] ?? null }
const ATTRIBUTE: Fields = {
  id: (row) => row['id'],
  key: (row) => row['attribute_key'],
  name: (row) => row['attribute_display_name'],
  type: (row) => row['attribute_display_type'],
  model: (row) => row['attribute_model'],
  values: (row) => row['attribute_values'],
}
const NOTE: Fields = {
  ...same('id', 'content'),
  author: (row) => sub(row, 'user')['name'],
  createdAt: (row) => ms(row['created_at']),
}
const MACRO: Fields = {
  ...same('id', 'name', 'visibility'),
  actions: (row) =>
    (row['actions'] as Row[]).map((action) => ({ name: action['action_name'], values: action['action_params'] })),
}

/** Which answers hold which rows; the first that fits counts. */
const NOUNS: [string, RegExp, Fields][] = [
  ['agents', /^\w+ (.*\/)?(agents|assignable_agents|inbox_members(\/.*)?|team_members|participants)$/, AGENT],
  ['places of a contact', /contactable_inboxes$|contacts\/[^/]+\/contact_inboxes$/, CONTACT_INBOX],
  ['notes', /\/notes$/, NOTE],
  [
    'contacts',
    /(contacts|contacts\/(search|filter|active|\$[^/]*)|destroy_custom_attributes|contact_merge|contact_inboxes\/filter)$/,
    CONTACT,
  ],
  ['inboxes', /^GET (.*\/)?inboxes$/, INBOX],
  ['inbox settings', /^(GET|POST|PATCH) (.*\/)?inboxes(\/[^/]+)?$/, INBOX_DETAILS],
  ['messages', /\/messages$/, MESSAGE],
  ['notifications', /^GET (.*\/)?notifications$/, NOTIFICATION],
  ['canned responses', /canned_responses(\/[^/]+)?$/, CANNED],
  ['folders', /custom_filters(\/[^/]+)?$/, FOLDER],
  ['webhooks', /webhooks(\/[^/]+)?$/, WEBHOOK],
  ['attributes', /custom_attribute_definitions(\/[^/]+)?$/, ATTRIBUTE],
  ['macros', /^GET (.*\/)?macros$/, MACRO],
  ['teams', /^GET (.*\/)?teams$/, { ...same('id', 'name'), isMember: (row) => row['is_member'] }],
  ['labels', /^GET (\/.*\/\$[^/]*\/)?labels$/, same('title', 'color', 'description')],
]

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((now, key) => (now === null || now === undefined ? undefined : (now as Row)[key]), value)
}

/** The rows of an answer, or of what became of it: wherever the list is, or the one object there is. */
function rowsOf(value: unknown, wraps: string[]): unknown[] {
  const found = wraps.map((path) => at(value, path)).find((one) => one !== null && typeof one === 'object') ?? value
  return Array.isArray(found) ? found : [found]
}
const IN_BODY = ['data.payload', 'payload.webhooks', 'payload.webhook', 'payload.contact', 'payload']
const IN_VALUE = ['contacts', 'notifications']

async function comparedIn(step: Step): Promise<[string, number][]> {
  const { method, path = '' } = step.request
  const bare = `${method} ${path.split('?')[0]}`
  const noun = NOUNS.find(([, pattern]) => pattern.test(bare))
  const route = ROUTES.find(([verb, pattern]) => verb === method && pattern.test(path.split('?')[0] ?? ''))
  if (!noun || !route || step.response?.form !== 'json' || step.response.body === null) return []
  const outcome = await route[2](replay(step))
  if (outcome.kind !== 'accepted' || outcome.value === null) return []
  // The recorder kept a part of some answers only.
  const given = rowsOf(step.response.body, IN_BODY) as Row[]
  if (given.some((row) => Object.keys(row).length < 3 && !('source_id' in row))) return []
  const got = rowsOf(outcome.value, IN_VALUE)
  expect([step.id, got.length]).toEqual([step.id, given.length])
  given.forEach((row, index) => {
    for (const [field, expected] of Object.entries(noun[2]))
      expect([step.id, field, at(got[index], field)]).toEqual([step.id, field, expected(row)])
  })
  return [[noun[0], given.length]]
}

describe.each(['4.2.0', '4.10.1'])('the rows of a recorded %s', (version) => {
  it('G2 G3 G5 G6 F8 F10 keep every field that a room needs', async () => {
    const counts: Record<string, number> = Object.fromEntries(NOUNS.map(([noun]) => [noun, 0]))
    for (const step of stepsOf(version)) {
      if (!step.request.path) continue
      for (const [noun, rows] of await comparedIn(step)) counts[noun] = (counts[noun] ?? 0) + rows
    }
    const empty = Object.entries(counts).filter(([, rows]) => rows === 0)
    expect(empty).toEqual([])
  })
})
