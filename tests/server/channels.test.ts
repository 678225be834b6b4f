/** The page of the channels and the wizard as the window asks for them, against a whole server. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeChannelDesk, type ChannelDesk } from '../../src-main/core/connectors/channel-desk'
import { makeWizardDesk } from '../../src-main/core/connectors/wizard-desk'
import type { Credential, ProfileEntry, Secret } from '../../src-main/core/ports'
import type { AccountId, InboxId, ProfileId, UserId } from '../../src-preload/contract/ids'
import type { InboxForm } from '../../src-preload/contract/schemas/channel'
import type { WizardAsk } from '../../src-preload/contract/schemas/wizard'
import { callSchemas } from '../../src-preload/contract/schemas'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { MemoryMadeBook } from '../fakes/made-book'
import { soon } from './soon'
import { keepingLog, serversFor } from './tiny-server'

let fake: FakeChatwoot
let desk: ChannelDesk
const log = keepingLog()
const changed = vi.fn()

const people = {
  ada: { token: 'AdaAdminTokenForTests111', role: 'administrator' },
  bo: { token: 'BoAgentTokenForTests2222', role: 'agent' },
} as const

function doors() {
  const entryOf = ([id, { role }]: [string, { role: string }]): ProfileEntry =>
    ({ id, baseUrl: fake.base, accounts: [{ id: 1, name: 'Acme', role }] }) as unknown as ProfileEntry
  const secretOf = (id: ProfileId): Secret | null => {
    const person = people[String(id) as keyof typeof people] as { token: string } | undefined
    const credential: Credential | null = person ? { kind: 'token', token: person.token } : null
    return credential && { credential, databaseKey: '' }
  }
  return {
    servers: serversFor({ log, limits: { answerMs: 1_000 } }),
    book: { list: () => Object.entries(people).map(entryOf) },
    vault: { read: (id: ProfileId) => Promise.resolve(secretOf(id)) },
    gateOf: () => null,
  }
}

const at = (who: 'ada' | 'bo') => ({ profileId: who as unknown as ProfileId, accountId: 1 as AccountId })
const form: InboxForm = {
  name: 'VK Connector',
  webhookUrl: 'https://hooks.example.com/in',
  greetingEnabled: true,
  greetingMessage: 'Hello',
  enableAutoAssignment: false,
  lockToSingleConversation: true,
  hmacMandatory: true,
}

beforeEach(async () => {
  fake = await startFakeChatwoot()
  desk = makeChannelDesk({ ...doors(), changed })
})
afterEach(() => fake.stop())

async function valueOf<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: object }>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new Error(JSON.stringify(given.error))
  return given.value
}

async function made(): Promise<InboxId> {
  expect(await valueOf(desk.createInbox({ ...at('ada'), form }))).toEqual({ kind: 'done' })
  const [inbox] = (await valueOf(desk.inboxes(at('ada')))).inboxes
  if (!inbox) throw new Error('no inbox')
  return inbox.id
}

describe('inboxes', () => {
  it('G2 an inbox is made with all of its form, changed, renamed, and deleted by its name', async () => {
    const inboxId = await made()
    const list = async () => (await valueOf(desk.inboxes(at('ada')))).inboxes
    expect(await list()).toMatchObject([{ ...form, channel: 'Channel::Api', needsRenewal: false }])
    const changed = { ...form, name: 'VK shop', greetingEnabled: false, webhookUrl: '', hmacMandatory: false }
    await valueOf(desk.updateInbox({ ...at('ada'), inboxId, form: changed }))
    expect(await list()).toMatchObject([changed])
    const remove = (name: string) => valueOf(desk.removeInbox({ ...at('ada'), inboxId, name }))
    expect(await remove('VK')).toEqual({ kind: 'trouble', trouble: 'name-differs' })
    expect(await list()).toHaveLength(1)
    expect(await remove('VK shop')).toEqual({ kind: 'done' })
    await soon(async () => expect(await list()).toEqual([]))
  })

  it.each([
    [{ name: 'VK <3' }, 'name-symbols'],
    [{ name: ' ' }, 'name-empty'],
    [{ webhookUrl: 'hooks.example.com' }, 'url-no-scheme'],
  ])('G2 %o is not sent', async (some, trouble) => {
    expect(await valueOf(desk.createInbox({ ...at('ada'), form: { ...form, ...some } }))).toEqual({ kind: 'trouble', trouble })
    expect(fake.script.requests).toEqual([])
  })

  it('G2 members are replaced, and agents see but do not change', async () => {
    const inboxId = await made()
    await valueOf(desk.setMembers({ ...at('ada'), inboxId, users: [2 as UserId] }))
    const { members, agents } = await valueOf(desk.members({ ...at('bo'), inboxId }))
    expect(members).toEqual([2])
    expect(agents.map(({ name }) => name)).toContain('Ada Admin')
    expect((await valueOf(desk.inboxes(at('bo')))).canChange).toBe(false)
    fake.script.forgetRequests()
    const needsAdmin = { ok: false, error: { kind: 'needs-admin' } }
    expect(await desk.updateInbox({ ...at('bo'), inboxId, form })).toEqual(needsAdmin)
    expect(await desk.webhooks(at('bo'))).toEqual(needsAdmin)
    expect(await desk.reveal({ ...at('bo'), inboxId })).toEqual(needsAdmin)
    expect(fake.script.requests).toEqual([])
  })

  it('G2 identifier and token come only when they are asked for, and are in no list and no log', async () => {
    const inboxId = await made()
    const secrets = await valueOf(desk.reveal({ ...at('ada'), inboxId }))
    const { channel } = fake.model.world.db.inboxes.get(inboxId) ?? {}
    expect(secrets).toEqual({ identifier: channel?.['identifier'], hmacToken: channel?.['hmac_token'] })
    const listed = callSchemas['inbox.list'].output.parse(await valueOf(desk.inboxes(at('ada'))))
    for (const secret of Object.values(secrets)) {
      expect(JSON.stringify(listed)).not.toContain(secret)
      expect(log.lines.join()).not.toContain(secret)
    }
  })

  it('G2 no secret in the keychain, no such account, no network', async () => {
    expect(await desk.inboxes({ ...at('ada'), accountId: 9 as AccountId })).toMatchObject({ error: { kind: 'not-found' } })
    const locked = makeChannelDesk({ ...doors(), changed, vault: { read: () => Promise.resolve(null) } })
    expect(await locked.inboxes(at('ada'))).toMatchObject({ error: { kind: 'signed-out' } })
    fake.script.fail({ path: '*/inboxes', fault: { kind: 'reset' } })
    expect(await desk.inboxes(at('ada'))).toMatchObject({ error: { kind: 'offline' } })
  })
})

