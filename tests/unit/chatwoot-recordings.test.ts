/** Every answer and every frame that a real 4.2.0 and a real 4.10.1 gave must be understood, with nothing lost on the way. */
import { describe, expect, it } from 'vitest'
import { IGNORED_EVENTS, toServerEvent } from '../../src-main/chatwoot/translate/event'
import { eventWire } from '../../src-main/chatwoot/wire/event'
import type { ServerEvent } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import { replay, STAMP, stepsOf, type Replayed, type Step } from './recorded'
import { NOT_OURS, ROUTES } from './recorded-routes'

/** The recorder kept only a part of these answers. */
const isView = (body: unknown) =>
  body !== null &&
  typeof body === 'object' &&
  ['length', 'same', 'unread', 'has_draft'].some((name) => Object.hasOwn(body, name))

interface Played {
  step: Step
  replayed: Replayed
  outcome: Outcome<unknown>
}

const plays = new Map<string, Promise<Played[]>>()

/** Everything that was recorded, played once. */
function play(version: string): Promise<Played[]> {
  const played = plays.get(version) ?? playAll(version)
  plays.set(version, played)
  return played
}

async function playAll(version: string): Promise<Played[]> {
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
  const at = (value: unknown, name: string) =>
    value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined
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
      if (given !== null && !step.request.path?.includes('search/'))
        expect([step.id, rowsOut(outcome.value)]).toEqual([step.id, given])
    }
    expect(played.length).toBeGreaterThan(680)
  })

  it('G2 G3 G4 G5 G6 there is a call of ours for everything that was asked, or a reason why not', () => {
    const asked = stepsOf(version).flatMap(({ request: { method, path } }) =>
      method && path ? [{ method, path: path.split('?')[0] ?? '' }] : [],
    )
    const ours = asked.filter(({ method, path }) => ROUTES.some(([verb, pattern]) => verb === method && pattern.test(path)))
    const rest = asked.filter((one) => !ours.includes(one)).map(({ method, path }) => `${method} ${path}`)
    expect(rest.filter((one) => !NOT_OURS.some(([pattern]) => pattern.test(one)))).toEqual([])
    expect(NOT_OURS.filter(([pattern]) => !rest.some((one) => pattern.test(one))).map(([, why]) => why)).toEqual([])
    expect(ours.length).toBeGreaterThan(850)
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
    const lists = (await play(version)).filter(
      ({ step, outcome }) =>
        outcome.kind === 'accepted' &&
        /GET (?!search).*conversations$/.test(`${step.request.method} ${step.request.path?.split('?')[0]}`),
    )
    let seen = 0
    for (const { step, outcome } of lists) {
      if (outcome.kind !== 'accepted') continue
      const page = outcome.value as { conversations?: unknown[] }
      const news = (page.conversations ?? outcome.value) as {
        id: number
        fields: Record<string, unknown>
        messages: unknown[]
      }[]
      const body = step.response?.body as { data?: { payload: never[] }; payload?: never[] }
      if (!body.data?.payload && !Array.isArray(body.payload)) continue
      const rows = (body.data?.payload ?? body.payload ?? []) as Record<string, never>[]
      rows.forEach((row, index) => {
        const one = news[index]
        seen += 1
        expect(one?.id).toBe(row['id'])
        expect(one?.fields['status']).toBe(row['status'])
        expect((one?.fields['contact'] as { name?: string }).name).toBe(
          (row['meta'] as unknown as { sender: { name: string } }).sender.name,
        )
        expect((one?.fields['assignee'] as { id?: number } | null)?.id ?? null).toBe(
          (row['meta'] as unknown as { assignee?: { id: number } }).assignee?.id ?? null,
        )
        expect(one?.fields['lastActivityAt']).toBe(Number(row['last_activity_at']) * 1000)
        expect(one?.fields['unreadCount']).toBe(row['unread_count'])
        expect(one?.messages.length).toBeGreaterThanOrEqual((row['messages'] as unknown as unknown[]).length)
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
    expect(event.message.clientId).toBe(
      data['echo_id'] ?? (data['content_attributes'] as Record<string, unknown>)['client_message_id'] ?? null,
    )
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
