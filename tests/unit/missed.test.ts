import { beforeEach, describe, expect, it } from 'vitest'
import { makeMissedDesk, type MissedDesk } from '../../src-main/core/missed/desk'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { FakeAlerts } from '../fakes/alerts'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { FakeProfile } from '../fakes/missed-profile'
import { answers, asks, JONAS, NOW, talk, waits } from '../fakes/moved-talks'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('M9 the card of what was missed', () => {
  let clock: FakeClock
  let alerts: FakeAlerts
  let acme: FakeProfile
  let north: FakeProfile
  let settings: Settings
  let hasFocus: boolean
  let changes: number
  let opened: (string | null)[]
  let desk: MissedDesk

  beforeEach(() => {
    clock = new FakeClock(NOW)
    alerts = new FakeAlerts()
    ;[acme, north] = [new FakeProfile('Acme'), new FakeProfile('Northbird')]
    settings = defaultSettings
    ;[hasFocus, changes, opened] = [false, 0, []]
    desk = makeMissedDesk({
      ...{ clock, chance: new FakeChance(), log: new FakeLog(), alerts },
      settings: { ...makeSettings({ read: () => settings, write: () => undefined }), get: () => settings },
      profiles: () => [acme.it, north.it],
      hasFocus: () => hasFocus,
      open: (token) => void opened.push(token),
      changed: () => void (changes += 1),
      absenceFile: { read: () => null, write: () => undefined },
    })
  })

  const caughtUp = (profile: FakeProfile, gapMs: number) =>
    desk.heard(profile.name as never, { kind: 'CaughtUp', gapMs, counts: { newMessages: 1, conversations: 1, concernMe: 1 } })

  /** Nine hours of sleep in which things happened; both servers answer again. */
  async function sleep(): Promise<void> {
    desk.left('slept')
    clock.jump(9 * HOUR)
    acme.state = north.state = 'waiting'
    desk.back('slept')
    acme.moved = [talk([asks()], { waitingSinceAt: NOW - 14 * MINUTE }), talk([asks(), answers(JONAS)])]
    north.moved = [talk([asks()], { waitingSinceAt: NOW - 2 * MINUTE })]
    await clock.advance(5_000)
    expect(desk.card()).toBeNull()
    acme.state = north.state = 'live'
    caughtUp(acme, 9 * HOUR)
    caughtUp(north, 9 * HOUR)
    await clock.advance(5_000)
  }

  it('M9 waits for the servers, then stands once over both, and one alert tells the numbers', async () => {
    await sleep()
    expect(desk.card()).toMatchObject({
      ...{ absence: { cause: 'slept', sinceAt: NOW }, servers: 2, unreached: [] },
      ...{ waiting: { total: 2, before: 0 }, handled: { total: 1, lines: [{ who: 'Jonas' }] }, mentions: { total: 0 } },
    })
    expect([...alerts.onScreen.values()]).toMatchObject([
      {
        title: { textKey: 'alert.missedWait', values: { count: '2' } },
        body: {
          lines: [
            { textKey: 'alert.missedMinutes', values: { count: '14' } },
            { textKey: 'alert.missedHandled', values: { count: '1' } },
          ],
        },
      },
    ])
  })

  it('M9 a server that does not answer is left out after a minute and named; when it comes the card is whole', async () => {
    desk.left('slept')
    clock.jump(HOUR)
    acme.moved = [talk([asks()], waits)]
    north.state = 'waiting'
    desk.back('slept')
    await clock.advance(30_000)
    expect(desk.card()).toBeNull()
    await clock.advance(40_000)
    expect(desk.card()).toMatchObject({ unreached: ['Northbird'], servers: 1, waiting: { total: 1 } })
    north.state = 'live'
    north.moved = [talk([asks()], waits)]
    caughtUp(north, HOUR)
    await clock.advance(5_000)
    expect(desk.card()).toMatchObject({ unreached: [], waiting: { total: 2 } })
    expect(alerts.shown).toHaveLength(1)
  })

  it('M9 with nobody to ask there is no card, however long that takes', async () => {
    acme.state = north.state = 'waiting'
    acme.moved = [talk([asks()], waits)]
    desk.left('slept')
    clock.jump(HOUR)
    desk.back('slept')
    await clock.advance(10 * MINUTE)
    expect(desk.card()).toBeNull()
  })

  it('M9 what is settled goes by itself, and with the last of it the card and its alert', async () => {
    await sleep()
    acme.moved = north.moved = []
    desk.heard('Acme' as never, { kind: 'OutboxChanged', conversation: { accountId: 1, conversationId: 42 } as never })
    await clock.advance(5_000)
    expect(desk.card()).toBeNull()
    expect([...alerts.onScreen.values()]).toEqual([])
  })

  it('M9 a read card is gone for good, its alert too, and the next absence begins anew', async () => {
    await sleep()
    desk.dismiss()
    expect([desk.card(), alerts.onScreen.size]).toEqual([null, 0])
    caughtUp(acme, 5_000)
    await clock.advance(5_000)
    expect(desk.card()).toBeNull()
    await sleep()
    expect(desk.card()?.waiting.total).toBe(2)
    expect(alerts.shown).toHaveLength(2)
  })

  it('M9 an agent who looks at the window gets the card and no alert; paused alerts stay silent', async () => {
    hasFocus = true
    await sleep()
    expect([desk.card()?.waiting.total, alerts.shown.length]).toEqual([2, 0])
    desk.dismiss()
    hasFocus = false
    settings = { ...settings, alertsEnabled: false }
    await sleep()
    expect([desk.card()?.waiting.total, alerts.shown.length]).toEqual([2, 0])
  })

  it('M9 pressing the alert shows the window', async () => {
    await sleep()
    alerts.respond({ kind: 'open', key: [...alerts.onScreen.keys()][0] ?? '', activationToken: 'tok' })
    expect(opened).toEqual(['tok'])
  })

  it('M9 nothing happened: no card', async () => {
    desk.left('slept')
    clock.jump(HOUR)
    acme.waitingTotal = 3
    desk.back('slept')
    await clock.advance(2 * MINUTE)
    expect([desk.card(), alerts.shown.length]).toEqual([null, 0])
  })

  it('M9 what a colleague was at before I left was never mine to miss', async () => {
    acme.earlier = true
    acme.moved = [talk([asks(), answers(JONAS)])]
    desk.left('slept')
    clock.jump(HOUR)
    desk.back('slept')
    await clock.advance(5_000)
    expect(desk.card()).toBeNull()
  })

  it('M9 nothing is told while the screen is locked; unlocking does', async () => {
    acme.moved = [talk([asks()], waits)]
    desk.left('locked')
    desk.left('slept')
    clock.jump(HOUR)
    desk.back('slept')
    await clock.advance(2 * MINUTE)
    expect([desk.card(), alerts.shown.length]).toEqual([null, 0])
    desk.back('locked')
    await clock.advance(5_000)
    expect(desk.card()?.absence.sinceAt).toBe(NOW)
    expect(alerts.shown).toHaveLength(1)
  })

  it.each([
    [9, null],
    [11, 'slept'],
  ])('M9 a nap of %i minutes', async (minutes, cause) => {
    acme.moved = [talk([asks()], waits)]
    desk.left('slept')
    clock.jump(minutes * MINUTE)
    desk.back('slept')
    await clock.advance(5_000)
    expect(desk.card()?.absence.cause ?? null).toBe(cause)
  })

  it('M9 a start after a night is an absence, a first fill is none, a line lost at work is one', async () => {
    acme.moved = [talk([asks()], waits)]
    caughtUp(acme, Infinity)
    await clock.advance(5_000)
    expect(desk.card()).toBeNull()
    caughtUp(north, 9 * HOUR)
    await clock.advance(5_000)
    expect(desk.card()?.absence.cause).toBe('closed')
    desk.dismiss()
    caughtUp(north, 20 * MINUTE)
    await clock.advance(5_000)
    expect(desk.card()?.absence.cause).toBe('offline')
  })

  it('M9 my replies that did not leave meanwhile are on it; an old one alone makes no card', async () => {
    acme.jobs = [{ state: 'held' }, { state: 'queued' }]
    caughtUp(acme, HOUR)
    await clock.advance(5_000)
    expect(desk.card()).toBeNull()
    desk.heard('Acme' as never, { kind: 'ReplyHeld', job: {} as never })
    caughtUp(acme, HOUR)
    await clock.advance(5_000)
    expect(desk.card()?.stuck).toMatchObject({ total: 1, lines: [{ state: 'held' }] })
  })
})
