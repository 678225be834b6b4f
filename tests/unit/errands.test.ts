/** Participants and macros: asked at once, refused offline, and never twice when nobody knows whether it ran. */
import { describe, expect, it, vi } from 'vitest'
import type { ErrandServer } from '../../src-main/core/errand-port'
import { makeErrands } from '../../src-main/core/errands'
import type { News } from '../../src-main/core/sync/queue'
import type { Agent } from '../../src-preload/contract/entities'
import type { AccountId, ConversationId, ConversationKey, UserId } from '../../src-preload/contract/ids'
import { callSchemas } from '../../src-preload/contract/schemas/index'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'
import { fakeServer } from '../fakes/server'

const key: ConversationKey = { accountId: 1 as AccountId, conversationId: 7 as ConversationId }
const me = 2 as UserId
const agent = (id: number): Agent => {
  return { id: id as UserId, name: `Agent ${id}`, email: null, avatarUrl: null, availability: null, role: null }
}

/** A server with these participants. */
function office({ following = [1], isConnected = true } = {}) {
  const told: News[] = []
  const accepted = <T>(value: T) => Promise.resolve({ kind: 'accepted' as const, value })
  const runMacro = vi.fn<ErrandServer['runMacro']>(() => accepted(null))
  const errands: ErrandServer = {
    ...fakeServer().errands,
    participants: () => accepted(following.map(agent)),
    macros: () => accepted([{ id: 1, name: 'Close', visibility: 'global', actions: [] }]),
    runMacro,
  }
  const server = fakeServer({ errands })
  const queue = { pushed: (news: News) => (told.push(news), Promise.resolve(true)) }
  const desk = makeErrands({ ...unasked, server, queue, me, isConnected: () => isConnected, serverNow: () => 1_000 })
  return { runMacro, told, desk }
}
const unasked = {
  store: openMemoryStore(new MemoryDisk()),
  outbox: { send: () => Promise.resolve(null) },
  version: () => '4.2.0',
}
const ids = (answer: { ok: boolean; value?: Agent[] }) => answer.value?.map(({ id }) => id)

describe('participants', () => {
  it('F9 are those the server names; whether I am among them is kept', async () => {
    const { desk, told } = office()
    expect(ids(await desk.participants(key))).toEqual([1])
    expect(told).toEqual([{ kind: 'followed', account: 1, on: [], off: [7], asOfAt: 1_000 }])
    const mine = office({ following: [1, 2] })
    expect(ids(await mine.desk.participants(key))).toEqual([1, 2])
    expect(mine.told).toMatchObject([{ on: [7], off: [] }])
  })

  it('F9 offline nothing is asked and it says so', async () => {
    const { desk, runMacro } = office({ isConnected: false })
    for (const answer of [await desk.participants(key), await desk.macros(key.accountId), await desk.runMacro(key, 1)])
      expect(answer).toMatchObject({ ok: false, error: { kind: 'offline' } })
    expect(runMacro).not.toHaveBeenCalled()
  })
})

describe('macros', () => {
  it('F9 one is asked for once, and a lost answer is said and not asked again', async () => {
    const { desk, runMacro } = office()
    expect(await desk.runMacro(key, 1)).toEqual({ ok: true, value: { end: 'asked' } })
    runMacro.mockResolvedValue({ kind: 'unsure', reason: 'timeout', status: null, words: null })
    expect(await desk.runMacro(key, 1)).toEqual({ ok: true, value: { end: 'unsure' } })
    expect(runMacro).toHaveBeenCalledTimes(2)
  })

  it('F9 a macro that is gone is not found, a refusal has the words of the server', async () => {
    const { desk, runMacro } = office()
    const refused = { kind: 'refused', status: 404, words: '' } as const
    runMacro.mockResolvedValue({ ...refused, reason: 'not-found' })
    expect(await desk.runMacro(key, 1)).toMatchObject({ ok: false, error: { kind: 'not-found' } })
    runMacro.mockResolvedValue({ ...refused, reason: 'not-allowed', words: 'Not yours' })
    expect(await desk.runMacro(key, 1)).toMatchObject({ ok: false, error: { kind: 'refused', words: 'Not yours' } })
  })

  it.each([
    ['macro.run', { profileId: 'p1', ...key, macroId: -1 }],
    ['macro.run', { profileId: 'p1', ...key, macroId: '1' }],
    ['macro.list', { profileId: 'p1', accountId: 1, more: true }],
    ['participant.list', { profileId: 'p1', accountId: 1 }],
  ] as const)('HOUSE8 %s %j is not taken at the doorway', (name, input) => {
    expect(callSchemas[name].input.safeParse(input).success).toBe(false)
  })
})