describe('webhooks', () => {
  const url = 'http://192.168.0.5/hook'
  const events = ['message_created', 'conversation_typing_on'] as const

  it("G6 made, listed with a warning for a private address, changed, removed; the second of an address in the server's words", async () => {
    const make = () => desk.createWebhook({ ...at('ada'), url, events: [...events] })
    expect(await valueOf(make())).toEqual({ kind: 'done' })
    const [hook] = await valueOf(desk.webhooks(at('ada')))
    expect(hook).toMatchObject({ url, subscriptions: events, isPrivate: true })
    expect(await make()).toMatchObject({ error: { kind: 'refused', words: 'Url has already been taken' } })
    const id = hook?.id ?? 0
    await valueOf(desk.updateWebhook({ ...at('ada'), id, url: 'https://a.example/h', events: ['contact_created'] }))
    expect(await valueOf(desk.webhooks(at('ada')))).toEqual([
      { id, url: 'https://a.example/h', subscriptions: ['contact_created'], isPrivate: false },
    ])
    await valueOf(desk.removeWebhook({ ...at('ada'), id }))
    expect(await valueOf(desk.webhooks(at('ada')))).toEqual([])
  })

  it.each([
    [{ url: 'nowhere' }, 'url-no-scheme'],
    [{ events: [] }, 'no-events'],
  ])('G6 %o is not sent', async (some, trouble) => {
    const answer = await valueOf(desk.createWebhook({ ...at('ada'), url, events: [...events], ...some }))
    expect(answer).toEqual({ kind: 'trouble', trouble })
    expect(fake.script.requests).toEqual([])
  })
})

