/**
 * The table of what can be wrong with a request, row by row, against a server that really does it (G12): each has its own
 * condition, and words for why and for what to do in both languages.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCall } from '../../src-main/chatwoot/call'
import { makeConnector } from '../../src-main/chatwoot/connect'
import { makeLine } from '../../src-main/chatwoot/line'
import { makeServerTime } from '../../src-main/chatwoot/server-time'
import { type Asked, explain, type Explanation } from '../../src-main/core/explain'
import type { Outcome } from '../../src-main/core/outcome'
import { REQUEST_REASONS } from '../../src-preload/contract/doctor'
import type { AccountId, ConversationKey, MessageId } from '../../src-preload/contract/ids'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import type { Fault } from '../fake-chatwoot/script/script'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { secured } from './secured'
import { fixture, json, keepingLog, open, realClock, serversFor, startTiny, stopAll, tiny, TOKEN } from './tiny-server'

const catalogs: Record<string, string>[] = [en, ru]
const account = 1 as AccountId
const ADMIN = { kind: 'token', token: 'AdaAdminTokenForTests111' } as const
const seen = new Set<string>()

/** The row that this end of a request is in; it must have words. */
function row(outcome: Outcome<unknown>, asked?: Asked): Explanation {
  const found = explain(outcome, asked)
  if (found === null) throw new Error('accepted')
  seen.add(found.condition)
  for (const catalog of catalogs) {
    for (const key of [found.why, found.next]) expect([key, (catalog[key] ?? '') !== '']).toEqual([key, true])
  }
  return found
}

