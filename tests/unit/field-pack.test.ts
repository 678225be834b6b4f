/** M15: what is chosen is fetched inside the budget, whatever happens meanwhile, and stays until its pack goes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, InboxId, ProfileId } from '../../src-preload/contract/ids'
import type { PackChoice } from '../../src-preload/contract/schemas/pack'
import { keepPacks, type Packs } from '../../src-main/core/field-pack/packs'
import { FakeChance } from '../fakes/chance'
import { dense, HistoryWorld, HOUR, MINUTE } from '../fakes/history-world'
import type { Talk } from '../fakes/office-news'

const all: PackChoice = {
  accounts: [{ profileId: 'p1' as ProfileId, accountId: 1 as AccountId, inboxIds: null }],
  labels: [],
  contact: null,
  period: { kind: 'days', days: 60 },
  files: null,
  keepDays: null,
}
const inbox = (id: number): PackChoice => ({ ...all, accounts: [{ ...all.accounts[0]!, inboxIds: [id as InboxId] }] })

let world: HistoryWorld
let packs: Packs
const chance = new FakeChance()

function begin(): void {
  const { settings, clock, log } = world
  packs = keepPacks({ settings, clock, chance, log, profiles: () => [world.profile], freeBytes: () => Promise.resolve(1e12) })
  packs.add(world.profile)
}

async function build(choice: PackChoice): Promise<string> {
  const answer = await packs.build(choice)
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value.id
}

async function plan(choice: PackChoice) {
  const answer = packs.plan(choice)
  await world.clock.advance(1_000)
  return answer
}

async function another(): Promise<void> {
  packs.stop()
  await world.restart()
  begin()
}

const view = async () => (await packs.list())[0]!
const many = (count: number, messages = 30) =>
  world.past(Array.from({ length: count }, (_, n) => ({ ages: dense(messages, 1 + n / 10, 0.2) })))
const whole = async (talk: Talk) => (await world.held(talk)).length === talk.lines.length

beforeEach(() => {
  world = new HistoryWorld()
  world.office.pageSize = 10
})
afterEach(async () => {
  packs.stop()
  await world.end()
})

describe('M15 a pack', () => {
  it('M15 brings all of the period and the inbox, and nothing else', async () => {
    world.office.inboxes = [3, 4]
    const talks = many(60)
    talks.forEach((talk, n) => (talk.inboxId = n % 2 === 0 ? 3 : 4))
    await world.start()
    begin()
    await build({ ...inbox(4), period: { kind: 'days', days: 6 } })
    await world.clock.advance(HOUR)
    expect(await view()).toMatchObject({ state: 'here', listed: true, unreadable: 0, why: null, lost: [] })
    const since = world.clock.now() - 6 * 24 * HOUR + HOUR
    for (const talk of talks.filter(({ inboxId }) => inboxId === 4)) {
      const held = await world.held(talk)
      expect(talk.lines.filter(({ id, createdAt }) => createdAt >= since && !held.includes(id))).toEqual([])
    }
    const { done, all: count } = await view()
    expect([done, count]).toEqual([count, talks.filter((one) => one.inboxId === 4 && one.lastActivityAt >= since).length])
    expect(world.log.bugs).toEqual([])
  })

  it('M15 asks once a second at most, and next to nothing the second time', { timeout: 120_000 }, async () => {
    many(120, 25)
    await world.start()
    begin()
    const id = await build(all)
    world.office.asked.length = 0
    await world.clock.advance(MINUTE)
    expect(world.office.asked.length).toBeGreaterThan(30)
    expect(world.office.asked.length).toBeLessThan(70)
    await world.clock.advance(HOUR)
    const before = (await view()).messages
    const builtAt = (await view()).builtAt ?? 0
    await packs.refresh(id)
    await world.clock.advance(HOUR)
    expect(await view()).toMatchObject({ state: 'here', messages: before, all: 120, done: 120 })
    expect((await view()).builtAt).toBeGreaterThan(builtAt)
  })

  it('M15 goes on after a restart in the middle, wherever that was, and says how far it is', async () => {
    const talks = many(80)
    await world.start()
    begin()
    await build(all)
    for (const seconds of [1, 4, 20, 40]) {
      await world.clock.advance(seconds * 1_000)
      await another()
    }
    const halfWay = await view()
    expect(halfWay.state).not.toBe('here')
    await world.clock.advance(HOUR)
    expect(await view()).toMatchObject({ state: 'here', done: 80, all: 80 })
    for (const talk of talks) expect(await whole(talk)).toBe(true)
  })

  it('M15 a 429 and a lost line pause it, each by its name', async () => {
    many(60)
    await world.start()
    begin()
    await build(all)
    await world.clock.advance(10_000)
    world.office.fails.set('messages', { kind: 'throttled' })
    await world.clock.advance(10_000)
    expect(await view()).toMatchObject({ state: 'waiting', why: 'throttled' })
    world.office.fails.clear()
    await world.clock.advance(2 * MINUTE)
    expect((await view()).state).toBe('fetching')
    world.cable.cut()
    for (const name of ['profile', 'messages', 'conversations', 'conversation'])
      world.office.fails.set(name, { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' })
    await world.clock.advance(MINUTE)
    expect(await view()).toMatchObject({ state: 'waiting', why: 'offline' })
    world.office.fails.clear()
    world.cable.isUp = true
    world.profile.wake()
    await world.clock.advance(HOUR)
    expect(await view()).toMatchObject({ state: 'here', done: 60 })
  })

  it('M15 stops when it is told to, keeps what is here, and goes on when that is wanted', async () => {
    many(60)
    await world.start()
    begin()
    const id = await build(all)
    await world.clock.advance(20_000)
    expect(await packs.cancel(id)).toBe(true)
    await world.clock.advance(2_000)
    const { done } = await view()
    world.office.asked.length = 0
    await world.clock.advance(10 * MINUTE)
    expect(await view()).toMatchObject({ state: 'stopped', done })
    expect(world.messagesAsked()).toBe(0)
    await packs.refresh(id)
    await world.clock.advance(HOUR)
    expect(await view()).toMatchObject({ state: 'here', done: 60 })
    expect(await packs.cancel('nobody')).toBe(false)
  })

  it('M15 waits while there is no room, and says so', async () => {
    many(30)
    await world.start()
    begin()
    world.settings.set({ storageMb: 0 })
    await build(all)
    await world.clock.advance(MINUTE)
    expect(await view()).toMatchObject({ state: 'waiting', why: 'no-room', done: 0 })
    world.settings.set({ storageMb: 2_048 })
    await world.clock.advance(HOUR)
    expect((await view()).state).toBe('here')
  })

  it('M15 an inbox that may not be seen any more is named', async () => {
    world.office.inboxes = [3, 4]
    many(20).forEach((talk, n) => (talk.inboxId = n % 2 === 0 ? 3 : 4))
    await world.start()
    begin()
    const id = await build({ ...all, accounts: [{ ...all.accounts[0]!, inboxIds: [3 as InboxId, 4 as InboxId] }] })
    await world.clock.advance(HOUR)
    expect(await view()).toMatchObject({ all: 20, lost: [] })
    world.office.inboxes = [3]
    world.office.emit(1, { kind: 'directory-stale' })
    await world.clock.advance(MINUTE)
    await packs.refresh(id)
    await world.clock.advance(HOUR)
    expect(await view()).toMatchObject({ state: 'here', all: 10, lost: ['Inbox 4'] })
  })

  it('M15 retention spares it until it expires', async () => {
    const [packed, other] = world.past([{ ages: dense(120, 20, 0.2) }, { ages: dense(120, 20, 0.2) }])
    packed!.inboxId = 4
    world.office.inboxes = [3, 4]
    world.settings.set({ historyDays: 90 })
    await world.run()
    begin()
    await build({ ...inbox(4), keepDays: 10 })
    await world.clock.advance(2 * HOUR)
    world.settings.set({ historyDays: 7 })
    world.retention.freeNow()
    await world.clock.advance(HOUR)
    expect(await world.held(other!)).toHaveLength(50)
    expect(await world.held(packed!)).toHaveLength(120)
    world.clock.jump(11 * 24 * HOUR)
    await world.clock.advance(2 * HOUR)
    expect(await packs.list()).toEqual([])
    world.retention.freeNow()
    await world.clock.advance(HOUR)
    expect(await world.held(packed!)).toHaveLength(50)
  })
})

describe('M15 the forecast', () => {
  it('M15 is near what comes, and exact when all is here', async () => {
    many(90, 24)
    await world.start()
    begin()
    const before = await plan(all)
    expect(before).toMatchObject({ ok: true, value: { exact: false, fits: 'yes' } })
    const guess = before.ok ? before.value : null
    await build(all)
    await world.clock.advance(2 * HOUR)
    const { messages, all: count } = await view()
    expect(guess?.conversations).toBeGreaterThan(count / 3)
    expect(guess?.messages).toBeGreaterThan(messages / 5)
    expect(guess?.messages).toBeLessThan(messages * 5)
    await world.store.commit((tx) => tx.setListedSince(1 as AccountId, 0))
    expect(await plan(all)).toMatchObject({
      value: { exact: true, conversations: 90, messages, newMessages: 0, bytes: 0 },
    })
    expect(await plan({ ...all, accounts: [{ ...all.accounts[0]!, accountId: 9 as AccountId }] })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    })
  })
})
