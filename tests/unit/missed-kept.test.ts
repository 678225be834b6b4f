/** A card that nobody read when Perch ended (M9, decision 0031). */
import { beforeEach, describe, expect, it } from 'vitest'
import { makeMissedDesk, type MissedDesk } from '../../src-main/core/missed/desk'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import type { Absence } from '../../src-preload/contract/schemas/missed'
import { FakeAlerts } from '../fakes/alerts'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { FakeProfile } from '../fakes/missed-profile'
import { answers, asks, JONAS, NOW, talk } from '../fakes/moved-talks'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('M9 a card that was not read before a Quit', () => {
  let clock: FakeClock
  let alerts: FakeAlerts
  let acme: FakeProfile
  let north: FakeProfile
  let desk: MissedDesk
  let kept: Absence | null

  beforeEach(() => {
    clock = new FakeClock(NOW)
    alerts = new FakeAlerts()
    ;[acme, north] = [new FakeProfile('Acme'), new FakeProfile('Northbird')]
    kept = null
    start()
  })

  /** Perch begins, perhaps again. */
  function start(): void {
    desk = makeMissedDesk({
      ...{ clock, chance: new FakeChance(), log: new FakeLog(), alerts },
      settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
      profiles: () => [acme.it, north.it],
      hasFocus: () => false,
      open: () => undefined,
      changed: () => undefined,
      absenceFile: { read: () => kept, write: (absence) => void (kept = absence) },
    })
  }

  async function caughtUp(gapMs: number): Promise<void> {
    acme.state = north.state = 'live'
    for (const { name } of [acme, north])
      desk.heard(name as never, { kind: 'CaughtUp', gapMs, counts: { newMessages: 1, conversations: 1, concernMe: 1 } })
    await clock.advance(5_000)
  }

  /** Nine hours of sleep in which two customers wrote and a colleague answered a third. */
  async function sleep(): Promise<void> {
    desk.left('slept')
    clock.jump(9 * HOUR)
    desk.back('slept')
    acme.moved = [talk([asks()], { waitingSinceAt: NOW - 14 * MINUTE }), talk([asks(), answers(JONAS)])]
    north.moved = [talk([asks()], { waitingSinceAt: NOW - 2 * MINUTE })]
    await caughtUp(9 * HOUR)
  }

  it('M9 it comes again, without a second alert; a read one does not', async () => {
    await sleep()
    const card = desk.card()
    desk.stop()
    expect(desk.card()).toBeNull()
    alerts.onScreen.clear()
    acme.state = north.state = 'waiting'
    start()
    await clock.advance(5_000)
    expect(desk.card()).toBeNull()
    await caughtUp(MINUTE)
    expect(desk.card()).toMatchObject({ absence: card?.absence, waiting: { total: 2 }, handled: { total: 1 } })
    expect(alerts.onScreen.size).toBe(0)
    desk.dismiss()
    desk.stop()
    start()
    await caughtUp(MINUTE)
    await clock.advance(120_000)
    expect([desk.card(), kept]).toEqual([null, null])
  })

  it('M9 a night after such a Quit is told: one card from the first absence on, and one alert', async () => {
    await sleep()
    desk.stop()
    alerts.onScreen.clear()
    clock.jump(9 * HOUR)
    start()
    await caughtUp(9 * HOUR)
    expect(desk.card()).toMatchObject({ absence: { sinceAt: NOW } })
    expect(alerts.onScreen.size).toBe(1)
  })

  it('M9 a card of weeks ago, or of a time to come, is none', async () => {
    for (const sinceAt of [NOW - 20 * 24 * HOUR, NOW + HOUR]) {
      kept = { cause: 'slept', sinceAt, untilAt: sinceAt + HOUR }
      start()
      await caughtUp(MINUTE)
      await clock.advance(120_000)
      expect(desk.card()).toBeNull()
    }
  })
})
