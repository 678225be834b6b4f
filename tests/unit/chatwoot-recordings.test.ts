/** Every answer and every frame that a real 4.2.0 and a real 4.10.1 gave must be understood, with nothing lost on the way. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeCall, type Call } from '../../src-main/chatwoot/call'
import { makeServer } from '../../src-main/chatwoot/server'
import { makeServerTime } from '../../src-main/chatwoot/server-time'
import { signIn } from '../../src-main/chatwoot/auth'
import { IGNORED_EVENTS, toServerEvent } from '../../src-main/chatwoot/translate/event'
import { eventWire } from '../../src-main/chatwoot/wire/event'
import type { Line } from '../../src-main/chatwoot/line'
import type { ServerEvent } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { AccountId, ContactId, ConversationId, InboxId, MessageId, UserId } from '../../src-preload/contract/ids'

const FOLDER = new URL('../contract/recordings/', import.meta.url).pathname
const STAMP = 1795343898.123456

interface Step {
  id: string
  request: { method?: string; path?: string; cable?: unknown }
  response?: { status: number; media: string | null; form: string; body: unknown }
  frames?: Record<string, { subscription: string; event: string; data: Record<string, unknown> }[]>
}

function stepsOf(version: string): Step[] {
  const files = readdirSync(join(FOLDER, version)).filter((file) => file !== 'origin.json')
  return files.flatMap((file) => {
    const text = readFileSync(join(FOLDER, version, file), 'utf8')
    // The recorder names times and people; here they are numbers again, as on the line.
    const real = text
      .replaceAll('"<stamp as number>"', String(STAMP))
      .replace(/"<[a-z_]+ as number>"/g, '6699')
      .replaceAll('"<admin>":', '"1":').replaceAll('"<agent>":', '"2":')
    return (JSON.parse(real) as { steps: Step[] }).steps
  })
}

const account = 1 as AccountId
const key = { accountId: account, conversationId: 5 as ConversationId }
const contact = 9 as ContactId
const inbox = 3 as InboxId
const message = { conversation: key, clientId: 'c', marker: STAMP, text: 't', private: false, inReplyTo: null }

const clock = { now: () => 1_800_000_000_000, after: () => () => undefined }

/** A server that gives one recorded answer, with the real judge between; remembers what was asked. */
function replay(step: Step) {
  const asked: string[] = []
  const dropped: string[] = []
  const { status, media, form, body } = step.response ?? { status: 0, media: null, form: 'empty', body: null }
  const bytes = form === 'empty' ? '' : form === 'json' ? JSON.stringify(body) : String(body)
  const line: Line = {
    exchange: (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`)
      return Promise.resolve({ kind: 'answer', status, headers: { 'content-type': media ?? '' }, body: Buffer.from(bytes), bodyRead: true })
    },
    close: () => undefined,
  }
  const log = { info: () => undefined, warn: (what: string) => void dropped.push(what), bug: () => '' }
  const callAs = (): Call =>
    makeCall({ baseUrl: 'http://x', line, credential: { kind: 'token', token: 't' }, time: makeServerTime(clock), log, userAgent: 'test' })
  return { asked, dropped, callAs, server: makeServer(callAs(), () => undefined) }
}

type Replayed = ReturnType<typeof replay>
type Route = [string, RegExp, (at: Replayed) => Promise<Outcome<unknown>>]

const acc = '^(/api/v1/accounts/[^/]+/)?'
const route = (method: string, path: string, ask: Route[2]): Route => [method, new RegExp(path.startsWith('/') ? `^${path}$` : `${acc}${path}$`), ask]
const any = '[^/]+'

/** Every call of ours that the scenario asked in the same way. */
const ROUTES: Route[] = [
  route('GET', '/api', ({ server }) => server.about()),
  route('GET', '/api/v1/profile', ({ server }) => server.profile()),
  route('POST', '/auth/sign_in', ({ callAs }) => signIn(callAs, 'a', 'b')),
  route('POST', '/api/v1/profile/availability', ({ server }) => server.setAvailability(account, 'busy')),
  route('POST', '/api/v1/profile/auto_offline', ({ server }) => server.api.account.setAutoOffline(account, true)),
  route('GET', `/api/v1/accounts/${any}`, ({ server }) => server.api.account.readAccount(account)),
  route('GET', 'cache_keys', ({ server }) => server.api.account.cacheKeys(account)),
  route('POST', 'update_active_at', ({ server }) => server.api.account.updateActiveAt(account)),
  route('GET', 'conversations', ({ server }) => server.conversations(account, { status: 'all' })),
  route('GET', 'conversations/meta', ({ server }) => server.api.conversations.countConversations(account, { status: 'all' })),
  route('POST', 'conversations/filter', ({ server }) => server.api.conversations.filterConversations(account, { conditions: [] })),
  route('GET', `conversations/(?!meta|search)${any}`, ({ server }) => server.conversation(key)),
  route('POST', 'conversations', ({ server }) =>
    server.api.conversations.createConversation(account, { inboxId: 1, contactId: 1, sourceId: 's' }),
  ),
  route('POST', `conversations/${any}/toggle_status`, ({ server }) => server.setStatus(key, 'open')),
  route('POST', `conversations/${any}/toggle_priority`, ({ server }) => server.api.conversations.setPriority(key, 'high')),
  route('POST', `conversations/${any}/toggle_typing_status`, ({ server }) => server.setTyping(key, true, false)),
  route('POST', `conversations/${any}/update_last_seen`, ({ server }) => server.markSeen(key)),
  route('POST', `conversations/${any}/unread`, ({ server }) => server.api.conversations.markUnread(key)),
  route('POST', `conversations/${any}/assignments`, ({ server }) => server.assign(key, null)),
  route('GET', `conversations/${any}/labels`, ({ server }) => server.api.conversations.readLabels(key)),
  route('POST', `conversations/${any}/labels`, ({ server }) => server.api.conversations.setLabels(key, [])),
  route('GET', `conversations/${any}/participants`, ({ server }) => server.api.conversations.readParticipants(key)),
  route('PATCH', `conversations/${any}/participants`, ({ server }) => server.api.conversations.setParticipants(key, [])),
  route('POST', `conversations/${any}/mute`, ({ server }) => server.api.conversations.mute(key)),
  route('POST', `conversations/${any}/unmute`, ({ server }) => server.api.conversations.unmute(key)),
  route('POST', `conversations/${any}/transcript`, ({ server }) => server.api.conversations.sendTranscript(key, '')),
  route('POST', `conversations/${any}/custom_attributes`, ({ server }) => server.api.conversations.setCustomAttributes(key, {})),
  route('GET', `conversations/${any}/attachments`, ({ server }) => server.api.conversations.listAttachments(key, 1)),
  route('GET', `conversations/${any}/messages`, ({ server }) => server.messages(key, {})),
  route('POST', `conversations/${any}/messages`, ({ server }) => server.send(message)),
  route('DELETE', `conversations/${any}/messages/${any}`, ({ server }) => server.api.messages.deleteMessage(key, 1 as MessageId)),
  route('PATCH', `conversations/${any}/messages/${any}`, ({ server }) =>
    server.api.messages.setDelivery(key, { id: 1 as MessageId, status: 'read', error: null }),
  ),
  route('POST', `conversations/${any}/messages/${any}/retry`, ({ server }) => server.api.messages.retryMessage(key, 1 as MessageId)),
  route('GET', 'contacts', ({ server }) => server.api.contacts.listContacts(account, {})),
  route('GET', 'contacts/search', ({ server }) => server.api.contacts.searchContacts(account, { text: '' })),
  route('POST', 'contacts/filter', ({ server }) => server.api.contacts.filterContacts(account, { conditions: [] })),
  route('GET', `contacts/(?!search|active)${any}`, ({ server }) => server.api.contacts.readContact(account, contact)),
  route('POST', 'contacts', ({ server }) => server.api.contacts.createContact(account, {})),
  route('PATCH', `contacts/${any}`, ({ server }) => server.api.contacts.updateContact(account, { id: contact })),
  route('DELETE', `contacts/${any}`, ({ server }) => server.api.contacts.deleteContact(account, contact)),
  route('GET', `contacts/${any}/conversations`, ({ server }) => server.contactConversations(account, contact)),
  route('GET', `contacts/${any}/contactable_inboxes`, ({ server }) => server.api.contacts.contactableInboxes(account, contact)),
  route('POST', `contacts/${any}/contact_inboxes`, ({ server }) => server.api.contacts.addContactInbox(account, { id: contact, inboxId: 1 })),
  route('POST', 'contact_inboxes/filter', ({ server }) => server.api.contacts.findBySource(account, { inboxId: 1, sourceId: 's' })),
  route('POST', `contacts/${any}/destroy_custom_attributes`, ({ server }) =>
    server.api.contacts.destroyCustomAttributes(account, { id: contact, keys: [] }),
  ),
  route('POST', 'actions/contact_merge', ({ server }) => server.api.contacts.mergeContacts(account, { keep: contact, drop: contact })),
  route('GET', `contacts/${any}/labels`, ({ server }) => server.api.contactNotes.readContactLabels(account, contact)),
  route('POST', `contacts/${any}/labels`, ({ server }) => server.api.contactNotes.setContactLabels(account, { contact, labels: [] })),
  route('GET', `contacts/${any}/notes`, ({ server }) => server.api.contactNotes.listNotes(account, contact)),
  route('POST', `contacts/${any}/notes`, ({ server }) => server.api.contactNotes.createNote(account, { contact, content: '' })),
  route('DELETE', `contacts/${any}/notes/${any}`, ({ server }) => server.api.contactNotes.deleteNote(account, { contact, note: 1 })),
  route('GET', 'inboxes', ({ server }) => server.api.directory.listInboxes(account)),
  route('GET', `inboxes/${any}`, ({ server }) => server.api.directory.readInbox(account, inbox)),
  route('POST', 'inboxes', ({ server }) => server.api.admin.createInbox(account, { name: 'n' })),
  route('PATCH', `inboxes/${any}`, ({ server }) => server.api.admin.updateInbox(account, { id: inbox })),
  route('DELETE', `inboxes/${any}`, ({ server }) => server.api.admin.deleteInbox(account, inbox)),
  route('GET', `inbox_members/${any}`, ({ server }) => server.api.directory.listInboxMembers(account, inbox)),
  route('POST', 'inbox_members', ({ server }) => server.api.admin.addMembers(account, { inbox, users: [] })),
  route('PATCH', 'inbox_members', ({ server }) => server.api.admin.setMembers(account, { inbox, users: [] })),
  route('DELETE', 'inbox_members', ({ server }) => server.api.admin.removeMembers(account, { inbox, users: [] })),
  route('GET', 'agents', ({ server }) => server.api.directory.listAgents(account)),
  route('GET', 'assignable_agents', ({ server }) => server.api.directory.listAssignable(account, [inbox])),
  route('GET', 'teams', ({ server }) => server.api.directory.listTeams(account)),
  route('GET', `teams/${any}/team_members`, ({ server }) => server.api.directory.listTeamMembers(account, 1)),
  route('GET', 'labels', ({ server }) => server.api.directory.listLabels(account)),
  route('GET', 'canned_responses', ({ server }) => server.api.directory.listCanned(account)),
  route('POST', 'canned_responses', ({ server }) => server.api.directory.createCanned(account, { shortCode: 's', content: 'c' })),
  route('PUT', `canned_responses/${any}`, ({ server }) => server.api.directory.updateCanned(account, { id: 1, shortCode: 's', content: 'c' })),
  route('DELETE', `canned_responses/${any}`, ({ server }) => server.api.directory.deleteCanned(account, 1)),
  route('GET', 'macros', ({ server }) => server.api.directory.listMacros(account)),
  route('POST', `macros/${any}/execute`, ({ server }) => server.api.directory.executeMacro(account, { macro: 1, conversations: [] })),
  route('GET', 'custom_attribute_definitions', ({ server }) => server.api.directory.listAttributes(account, 'contact_attribute')),
  route('POST', 'custom_attribute_definitions', ({ server }) =>
    server.api.admin.createAttribute(account, { key: 'k', name: 'n', type: 'text', model: 'contact_attribute' }),
  ),
  route('DELETE', `custom_attribute_definitions/${any}`, ({ server }) => server.api.admin.deleteAttribute(account, 1)),
  route('GET', 'custom_filters', ({ server }) => server.api.directory.listFilters(account, 'conversation')),
  route('POST', 'custom_filters', ({ server }) => server.api.directory.createFilter(account, { name: 'n', type: 'conversation', query: {} })),
  route('DELETE', `custom_filters/${any}`, ({ server }) => server.api.directory.deleteFilter(account, 1)),
  route('GET', 'webhooks', ({ server }) => server.api.admin.listWebhooks(account)),
  route('POST', 'webhooks', ({ server }) => server.api.admin.createWebhook(account, { url: 'u', subscriptions: [] })),
  route('PATCH', `webhooks/${any}`, ({ server }) => server.api.admin.updateWebhook(account, { id: 1 })),
  route('DELETE', `webhooks/${any}`, ({ server }) => server.api.admin.deleteWebhook(account, 1)),
  route('GET', 'notifications', ({ server }) => server.api.notifications.listNotifications(account, {})),
  route('GET', 'notifications/unread_count', ({ server }) => server.api.notifications.countUnread(account)),
  route('PATCH', `notifications/${any}`, ({ server }) => server.api.notifications.markRead(account, 1)),
  route('POST', 'notifications/read_all', ({ server }) => server.api.notifications.markAllRead(account)),
  route('POST', `notifications/${any}/snooze`, ({ server }) => server.api.notifications.snoozeNotification(account, { id: 1, untilAt: 1 })),
  route('POST', `notifications/${any}/unread`, ({ server }) => server.api.notifications.markNotificationUnread(account, 1)),
  route('DELETE', `notifications/${any}`, ({ server }) => server.api.notifications.deleteNotification(account, 1)),
  route('POST', 'notifications/destroy_all', ({ server }) => server.api.notifications.deleteNotifications(account, 'read')),
  route('GET', 'notification_settings', ({ server }) => server.api.notifications.readNotificationSettings(account)),
  route('PUT', 'notification_settings', ({ server }) => server.api.notifications.setNotificationSettings(account, { email: [], push: [] })),
  route('GET', 'search', ({ server }) => server.api.search.search(account, { text: 't' })),
  route('GET', 'search/(conversations|contacts|messages)', ({ server }) => server.api.search.search(account, { text: 't' })),
]

/** The recorder kept only a part of these answers. */
const isView = (body: unknown) =>
  body !== null && typeof body === 'object' && ['length', 'same', 'unread', 'has_draft'].some((name) => Object.hasOwn(body, name))

interface Played {
  step: Step
  replayed: Replayed
  outcome: Outcome<unknown>
}

async function play(version: string): Promise<Played[]> {
  const played: Played[] = []
  for (const step of stepsOf(version)) {
    const { method, path } = step.request
    if (!method || !path || !step.response || isView(step.response.body)) continue
    const bare = path.split('?')[0] ?? ''
    const found = ROUTES.find(([verb, pattern]) => verb === method && pattern.test(bare))
    if (!found) continue
    const replayed = replay(step)
    played.push({ step, replayed, outcome: await found[2](replayed) })
  }
  return played
}

/** How many rows an answer has, wherever they are; null when it has no list. */
function rowsIn(body: unknown): number | null {
  const at = (value: unknown, name: string) => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined)
  const places = [body, at(body, 'payload'), at(at(body, 'data'), 'payload'), at(at(body, 'payload'), 'webhooks')]
  const found = places.find(Array.isArray)
  return found ? found.length : null
}

function rowsOut(value: unknown): number | null {
  if (Array.isArray(value)) return value.length
  if (value === null || typeof value !== 'object') return null
  const list = Object.values(value).find(Array.isArray) as unknown[] | undefined
  return list ? list.length : null
}

function expectedKind(step: Step): string[] {
  const { status, body, form } = step.response ?? { status: 0, body: null, form: '' }
  const text = JSON.stringify(body)
  if (status === 429) return ['throttled']
  if (status === 401 && /Invalid Access Token|You need to sign in/.test(text)) return ['signed-out']
  if (status >= 500) return ['unsure']
  if (status === 422) return ['refused', 'unsure']
  if (status >= 400) return ['refused']
  if (status >= 300) return ['unsure']
  return form === 'html' ? ['unsure'] : ['accepted']
}

describe.each(['4.2.0', '4.10.1'])('the recordings of %s', (version) => {
  it('G1 G12 every recorded answer ends as it should, and no row of it is lost', async () => {
    const played = await play(version)
    const wrong = played.filter(({ step, outcome }) => !expectedKind(step).includes(outcome.kind))
    expect(wrong.map(({ step, outcome }) => [step.id, step.response?.status, outcome])).toEqual([])
    expect(played.flatMap(({ step, replayed }) => (replayed.dropped.length > 0 ? [step.id] : []))).toEqual([])
    for (const { step, outcome } of played) {
      if (outcome.kind !== 'accepted' || outcome.value === null) continue
      const given = rowsIn(step.response?.body)
      if (given !== null && !step.request.path?.includes('search/')) expect([step.id, rowsOut(outcome.value)]).toEqual([step.id, given])
    }
    expect(played.length).toBeGreaterThan(650)
  })

  it('G1 our requests go to the paths that were recorded', async () => {
    const shape = (path: string) =>
      path
        .split('?')[0]
        ?.replace(/^\/api\/v1\/accounts\/[^/]+(\/|$)/, '')
        .replace(/\$\{[^}]+\}|\b\d+(-abc)?\b|\babc\b/g, '#')
    for (const { step, replayed } of await play(version)) {
      if (step.request.path?.includes('search/')) continue
      expect([step.id, shape(replayed.asked[0]?.split(' ')[1] ?? '')]).toEqual([step.id, shape(step.request.path ?? '')])
      expect(replayed.asked[0]?.split(' ')[0]).toBe(step.request.method)
    }
  })

  it('G12 every refusal carries the words of the server', async () => {
    for (const { step, outcome } of await play(version)) {
      if (outcome.kind !== 'refused' || step.response?.form !== 'json') continue
      const body = step.response.body as Record<string, unknown> | null
      const said = body?.['error'] ?? body?.['message'] ?? (body?.['errors'] as string[] | undefined)?.[0]
      if (typeof said === 'string') expect([step.id, outcome.words]).toEqual([step.id, said])
    }
  })

  it('G5 F2 messages keep text, author, time, mark and what they answer', async () => {
    let marks = 0
    for (const { step, outcome } of await play(version)) {
      if (outcome.kind !== 'accepted' || !/POST .*messages$/.test(`${step.request.method} ${step.request.path}`)) continue
      const news = outcome.value as Extract<ServerEvent, { kind: 'message-created' }>['message']
      const body = step.response?.body as Record<string, unknown>
      expect([step.id, news.id, news.fields.content]).toEqual([step.id, body['id'], body['content'] ?? ''])
      if (typeof body['created_at'] !== 'number') continue
      expect(news.fields.createdAt).toBe(body['created_at'] * 1000)
      expect(news.fields.sender?.name).toBe((body['sender'] as { name?: string } | undefined)?.name)
      const attributes = body['content_attributes'] as Record<string, unknown>
      expect(news.fields.inReplyTo).toBe(attributes['in_reply_to'] ?? null)
      if (attributes['external_created_at'] === STAMP) marks += Number(news.fields.marker === STAMP)
      expect(news.fields.attachments?.length).toBe((body['attachments'] as unknown[] | undefined)?.length ?? 0)
    }
    expect(marks).toBeGreaterThanOrEqual(2)
  })

  it('G4 conversations keep customer, assignee, times and counts', async () => {
    const lists = (await play(version)).filter(({ step, outcome }) => outcome.kind === 'accepted' && /GET (?!search).*conversations$/.test(`${step.request.method} ${step.request.path?.split('?')[0]}`))
    let seen = 0
    for (const { step, outcome } of lists) {
      if (outcome.kind !== 'accepted') continue
      const page = outcome.value as { conversations?: unknown[] }
      const news = (page.conversations ?? outcome.value) as { id: number; fields: Record<string, unknown>; messages: unknown[] }[]
      const body = step.response?.body as { data?: { payload: never[] }; payload?: never[] }
      if (!body.data?.payload && !Array.isArray(body.payload)) continue
      const rows = (body.data?.payload ?? body.payload ?? []) as Record<string, never>[]
      rows.forEach((row, index) => {
        const one = news[index]
        seen += 1
        expect(one?.id).toBe(row['id'])
        expect(one?.fields['status']).toBe(row['status'])
        expect((one?.fields['contact'] as { name?: string }).name).toBe((row['meta'] as { sender: { name: string } }).sender.name)
        expect((one?.fields['assignee'] as { id?: number } | null)?.id ?? null).toBe((row['meta'] as { assignee?: { id: number } }).assignee?.id ?? null)
        expect(one?.fields['lastActivityAt']).toBe(Number(row['last_activity_at']) * 1000)
        expect(one?.fields['unreadCount']).toBe(row['unread_count'])
        expect(one?.messages.length).toBeGreaterThanOrEqual((row['messages'] as unknown[]).length)
      })
    }
    expect(seen).toBeGreaterThan(20)
  })

  it('F1 every recorded frame is understood or left alone on purpose', () => {
    const counts: Record<string, number> = {}
    for (const step of stepsOf(version)) {
      for (const frame of Object.values(step.frames ?? {}).flat()) {
        const read = eventWire.safeParse(frame)
        expect([step.id, read.success]).toEqual([step.id, true])
        if (!read.success) continue
        const accountId = read.data.data.account_id as AccountId
        const event = toServerEvent(read.data, { accountId, userId: 2 as UserId, at: 1 })
        const kind = event.kind === 'ignored' ? `ignored ${event.name}` : event.kind
        counts[kind] = (counts[kind] ?? 0) + 1
        check(frame, event)
      }
    }
    const ignored = Object.keys(counts).filter((kind) => kind.startsWith('ignored'))
    expect(ignored.filter((kind) => !IGNORED_EVENTS.includes(kind.slice(8)))).toEqual(['ignored notification.updated'])
    // One notification was made unread again: nothing to withdraw.
    expect(counts['ignored notification.updated']).toBe(1)
    expect(counts).toMatchObject({
      'message-created': 53,
      'message-updated': 14,
      'conversation-created': 4,
      'conversation-mentioned': 1,
      typing: 4,
      'contact-changed': 25,
      'contact-deleted': 4,
      'notification-gone': 3,
      presence: 10,
      'directory-stale': 12,
    })
    expect(counts['conversation-changed']).toBe(version === '4.2.0' ? 59 : 60)
  })
})

function check(frame: { event: string; data: Record<string, unknown> }, event: ServerEvent): void {
  const { data } = frame
  if (event.kind === 'message-created' || event.kind === 'message-updated') {
    expect(event.message.id).toBe(data['id'])
    expect(event.message.conversationId).toBe(data['conversation_id'])
    expect(event.message.fields.content).toBe(data['content'] ?? '')
    expect(event.message.evidenceAt).toBe(Date.parse(String(data['updated_at'])))
    expect(event.message.clientId).toBe(data['echo_id'] ?? (data['content_attributes'] as Record<string, unknown>)['client_message_id'] ?? null)
  }
  if (event.kind === 'conversation-changed' || event.kind === 'conversation-created') {
    expect(event.conversation.id).toBe(data['id'])
    expect(event.conversation.fields.contact?.name).toBe((data['meta'] as { sender: { name: string } }).sender.name)
    expect(event.conversation.evidenceAt).toBe(Math.round(Number(data['updated_at']) * 1000))
    expect(event.conversation.fields).not.toHaveProperty('muted')
    expect(event.conversation.messages.length).toBe((data['messages'] as unknown[]).length)
  }
  if (event.kind === 'presence') expect(event.availability).toBe((data['users'] as Record<string, string>)['2'] ?? 'offline')
}
