/** How a change ends: what the server answers, what happens to it meanwhile, and what the conversation shows before. */
import { describe, expect, it } from 'vitest'
import type { KeptChange } from '../../src-preload/contract/change'
import type { MessageId, UserId } from '../../src-preload/contract/ids'
import type { Action } from '../../src-main/core/outbox/action'
import { ActionSteps } from '../../src-main/core/outbox/action-steps'
import { makeActionCommands } from '../../src-main/core/outbox/actions'
import { type Fact, makeFacts } from '../../src-main/core/facts'
import type { Outcome } from '../../src-main/core/outcome'
import type { Server } from '../../src-main/core/ports'
import type { Conversation } from '../../src-preload/contract/entities'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { customerMessage } from '../fakes/messages'
import { conversation, keyOf } from '../fakes/outbox-world'
import { fakeServer } from '../fakes/server'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const key = keyOf(0)
const urgent: KeptChange = { kind: 'priority', priority: 'urgent' }
const resolve: KeptChange = { kind: 'status', status: 'resolved', snoozedUntilAt: null }
const take: KeptChange = { kind: 'assignee', userId: 7 as UserId }
const CALM = { replyIsHeld: false, lineCameAt: 0 }
const off = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' } as const
const unsure = (reason: 'unprocessable' | 'server-error' | 'timeout', words: string | null) =>
  ({ kind: 'unsure', reason, status: 500, words }) as const
const says =
  <T>(outcome: Outcome<T>) =>
  () =>
    Promise.resolve(outcome)
const accepted = says({ kind: 'accepted', value: null })

async function desk(
  calls: Partial<Server> = {},
  { isBlind = false, shown }: { isBlind?: boolean; shown?: Partial<Conversation> } = {},
) {
  const store = openMemoryStore(new MemoryDisk())
  await store.commit((tx) => tx.putConversation({ conversation: conversation(0, shown), evidenceAt: 0 }))
  const [log, clock, told] = [new FakeLog(), new FakeClock(), [] as Fact[]]
  const facts = makeFacts(log)
  facts.on((fact) => told.push(fact))
  let doubts = 0
  const needs = {
    ...{ store, log, clock, facts, chance: new FakeChance(), bornAt: 0, server: fakeServer(calls) },
    link: { canSend: () => !isBlind, onChange: () => () => undefined, doubt: () => void (doubts += 1) },
    review: { isOn: () => false, onChange: () => () => undefined },
    ...{ me: { id: 7 as UserId, name: 'Bo' }, undoMs: () => 0, serverNow: () => clock.now() },
  }
  const steps = new ActionSteps(needs)
  const commands = makeActionCommands({ ...needs, inFlight: steps.inFlight })
  const change = (wanted: KeptChange, seenId: MessageId | null = null) =>
    commands.change({ conversation: key, change: wanted, seenId, rests: false })
  const kept = async (): Promise<Action> => {
    const [action] = await store.actions()
    if (!action) throw new Error('nothing is kept')
    return action
  }
  const made = async (wanted: KeptChange, seenId: MessageId | null = null) => (await change(wanted, seenId), kept())
  const saw = async () => (await store.conversation(key))?.conversation
  const heard = (kind: Fact['kind']) => told.filter((fact) => fact.kind === kind)
  return { ...{ store, clock, steps, commands, change, kept, made, saw, heard }, doubts: () => doubts }
}