describe('what can be wrong with a request', () => {
  let fake: FakeChatwoot
  beforeAll(async () => void (fake = await startFakeChatwoot()))
  beforeEach(() => fake.script.clear())
  afterEach(stopAll)
  afterAll(() => fake.stop())

  function server(credential: { kind: 'token'; token: string } = TOKEN, base = fake.base, ca: string[] = []) {
    const connected = serversFor({ ca, limits: { answerMs: 700, connectMs: 1_000 } }).connect(base, credential)
    open.push({ stop: () => connected.server.close() })
    return connected.server
  }

  /** As a script would: any body to any path. */
  async function raw(asked: Asked): Promise<Outcome<unknown>> {
    const line = makeLine({ connect: makeConnector({}), clock: realClock })
    open.push({ stop: line.close })
    const common = { baseUrl: fake.base, line, time: makeServerTime(realClock), log: keepingLog(), userAgent: 'script/1' }
    return makeCall({ ...common, credential: ADMIN })({ ...asked, method: 'POST', read: () => null })
  }

  async function after(fault: Fault, path = '/api/v1/profile'): Promise<Explanation> {
    fake.script.fail({ path, fault })
    return row(await server().profile())
  }

  it('G12 401: a matter of rights, not of the token', async () => {
    const found = row(await server().api.admin.createInbox(account, { name: 'VK' }))
    expect(found).toMatchObject({ condition: 'request.not-allowed', words: 'You are not authorized to do this action' })
    expect(found.next).toBe('next.request.not-allowed')
  })

  it('G12 401: the account is not mine', async () => {
    expect(row(await server().directory(3 as AccountId)).condition).toBe('request.not-member')
  })

  it('G12 401: the account is suspended', async () => {
    const closed = fake.model.world.db.accounts.get(2)
    if (closed) closed.isSuspended = true
    expect(row(await server().directory(2 as AccountId)).condition).toBe('request.suspended')
    if (closed) closed.isSuspended = false
  })

  it('G12 401: the token does not arrive, or is wrong', async () => {
    expect((await after({ kind: 'unauthorized', reason: 'sign-in' })).condition).toBe('token.no-header')
    expect(row(await server({ kind: 'token', token: 'Nobodys' }).profile()).condition).toBe('token.bad-token')
  })

  it('G12 401: the token of a bot', async () => {
    const { base } = await tiny((_request, answer) =>
      json(answer, { error: 'Access to this endpoint is not authorized for bots' }, 401),
    )
    expect(row(await server(TOKEN, base).profile()).condition).toBe('request.bot')
  })

  it('G12 402: the limit of the account', async () => {
    const fault: Fault = { kind: 'error', status: 402, words: 'Account limit exceeded. Upgrade to a higher plan' }
    expect(await after(fault)).toMatchObject({ condition: 'request.limit', words: fault.words })
  })

  it('G12 403: the server itself forbids it, whoever asks; a page is something in front of it', async () => {
    const inbox = fake.model.addInbox({ name: 'Web', channelType: 'Channel::WebWidget', members: [fake.model.user('agent')] })
    const talk = fake.model.addConversation(inbox, fake.model.addContact({ name: 'Eva', email: 'eva@mail.example' }))
    fake.model.customerWrites(talk, 'Hello')
    const key: ConversationKey = { accountId: account, conversationId: talk.displayId as ConversationKey['conversationId'] }
    const id = fake.model.messagesOf(talk)[0]?.id as MessageId
    const found = row(await server().api.messages.setDelivery(key, { id, status: 'failed', error: null }))
    expect(found).toMatchObject({
      condition: 'request.forbidden',
      words: 'Message status update is only allowed for API inboxes',
    })
    expect((await after({ kind: 'error', status: 403, form: 'html' })).condition).toBe('request.blocked')
  })

  it('G12 404: a thing that is gone, and an address that never was', async () => {
    expect(row(await server(ADMIN).api.admin.readInbox(account, 999 as never)).condition).toBe('request.not-found')
    expect(row(await raw({ method: 'POST', path: '/api/v1/nowhere', json: {} })).condition).toBe('request.no-route')
    expect((await after({ kind: 'error', status: 404, form: 'html' })).condition).toBe('request.no-route')
  })

  it('G12 400: a body that is none', async () => {
    expect((await after({ kind: 'error', status: 400, words: 'Bad Request' })).condition).toBe('request.malformed')
  })

  it('G12 413 and 429', async () => {
    expect((await after({ kind: 'error', status: 413, form: 'html' })).condition).toBe('request.too-large')
    expect((await after({ kind: 'throttled' })).condition).toBe('request.throttled')
  })

  it('G12 422 of the server: a record, a filter', async () => {
    const hook = row(
      await server(ADMIN).api.admin.createWebhook(account, { url: 'nowhere', subscriptions: ['message_created'] }),
    )
    expect(hook).toMatchObject({ condition: 'request.invalid', words: 'Url is invalid' })
    const conditions = [{ key: 'vk_user_id', operator: 'equal_to', values: ['1'] }]
    const filter = row(await server(ADMIN).api.contacts.filterContacts(account, { conditions }))
    expect(filter.condition).toBe('request.invalid')
    expect(filter.words).toMatch(/^Invalid attribute key - \[vk_user_id\]/)
  })

  it.each([
    [{ error: { actions: ['is odd'] } }, 'actions: is odd'],
    [{ errors: ['Name is too short', 'Phone is odd'] }, 'Name is too short, Phone is odd'],
    [{ status: 422, error: 'Unprocessable Entity' }, 'Unprocessable Entity'],
  ])('G12 422 in its other forms: %j', async (body, words) => {
    const { base } = await tiny((_request, answer) => json(answer, body, 422))
    expect(row(await server(TOKEN, base).profile())).toMatchObject({ condition: 'request.invalid', words })
  })

  it('G12 500: the body of the guide for an inbox, told from any other; its webhook is a 422', async () => {
    const old = { name: 'VK', channel_type: 'Channel::Api', webhook_url: 'https://a.test' }
    const asked = { method: 'POST', path: '/api/v1/accounts/1/inboxes', json: old }
    expect(row(await raw(asked), asked).condition).toBe('request.old-inbox-body')
    expect(row(await raw(asked)).condition).toBe('request.server-error')
    const hook = {
      method: 'POST',
      path: '/api/v1/accounts/1/webhooks',
      json: { webhook_url: 'https://a.test', subscriptions: [] },
    }
    expect(row(await raw(hook), hook).condition).toBe('request.old-webhook-body')
  })

  it.each([502, 503, 504])('G12 %s: a proxy without a server behind it', async (status) => {
    expect(await after({ kind: 'error', status, form: 'html' })).toMatchObject({
      condition: 'request.gateway',
      detail: String(status),
    })
  })

  it('G12 pages instead of data: a portal, a redirect, half an answer', async () => {
    expect((await after({ kind: 'page' })).condition).toBe('request.unreadable')
    expect((await after({ kind: 'truncate' })).condition).toBe('answer.reset')
    const { base } = await tiny((_request, answer) => answer.writeHead(302, { location: 'http://portal.test/' }).end())
    expect(row(await server(TOKEN, base).profile())).toMatchObject({ condition: 'request.redirected', detail: '302' })
    expect((await after({ kind: 'error', status: 418 })).condition).toBe('request.other')
  })

  it('G12 ENOTFOUND, ECONNREFUSED, ETIMEDOUT, ECONNRESET', async () => {
    expect(row(await server(TOKEN, 'http://no-such-host.invalid').profile()).condition).toBe('answer.dns')
    const gone = await startTiny(() => undefined)
    await gone.stop()
    expect(row(await server(TOKEN, gone.base).profile()).condition).toBe('answer.refused')
    expect((await after({ kind: 'hang' })).condition).toBe('answer.timeout')
    expect((await after({ kind: 'reset' })).condition).toBe('answer.reset')
  })

  it.each([
    ['EHOSTUNREACH', 'answer.unreachable'],
    ['ETIMEDOUT', 'answer.timeout'],
    ['ENETUNREACH', 'answer.offline'],
    ['EPIPE', 'answer.unreachable'],
  ])('G12 %s, which no test can make: %s', (detail, condition) => {
    expect(row({ kind: 'never-sent', reason: 'connect', detail }).condition).toBe(condition)
  })

  it.each([
    ['self', 'private.self-signed'],
    ['good', 'private.unknown-issuer'],
    ['expired', 'private.expired'],
    ['elsewhere', 'private.wrong-host'],
  ])('G12 F19 TLS: %s', async (certificate, condition) => {
    const ca = certificate === 'good' ? [] : [fixture('ca.crt')]
    expect(row(await server(TOKEN, await secured(fake.port, certificate), ca).profile()).condition).toBe(condition)
  })

  it('G12 F19 TLS where none is spoken, and codes that no certificate of ours has', async () => {
    const plain = fake.base.replace('http:', 'https:')
    expect(row(await server(TOKEN, plain).profile()).condition).toBe('private.not-tls')
    for (const [detail, condition] of [
      ['CERT_NOT_YET_VALID', 'private.not-yet-valid'],
      ['CERT_REVOKED', 'private.revoked'],
      ['ERR_SSL_NO_CIPHER_MATCH', 'private.tls'],
    ] as const) {
      expect(row({ kind: 'never-sent', reason: 'tls', detail }).condition).toBe(condition)
    }
  })

  it('G12 F19 a proxy that wants a name, and one that says no', () => {
    expect(row({ kind: 'never-sent', reason: 'proxy', detail: '407' }).condition).toBe('answer.proxy-login')
    expect(row({ kind: 'never-sent', reason: 'proxy', detail: '403' }).condition).toBe('answer.proxy')
  })

  it('G12 no row of the table is left out here', () => {
    expect(REQUEST_REASONS.filter((reason) => !seen.has(`request.${reason}`))).toEqual([])
  })
})
