import { beforeEach, describe, expect, it } from 'vitest'
import type { Account, Availability } from '../../src-preload/contract/entities'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { awayBy, type PresenceCase, shownOf, wanted } from '../../src-main/core/presence/decide'
import { PresenceDesk } from '../../src-main/core/presence/desk'
import { defaultSettings, makeSettings, type SettingsBook } from '../../src-main/core/settings'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'

const MINUTE = 60_000
const HERE = { asleep: false, locked: false, idleMs: 0 }
const LOCKED = { ...HERE, locked: true }
const ASLEEP = { ...HERE, asleep: true }
const idle = (minutes: number) => ({ ...HERE, idleMs: minutes * MINUTE })

function aCase(some: Partial<PresenceCase> = {}): PresenceCase {
  return {
    ...{ mode: 'auto', chosen: 'online', autoOffline: true, awake: HERE, awayMs: 0, isElsewhere: false, isConnected: true },
    times: { busyAfterMs: 3 * MINUTE, offlineAfterMs: 10 * MINUTE },
    ...some,
  }
}

describe('M11 what the server is to keep of me', () => {
  const noAuto = { autoOffline: false, chosen: 'online' } as const
  it.each<[string, Partial<PresenceCase>, Availability | null]>([
    ['here and online', {}, null],
    ['back again', { chosen: 'busy' }, 'online'],
    ['idle for a while', { awake: idle(4) }, 'busy'],
    ['idle, busy already', { awake: idle(4), chosen: 'busy' }, null],
    ['idle here, at work in another window', { awake: idle(4), isElsewhere: true }, null],
    ['locked: silence is enough', { awake: LOCKED, awayMs: MINUTE }, null],
    ['locked, and the server does not believe silence', { ...noAuto, awake: LOCKED, awayMs: MINUTE }, 'offline'],
    ['locked just now: somebody else may be me', { ...noAuto, awake: LOCKED, awayMs: 20_000 }, null],
    ['falling asleep', { ...noAuto, awake: ASLEEP }, 'offline'],
    ['falling asleep, at work elsewhere', { ...noAuto, awake: ASLEEP, isElsewhere: true }, null],
    ['idle for long', { ...noAuto, awake: idle(11), awayMs: MINUTE }, 'offline'],
    ['chosen by hand', { mode: 'hand', chosen: 'busy' }, null],
    ['chosen by hand, locked', { ...noAuto, mode: 'hand', awake: LOCKED, awayMs: MINUTE }, null],
    ['no line', { chosen: 'busy', isConnected: false }, null],
    ['busy is switched off', { awake: idle(4), times: { busyAfterMs: null, offlineAfterMs: 10 * MINUTE } }, null],
  ])('M11 %s', (_name, some, expected) => {
    expect(wanted(aCase(some))).toBe(expected)
  })

  it.each<[string, Partial<PresenceCase>, ReturnType<typeof shownOf>]>([
    ['here', {}, { shown: 'online', away: null }],
    ['locked', { awake: LOCKED }, { shown: 'offline', away: 'locked' }],
    ['locked, kept by the server', { awake: LOCKED, autoOffline: false }, { shown: 'online', away: 'locked' }],
    ['locked, here elsewhere', { awake: LOCKED, isElsewhere: true }, { shown: 'online', away: 'locked' }],
    ['busy by hand', { mode: 'hand', chosen: 'busy' }, { shown: 'busy', away: null }],
    ['no line', { isConnected: false }, { shown: 'offline', away: 'no-line' }],
    ['asleep without a line', { awake: ASLEEP, isConnected: false }, { shown: 'offline', away: 'asleep' }],
  ])('M11 shown: %s', (_name, some, expected) => {
    expect(shownOf(aCase(some))).toEqual(expected)
  })

  it('M11 asleep before locked before idle', () => {
    expect(awayBy({ asleep: true, locked: true, idleMs: 1e9 }, MINUTE)).toBe('asleep')
    expect(awayBy({ asleep: false, locked: true, idleMs: 1e9 }, MINUTE)).toBe('locked')
    expect([awayBy(idle(1), MINUTE), awayBy(idle(0.9), MINUTE)]).toEqual(['idle', null])
  })
})