describe('the wizard as the window asks for it', () => {
  const vk = { ...at('ada'), connectorId: 'vk' }
  const ask: WizardAsk = {
    ...at('ada'),
    connectorId: 'vk',
    webhookUrl: 'http://127.0.0.1:1/vk',
    events: null,
    inboxName: null,
    test: { userId: '777', name: 'Vera', conversation: false },
  }
  function wizard(memory = new MemoryMadeBook()) {
    const changed = vi.fn()
    const own = makeWizardDesk({ ...doors(), log, memory, changed })
    const over = () => soon(() => expect(own.report()?.isBusy).toBe(false))
    return { own, over, changed }
  }

  it('G8 plan, run, undo: each is told as it goes, and the report has what the treaty allows', async () => {
    const { own, over, changed } = wizard()
    expect(own.report()).toBeNull()
    own.begin(ask, true)
    expect(own.begin(ask, false)).toMatchObject({ error: { kind: 'invalid-request' } })
    await over()
    expect(own.report()).toMatchObject({ mode: 'plan', made: 0, isFinished: false })
    const plans = changed.mock.calls.length
    own.begin(ask, false)
    await over()
    expect(changed.mock.calls.length - plans).toBeGreaterThan(8)
    const report = callSchemas['wizard.report'].output.parse(own.report())
    expect(report).toMatchObject({ mode: 'run', made: 4, isFinished: true })
    expect(report?.summary?.env).toContain('CHATWOOT_SOURCE_ID=777')
    own.undo(vk)
    await over()
    expect(own.report()?.undone.map(({ state }) => state)).toEqual(['removed', 'removed', 'removed', 'removed'])
    expect(own.report()?.made).toBe(0)
  })

  it('G8 a run that stopped goes on, and undo still knows what the first half made', async () => {
    const { own, over } = wizard()
    fake.script.fail({ method: 'POST', path: '*/contacts', fault: { kind: 'throttled' } })
    own.begin(ask, false)
    await over()
    expect(own.report()).toMatchObject({ made: 3, isFinished: false, summary: null })
    own.begin(ask, false)
    await over()
    expect(own.report()).toMatchObject({ made: 4, isFinished: true })
  })

  it('G11 what was made is taken back after a restart as well: ids lie on disk, no words of anybody', async () => {
    const memory = new MemoryMadeBook()
    const first = wizard(memory)
    first.own.begin(ask, false)
    await first.over()
    expect([...memory.rows.values()].flat().map(({ kind }) => kind)).toEqual(['inbox', 'webhook', 'attribute', 'contact'])
    expect(JSON.stringify([...memory.rows])).not.toMatch(/Vera|777|Token/)
    const { own, over } = wizard(memory)
    expect(own.kept({ ...vk, connectorId: 'max' })).toEqual({ made: 0 })
    expect(own.undo({ ...vk, connectorId: 'max' })).toMatchObject({ error: { kind: 'not-found' } })
    expect(own.kept(vk)).toEqual({ made: 4 })
    own.undo(vk)
    await over()
    const report = callSchemas['wizard.report'].output.parse(own.report())
    expect(report?.undone.map(({ state }) => state)).toEqual(['removed', 'removed', 'removed', 'removed'])
    expect(wizard(memory).own.kept(vk)).toEqual({ made: 0 })
  })

  it('G11 a run of today and one of before a restart are taken back together', async () => {
    const memory = new MemoryMadeBook()
    const first = wizard(memory)
    first.own.begin({ ...ask, test: null }, false)
    await first.over()
    const { own, over } = wizard(memory)
    own.begin(ask, false)
    await over()
    expect(own.report()).toMatchObject({ made: 4, isFinished: true })
  })

  it('G8 an account that is signed out fails at its first step', async () => {
    const { own, over } = wizard()
    own.begin({ ...ask, accountId: 9 as AccountId }, false)
    await over()
    expect(own.report()?.steps[0]).toMatchObject({ state: 'failed', reason: { key: 'no-account' } })
    expect(own.begin({ ...ask, connectorId: 'icq' }, false)).toMatchObject({ error: { kind: 'not-found' } })
  })
})