describe('F9 what the server answers to a change', () => {
  it.each([
    ['off the line', off, 0],
    ['without an answer', unsure('timeout', null), 0],
    ['with a token that is not taken', { kind: 'signed-out', cause: 'bad-token' } as const, 1],
  ])('F9 %s it stays shown, counted and for later', async (_, outcome, doubts) => {
    const at = await desk({ setPriority: says(outcome) })
    await at.steps.act(await at.made(urgent), CALM)
    expect(await at.kept()).toMatchObject({ state: 'queued', failures: 1, notBeforeAt: at.clock.now() + 2_000 })
    expect((await at.saw())?.priority).toBe('urgent')
    expect(at.doubts()).toBe(doubts)
    await at.steps.forgetPauses()
    expect(await at.kept()).toMatchObject({ notBeforeAt: null })
  })

  it('F4 too many requests: it goes in the next minute, is no failure, and a line that comes back does not shorten it', async () => {
    const at = await desk({ setPriority: says({ kind: 'throttled' }) })
    await at.steps.act(await at.made(urgent), CALM)
    const { failures, notBeforeAt } = await at.kept()
    expect([failures, (notBeforeAt ?? 0) - at.clock.now()]).toEqual([0, 62_750])
    await at.steps.forgetPauses()
    expect((await at.kept()).notBeforeAt).toBe(notBeforeAt)
  })

  it.each([
    ['Priority is not included in the list', 'Priority is not included in the list'],
    [null, ''],
  ])('F9 what it cannot work with (%s) is taken back at once, in its words', async (words, said) => {
    const at = await desk({ setPriority: says(unsure('unprocessable', words)) })
    await at.steps.act(await at.made(urgent), CALM)
    expect(await at.store.actions()).toEqual([])
    expect((await at.saw())?.priority).toBeNull()
    expect(at.heard('ActionRefused')).toMatchObject([{ name: 'Ana Ferreira', words: said, fields: [] }])
  })

  const told = { ...key, id: key.conversationId, evidenceAt: 1, fields: { status: 'resolved' as const }, messages: [] }
  const news = says({ kind: 'accepted', value: told })

  it.each<{ as: string; wanted: KeptChange; calls: Partial<Server>; shows: Partial<Conversation> }>([
    {
      as: 'muted',
      wanted: { kind: 'muted', muted: true },
      calls: { setMuted: accepted },
      shows: { muted: true, status: 'resolved' },
    },
    {
      as: 'heard',
      wanted: { kind: 'muted', muted: false },
      calls: { setMuted: accepted },
      shows: { muted: false, status: 'snoozed' },
    },
    { as: 'of no team', wanted: { kind: 'team', teamId: null }, calls: { assignTeam: accepted }, shows: { team: null } },
    {
      as: 'unread',
      wanted: { kind: 'unread' },
      calls: { markUnread: news },
      shows: { unreadCount: 1, agentLastSeenAt: 8_000 },
    },
  ])('F9 $as: shown at once, and kept so when the server has it', async ({ wanted, calls, shows }) => {
    const muted = wanted.kind === 'muted' && !wanted.muted
    const at = await desk(calls, { shown: { status: 'snoozed', muted, team: { id: 2, name: 'Old' } } })
    await at.store.commit((tx) => tx.putMessage({ message: customerMessage(0, { createdAt: 9_000 }), evidenceAt: 0 }))
    const action = await at.made(wanted)
    expect(await at.saw()).toMatchObject(shows)
    await at.steps.act(action, CALM)
    expect(await at.saw()).toMatchObject(shows)
    expect(await at.store.actions()).toEqual([])
  })

  it('F9 "open" is asked of a conversation that is resolved there too', async () => {
    const sent: string[] = []
    const setStatus: Server['setStatus'] = (_key, status) => (sent.push(status), accepted())
    const at = await desk({ conversation: news, setStatus }, { shown: { status: 'resolved' } })
    await at.steps.act(await at.made({ kind: 'status', status: 'open', snoozedUntilAt: null }), CALM)
    expect(sent).toEqual(['open'])
    expect((await at.saw())?.status).toBe('open')
  })
})