describe('M11 presence of a profile', () => {
  let clock: FakeClock
  let state: typeof HERE
  let accounts: Account[]
  let beats: number[]
  let told: [number, Availability][]
  let settings: SettingsBook
  let isOk: boolean
  let changes: number
  let turn: () => void
  let desk: PresenceDesk
  let stop: () => void

  beforeEach(() => {
    clock = new FakeClock()
    state = HERE
    const both = [1, 2].map((id) => ({ id, name: `Account ${id}`, role: 'agent', availability: 'online', autoOffline: true }))
    accounts = both as unknown as Account[]
    ;[beats, told, isOk, changes, turn] = [[], [], true, 0, () => undefined]
    settings = makeSettings({ read: () => defaultSettings, write: () => undefined })
    desk = new PresenceDesk({
      ...{ profileId: 'p1' as never, clock, log: new FakeLog(), settings },
      awake: {
        state: () => state,
        onTurn: (listener) => {
          turn = listener
          return () => (turn = () => undefined)
        },
      },
      accounts: () => accounts,
      isConnected: () => true,
      beat: (account) => void beats.push(account),
      tell: (account, availability) => {
        told.push([account, availability])
        return Promise.resolve(isOk ? { kind: 'accepted', value: null } : { kind: 'never-sent', reason: 'connect', detail: '' })
      },
      learned: (account, availability) =>
        void (accounts = accounts.map((one) => (one.id === account ? { ...one, availability } : one))),
      changed: () => void (changes += 1),
      turned: () => undefined,
    })
    stop = desk.start()
  })

  const set = (some: Partial<Settings>) => settings.set(some)
  const first = () => desk.view()[0]
  const one = 1 as never

  it('M11 beats for each account every 15 s while somebody is there, never while nobody is, and stops', async () => {
    await clock.advance(45_000)
    expect(beats).toEqual([1, 2, 1, 2, 1, 2, 1, 2])
    state = LOCKED
    turn()
    await clock.advance(60_000)
    expect(beats).toHaveLength(8)
    state = HERE
    turn()
    expect(beats).toHaveLength(10)
    stop()
    expect(clock.waiting).toBe(0)
  })

  it('M11 idle counts after the time the agent set, and the first key is noticed within seconds', async () => {
    set({ offlineAfterMs: 2 * MINUTE })
    state = idle(2)
    await clock.advance(30_000)
    expect(first()).toMatchObject({ shown: 'offline', chosen: 'online', away: 'idle' })
    const before = beats.length
    state = HERE
    await clock.advance(5_000)
    expect(beats.length).toBe(before + 2)
    expect(first()).toMatchObject({ shown: 'online', away: null })
  })

  it('M11 busy after a while without a key, and online again with the first: also after a restart in between', async () => {
    set({ busyAfterMs: 3 * MINUTE })
    state = idle(4)
    await clock.advance(15_000)
    expect(told).toEqual([
      [1, 'busy'],
      [2, 'busy'],
    ])
    expect(settings.get().presence).toEqual({ 'p1/1': 'auto', 'p1/2': 'auto' })
    state = HERE
    await clock.advance(15_000)
    expect(told.slice(2)).toEqual([
      [1, 'online'],
      [2, 'online'],
    ])
  })

  it('M11 what was chosen by hand stays, here and back, until the agent returns to auto', async () => {
    await desk.chose(one, 'busy')
    expect(first()).toMatchObject({ mode: 'hand', shown: 'busy' })
    state = LOCKED
    turn()
    await clock.advance(2 * MINUTE)
    expect(first()).toMatchObject({ shown: 'offline', chosen: 'busy', away: 'locked' })
    state = HERE
    turn()
    await clock.advance(MINUTE)
    expect([told, first()?.shown]).toEqual([[[1, 'busy']], 'busy'])
    desk.follow(one)
    await clock.advance(1)
    expect(told.at(-1)).toEqual([1, 'online'])
    expect(first()).toMatchObject({ mode: 'auto', shown: 'online' })
  })

  it('M11 what was chosen in a dashboard while I am here is a choice by hand', async () => {
    await clock.advance(MINUTE)
    desk.heard(one, 'busy')
    await clock.advance(MINUTE)
    expect([first(), told]).toMatchObject([{ mode: 'hand', shown: 'busy' }, []])
  })

  it('M11 an answer that was on its way when I chose changes nothing', async () => {
    await desk.chose(one, 'busy')
    desk.heard(one, 'online')
    expect(first()).toMatchObject({ mode: 'hand', shown: 'busy' })
  })

  it('M11 another window of mine is heard by answers that no beat of ours asked for, and forgotten when it is silent', async () => {
    await clock.advance(1_000)
    desk.heard(one, 'online')
    expect(first()?.elsewhere).toBe(false)
    state = LOCKED
    turn()
    await clock.advance(8_000)
    desk.heard(one, 'online')
    expect(first()).toMatchObject({ elsewhere: true, shown: 'online', away: 'locked' })
    await clock.advance(70_000)
    expect(first()).toMatchObject({ elsewhere: false, shown: 'offline' })
  })

  it('M11 where the server does not believe silence, auto says offline once and online on return; by hand nothing is said', async () => {
    accounts = accounts.map((account) => ({ ...account, autoOffline: false }))
    desk.follow(one)
    state = LOCKED
    turn()
    await clock.advance(5 * MINUTE)
    expect(told).toEqual([[1, 'offline']])
    state = HERE
    turn()
    await clock.advance(1)
    expect(told).toEqual([
      [1, 'offline'],
      [1, 'online'],
    ])
  })

  it('M11 what the server did not take is tried again with the next beat', async () => {
    isOk = false
    set({ busyAfterMs: MINUTE })
    state = idle(2)
    await clock.advance(30_000)
    expect(told.length).toBeGreaterThan(2)
    expect(first()?.shown).toBe('online')
    isOk = true
    await clock.advance(15_000)
    expect(first()?.shown).toBe('busy')
  })

  it('M11 the window is told only when something differs', async () => {
    await clock.advance(5 * MINUTE)
    expect(changes).toBe(0)
    state = LOCKED
    turn()
    await clock.advance(5 * MINUTE)
    expect(changes).toBe(1)
  })
})
