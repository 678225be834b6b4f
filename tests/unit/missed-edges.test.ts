/** The card of what was missed, where a machine says things twice or not at all, and what goes while it is read. */
import { beforeEach, describe, expect, it } from 'vitest'
import { makeMissedDesk, type MissedDesk } from '../../src-main/core/missed/desk'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import type { Absence } from '../../src-preload/contract/schemas/missed'
import { FakeAlerts } from '../fakes/alerts'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { FakeProfile } from '../fakes/missed-profile'
import { answers, asks, JONAS, ME, NOW, said, talk, waits } from '../fakes/moved-talks'
import { conversation } from '../fakes/outbox-world'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let clock: FakeClock
let alerts: FakeAlerts
let log: FakeLog
let acme: FakeProfile
let north: FakeProfile
let opened: (string | null)[]
let kept: (Absence | null)[]
let desk: MissedDesk

beforeEach(() => {
  ;[clock, alerts, log] = [new FakeClock(NOW), new FakeAlerts(), new FakeLog()]
  ;[acme, north, opened, kept] = [new FakeProfile('Acme'), new FakeProfile('Northbird'), [], []]
  desk = makeMissedDesk({
    ...{ clock, chance: new FakeChance(), log, alerts },
    settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
    profiles: () => [acme.it, north.it],
    hasFocus: () => false,
    open: (token) => void opened.push(token),
    changed: () => undefined,
    absenceFile: { read: () => null, write: (absence) => void kept.push(absence) },
  })
})

/** An hour of sleep; the servers answer at once. */
async function sleep(): Promise<void> {
  desk.left('slept')
  clock.jump(HOUR)
  desk.back('slept')
  await clock.advance(5_000)
}

describe('M9 when somebody was away', () => {
  it('M9 a machine that says twice that it sleeps, and twice that it is awake, slept once and from the first time on', async () => {
    acme.moved = [talk([asks()], waits)]
    desk.left('slept')
    await clock.advance(5 * MINUTE)
    desk.left('slept')
    clock.jump(HOUR)
    desk.back('slept')
    desk.back('slept')
    await clock.advance(5_000)
    expect(desk.card()?.absence).toMatchObject({ sinceAt: NOW, untilAt: NOW + HOUR + 5 * MINUTE })
    expect(alerts.shown).toHaveLength(1)
  })

  it('M9 awake, or unlocked, without having been told of the beginning is no absence', async () => {
    acme.moved = [talk([asks()], waits)]
    desk.back('slept')
    desk.back('locked')
    await clock.advance(2 * MINUTE)
    expect(desk.card()).toBeNull()
  })

  it('M9 a clock that jumps is a sleep of which nobody told; one that is set back is none, nor is one in a sleep', async () => {
    acme.moved = [talk([asks()], waits)]
    desk.jumped(-HOUR)
    desk.left('slept')
    clock.jump(HOUR)
    desk.jumped(HOUR)
    expect(kept).toEqual([])
    desk.back('slept')
    await clock.advance(5_000)
    desk.dismiss()
    clock.jump(2 * HOUR)
    desk.jumped(2 * HOUR)
    await clock.advance(5_000)
    expect(desk.card()?.absence).toMatchObject({ cause: 'slept', sinceAt: clock.now() - 2 * HOUR - 5_000 })
  })
})