describe('F9 a change that must wait', () => {
  it('M3 resolving waits while a reply is held, and goes at the agent’s word', async () => {
    const at = await desk({ setStatus: accepted })
    const action = await at.made(resolve)
    await at.steps.act(action, { ...CALM, replyIsHeld: true })
    expect(await at.kept()).toMatchObject({ state: 'held', reason: { key: 'reply-held' } })
    expect((await at.saw())?.status).toBe('open')
    expect(await at.commands.releaseAction(action.id)).toBe(true)
    await at.steps.act(await at.kept(), { ...CALM, replyIsHeld: true })
    expect((await at.saw())?.status).toBe('resolved')
    expect(await at.store.actions()).toEqual([])
  })

  it.each<[string, KeptChange, Partial<Server>]>([
    ['what the customer wrote', resolve, { messages: says(off) }],
    ['whose it is', take, { conversation: says(off) }],
  ])('M3 while %s cannot be read nothing leaves', async (_, wanted, calls) => {
    const at = await desk(calls, { isBlind: true })
    await at.steps.act(await at.made(wanted), CALM)
    expect(await at.kept()).toMatchObject({ state: 'queued', failures: 1 })
    expect(at.heard('ActionHeld')).toEqual([])
  })

  it('F9 what the customer wrote since she read is not said to be read', async () => {
    const at = await desk({}, { shown: { unreadCount: 1 } })
    const action = await at.made({ kind: 'seen' }, 400 as MessageId)
    await at.store.commit((tx) => tx.putMessage({ message: customerMessage(0), evidenceAt: 0 }))
    await at.steps.act(action, CALM)
    expect(await at.store.actions()).toEqual([])
    expect((await at.saw())?.unreadCount).toBe(1)
  })
})

describe('F9 a change that is gone while Perch asks', () => {
  const wrote = { ...key, id: 500 as MessageId, evidenceAt: 1, clientId: null, fields: { type: 'incoming' as const } }

  it.each<[string, Outcome<(typeof wrote)[]>]>([
    ['the customer wrote', { kind: 'accepted', value: [wrote] }],
    ['nobody answers', off],
  ])('F9 undone during the look, and %s: it does not come back, and nobody is told', async (_, answer) => {
    const at = await desk(
      { messages: () => at.commands.undoAction('00000000-0000-4000-8000-beef00000001').then(() => answer) },
      { isBlind: true },
    )
    await at.steps.act(await at.made(resolve), CALM)
    expect(await at.store.actions()).toEqual([])
    expect((await at.saw())?.status).toBe('open')
    expect(at.heard('ActionHeld')).toEqual([])
  })

  it.each<[string, Outcome<null>]>([
    ['done', { kind: 'accepted', value: null }],
    ['refused', unsure('unprocessable', 'No')],
  ])('F9 taken away under way and %s: the conversation is left as it is', async (_, answer) => {
    const setPriority = () => at.store.commit(async (tx) => tx.removeAction((await at.kept()).id)).then(() => answer)
    const at = await desk({ setPriority })
    await at.steps.act(await at.made(urgent), CALM)
    expect(await at.store.actions()).toEqual([])
    expect(at.heard('ActionRefused')).toEqual([])
  })
})

describe('F9 what a change shows at once', () => {
  it('F9 a team by its name; one that nobody knows cannot be given', async () => {
    const at = await desk()
    const lists = { inboxes: [], agents: [], labels: [], cannedResponses: [] }
    const teams = [{ id: 4, name: 'Returns' }] as never
    await at.store.commit((tx) => tx.putDirectory({ ...lists, teams, accountId: key.accountId }))
    expect(await at.change({ kind: 'team', teamId: 5 })).toBeNull()
    await at.change({ kind: 'team', teamId: 4 })
    expect((await at.saw())?.team).toEqual({ id: 4, name: 'Returns' })
  })

  it('F9 a colleague who is not listed goes by the number until the server says the name', async () => {
    const at = await desk()
    await at.change({ kind: 'assignee', userId: 99 as UserId })
    expect((await at.saw())?.assignee).toEqual({ id: 99, name: '#99', avatarUrl: null })
    await at.change(take)
    expect((await at.saw())?.assignee?.name).toBe('Bo')
  })
})
