/** A whole profile (link, sync, outbox, store) over real sockets, and what a server does to it while it runs (F2, F5, F11). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClientId, ConversationKey } from '../../src-preload/contract/ids'
import { openProfile, type RunningProfile } from '../bench/running-profile'
import type { Conversation } from '../fake-chatwoot/model/rows'
import { featuresOf } from '../fake-chatwoot/model/version'
import { type FakeChatwoot, startFakeChatwoot } from '../fake-chatwoot/start'
import type { Fault } from '../fake-chatwoot/script/script'
import { uuidOf } from '../fakes/chance'
import { soon } from './soon'

const HOUR_MS = 3_600_000

let folder: string
let fake: FakeChatwoot
let running: RunningProfile
let talks: Conversation[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perch-running-'))
  fake = await startFakeChatwoot()
  const { model } = fake
  const agent = model.user('agent')
  talks = [1, 1, 1, 2].map((accountId, index) => {
    const inbox = model.addInbox({ name: `Inbox ${index}`, accountId, members: [agent] })
    const talk = model.addConversation(inbox, model.addContact({ name: `Customer ${index}` }, { accountId }))
    model.customerWrites(talk, 'Hello?')
    return talk
  })
  running = openProfile(fake.base, { ...agent, access_token: agent.accessToken }, join(folder, 'a.db'))
  running.profile.start()
  await equalsServer()
})
afterEach(async () => {
  await running.profile.stop()
  await fake.stop()
  rmSync(folder, { recursive: true, force: true })
})

const keyOf = ({ accountId, displayId }: Conversation): ConversationKey =>
  ({ accountId, conversationId: displayId }) as ConversationKey
const stateOf = () => running.profile.currentLink.state
const talkAt = (index: number): Conversation => {
  const talk = talks[index]
  if (talk === undefined) throw new Error(`no talk ${index}`)
  return talk
}

async function stored(talk: Conversation) {
  const row = (await running.store.conversation(keyOf(talk)))?.conversation
  const lines = await running.store.messages(keyOf(talk), null, 100)
  return { status: row?.status, lines: lines.map((line) => `${line.id} ${line.type} ${line.content}`) }
}

/** Live, and the store says what the server says. */
async function equalsServer(of = talks): Promise<void> {
  await soon(() => expect(stateOf()).toBe('live'))
  for (const talk of of) {
    await soon(async () => {
      const lines = talk.messages.map((line) => `${line.id} ${line.type} ${line.content ?? ''}`)
      expect(await stored(talk)).toEqual({ status: talk.status, lines })
    })
  }
}

/** As after a night: nothing of it came by the socket. */
async function away(meanwhile: () => void): Promise<void> {
  running.profile.sleep()
  await soon(() => expect(fake.model.connectedSockets()).toEqual([]))
  meanwhile()
  running.profile.wake()
}

const LISTS = '/api/v1/accounts/*/conversations'
const MESSAGES = '/api/v1/accounts/*/conversations/*/messages'

describe('bad answers in the middle of a catch-up', () => {
  it.each([
    ['HTML with 200', { kind: 'page' }],
    ['a body cut in half', { kind: 'truncate' }],
    ['a cut', { kind: 'reset' }],
    ['502 with HTML', { kind: 'error', status: 502, form: 'html' }],
  ] as const satisfies [string, Fault][])(
    'F5 %s instead of a list and of messages: the next try brings all',
    async (_what, fault) => {
      await away(() => {
        for (const talk of talks) for (const text of ['One', 'Two']) fake.model.customerWrites(talk, text)
        for (const path of [LISTS, MESSAGES]) fake.script.fail({ method: 'GET', path, fault })
        fake.script.forgetRequests()
      })
      await equalsServer()
      const asked = fake.script.requests.map(({ path }) => path)
      // Once more than without the fault.
      expect(asked.filter((path) => path.endsWith('/1/conversations')).length).toBeGreaterThan(1)
      expect(asked.filter((path) => path.endsWith('/messages')).length).toBeGreaterThan(talks.length)
    },
  )
})

describe('what a server does while Perch runs', () => {
  it('F11 an account is suspended: the other goes on, what was read stays; opened again it is caught up', async () => {
    const account = fake.model.world.db.accounts.find(({ id }) => id === 2)
    if (!account) throw new Error('no account 2')
    const before = await stored(talkAt(3))
    await away(() => (account.isSuspended = true))
    await soon(() => expect(running.profile.view().accounts.map(({ id }) => id)).toEqual([1]))
    fake.model.customerWrites(talkAt(0), 'The other account')
    await equalsServer(talks.slice(0, 3))
    expect(await stored(talkAt(3))).toEqual(before)
    await away(() => {
      account.isSuspended = false
      fake.model.customerWrites(talkAt(3), 'We paid')
    })
    await equalsServer()
  })

  it('F5 the server is upgraded: its new version is known, and a reply goes on as before', async () => {
    await soon(() => expect(running.profile.view().version).toBe('4.2.0'))
    fake.model.world.features = featuresOf('4.10.1')
    await fake.restart({ downMs: 50 })
    await soon(() => expect(running.profile.view().version).toBe('4.10.1'))
    await equalsServer()
    const text = 'After the upgrade'
    await write(text)
    await equalsServer()
    expect(talkAt(0).messages.filter(({ content }) => content === text)).toHaveLength(1)
  })

  it.each([24 * HOUR_MS])(
    'F5 the clock of the server jumps ahead by %i ms: nothing is missed, its time is known again',
    async (byMs) => {
      fake.model.setClockSkew(byMs)
      await soon(() => expect(Math.abs(running.profile.serverNow() - Date.now() - byMs)).toBeLessThan(5_000))
      fake.model.customerWrites(talkAt(0), 'By the socket')
      await equalsServer()
      await away(() => fake.model.customerWrites(talkAt(1), 'While away'))
      await equalsServer()
    },
  )

  it('F2 F19 the API token is rotated: signed out, and the reply that waits is still here', async () => {
    fake.model.rotateAccessToken(fake.model.user('agent'))
    await write('Nobody may send this')
    await soon(() => expect(stateOf()).toBe('signed-out'))
    expect(await running.store.jobs()).toMatchObject([{ text: 'Nobody may send this', state: 'queued' }])
    expect(talkAt(0).messages).toHaveLength(1)
  })
})

async function write(text: string): Promise<void> {
  const clientId = uuidOf(1) as ClientId
  const reply = { conversation: keyOf(talkAt(0)), clientId, text, private: false, seenId: null, origin: 'composer' } as const
  await running.profile.outbox.send(reply)
  await running.profile.outbox.release(clientId)
}