describe('M9 what becomes of the card', () => {
  it('M9 closing what is not there writes nothing', () => {
    desk.dismiss()
    expect([desk.card(), kept]).toEqual([null, []])
  })

  it('M9 one that is closed while it is read again stays closed', async () => {
    acme.moved = [talk([asks()], waits)]
    await sleep()
    let goOn = (): void => undefined
    acme.reading = () => new Promise((resolve) => (goOn = resolve))
    desk.touch()
    await clock.advance(2_000)
    desk.dismiss()
    goOn()
    await clock.advance(5_000)
    expect([desk.card(), alerts.onScreen.size]).toEqual([null, 0])
  })

  it('M9 nothing yet, but a server is still silent: its news are waited for and then told', async () => {
    north.state = 'waiting'
    await sleep()
    await clock.advance(2 * MINUTE)
    expect([desk.card(), kept.at(-1)]).toMatchObject([null, { cause: 'slept' }])
    north.state = 'live'
    north.moved = [talk([asks()], waits)]
    desk.heard('Northbird' as never, { kind: 'LinkChanged', link: {} as never })
    await clock.advance(5_000)
    expect(desk.card()).toMatchObject({ waiting: { total: 1 }, unreached: [] })
  })

  it('M9 of a silent server without an account that we know, the agent’s name is said', async () => {
    acme.moved = [talk([asks()], waits)]
    north.state = 'waiting'
    const { entry, ...rest } = north.it
    const user = { ...entry.user, name: 'Mira Olsen' }
    Object.defineProperty(north, 'it', { value: { ...rest, entry: { ...entry, accounts: [], user } } })
    await sleep()
    await clock.advance(2 * MINUTE)
    expect(desk.card()?.unreached).toEqual(['Mira Olsen'])
  })

  it('M9 a database that cannot be read is written down, and the next reading finds the card', async () => {
    acme.moved = [talk([asks()], waits)]
    acme.reading = () => Promise.reject(new Error('torn'))
    await sleep()
    expect(desk.card()).toBeNull()
    expect(log.bugs).toHaveLength(1)
    acme.reading = () => Promise.resolve()
    desk.touch()
    await clock.advance(5_000)
    expect(desk.card()?.waiting.total).toBe(1)
  })

  it('M9 other alerts that are pressed, and this one that is closed, open nothing', async () => {
    acme.moved = [talk([asks()], waits)]
    await sleep()
    const [key = ''] = alerts.onScreen.keys()
    alerts.respond({ kind: 'open', key: 'another', activationToken: null })
    alerts.respond({ kind: 'dismissed', key })
    expect(opened).toEqual([])
  })
})

describe('M9 what is on the card', () => {
  it('M9 who mentioned me is on it, by name; the newest first', async () => {
    const mentions = (name: string, at: number) =>
      said('outgoing', { at, private: true, mentionsMe: true, sender: { type: 'user', id: JONAS, name } })
    acme.moved = [talk([mentions('Jonas', NOW)]), talk([mentions('Lena', NOW + MINUTE)])]
    await sleep()
    expect(desk.card()?.mentions).toMatchObject({ total: 2, lines: [{ who: 'Lena' }, { who: 'Jonas' }] })
  })

  it('M9 what is nobody’s news is not: my own answer, a colleague’s note', async () => {
    const note = said('outgoing', { private: true, sender: { type: 'user', id: JONAS, name: 'Jonas' } })
    acme.moved = [talk([asks()], waits), talk([asks(), answers(ME)]), talk([note])]
    await sleep()
    expect(desk.card()).toMatchObject({ waiting: { total: 1 }, handled: { total: 0 }, mentions: { total: 0 } })
  })

  it('M9 closed without a word: by whom it is assigned to, or by nobody whom we know', async () => {
    acme.moved = [talk([asks()], { status: 'resolved' })]
    await sleep()
    expect(desk.card()?.handled).toMatchObject({ total: 1, lines: [{ who: null }] })
    acme.stored = conversation(0, { assignee: { id: JONAS, name: 'Jonas', avatarUrl: null } })
    desk.touch()
    await clock.advance(5_000)
    expect(desk.card()?.handled.lines).toMatchObject([{ who: 'Jonas' }])
  })

  it('M9 what went from this computer meanwhile is on no line and in no number', async () => {
    acme.moved = [talk([asks()], waits)]
    acme.jobs = [{ state: 'failed' }]
    acme.stored = null
    north.moved = [talk([asks()], waits)]
    await sleep()
    expect(desk.card()).toMatchObject({ waiting: { total: 1, lines: [{ profileId: 'Northbird' }] }, stuck: { total: 0 } })
  })
})
