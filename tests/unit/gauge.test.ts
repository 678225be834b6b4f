import { describe, expect, it } from 'vitest'
import type { Link } from '../../src-preload/contract/entities'
import { type GaugePart, type GaugeView, gaugeOf } from '../../src-main/core/gauge'
import { watchGauge } from '../../src-main/core/gauge-watch'
import type { Gauge } from '../../src-main/core/ports'
import type { ProfileRuntime } from '../../src-main/core/profile'
import { defaultSettings, makeSettings } from '../../src-main/core/settings'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'

const NOW = Date.UTC(2026, 0, 5, 12)
const MINUTE = 60_000
const link = (state: Link['state'], sinceAt = NOW - 1_000): Link => ({
  ...{ state, sinceAt, nextTryAt: null, lastGoodAt: null, reason: null },
})
const waits = (minutes: number, conversationId = 1) => ({
  ...{ accountId: 1 as never, conversationId: conversationId as never, name: 'Ana', inboxName: 'Shop', assigneeId: null },
  waitingSinceAt: NOW - minutes * MINUTE,
})
const part = (some: Partial<GaugePart> = {}): GaugePart => ({
  profileId: 'p1' as never,
  accounts: [{ id: 1 as never, name: 'Acme', role: 'agent', availability: 'online', autoOffline: true }],
  link: link('live'),
  total: some.waiting?.length ?? 0,
  unread: 0,
  waiting: [],
  outbox: 0,
  ...some,
})
const view = (some: Partial<GaugeView> = {}): GaugeView => ({ settings: defaultSettings, now: NOW, locked: 0, ...some })

describe('M7 the gauge', () => {
  it.each([
    ['idle', part()],
    ['unread', part({ unread: 2 })],
    ['calm', part({ waiting: [waits(4)] })],
    ['amber', part({ waiting: [waits(5)] })],
    ['red', part({ waiting: [waits(4), waits(15)] })],
    ['off', part({ waiting: [waits(15)], link: link('polling') })],
    ['off', part({ link: link('signed-out') })],
    ['calm', part({ waiting: [waits(4)], link: link('catching-up') })],
  ])('M7 is %s', (level, one) => {
    expect(gaugeOf([one], view()).level).toBe(level)
  })

  it('M10 promises nothing while one profile is offline, locked or none is there', () => {
    expect(gaugeOf([part(), part({ link: link('waiting', NOW - 9_000) })], view())).toMatchObject({
      canPromise: false,
      offlineSinceAt: NOW - 9_000,
    })
    expect(gaugeOf([part()], view({ locked: 1 }))).toMatchObject({ canPromise: false, level: 'off' })
    expect(gaugeOf([], view()).canPromise).toBe(false)
    expect(gaugeOf([part()], view()).canPromise).toBe(true)
  })

  it('M5 counts over all profiles and names the five who wait longest', () => {
    const some = [1, 5, 3].map((minutes) => waits(minutes, minutes))
    const others = [2, 6, 4].map((minutes) => waits(minutes, minutes))
    const gauge = gaugeOf([part({ waiting: some, total: 30 }), part({ profileId: 'p2' as never, waiting: others })], view())
    expect(gauge.count).toBe(33)
    expect(gauge.topFive.map((one) => one.conversationId)).toEqual([6, 5, 4, 3, 2])
    expect(gauge.topFive[0]).toMatchObject({ profileId: 'p2', accountName: 'Acme' })
    expect(gauge.longestSinceAt).toBe(NOW - 6 * MINUTE)
  })

  it('M7 paused is said before how long anybody waits', () => {
    const settings = { ...defaultSettings, alertsPausedUntilAt: NOW + 1 }
    expect(gaugeOf([part({ waiting: [waits(20)] })], view({ settings })).level).toBe('paused')
  })
})

describe('F3 the gauge over time', () => {
  it('F3 grows older by itself, asks once after a burst, and measures by our clock what the server dated by its own', async () => {
    const clock = new FakeClock(NOW)
    const drawn: Gauge[] = []
    let asked = 0
    const profile = {
      entry: { user: { id: 7 } },
      view: () => ({ id: 'p1', accounts: part().accounts }),
      currentLink: link('live'),
      serverNow: () => clock.now() + 60 * MINUTE,
      outbox: { waiting: () => Promise.resolve({ unsent: 3, changes: 0 }) },
      store: {
        waiting: () => {
          asked += 1
          return Promise.resolve({ total: 1, unread: 0, rows: [{ ...waits(0), waitingSinceAt: NOW + 57 * MINUTE }] })
        },
      },
    } as unknown as ProfileRuntime
    const watch = watchGauge({
      ...{ profiles: () => [profile], locked: () => 0, clock, log: new FakeLog() },
      settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
      render: (gauge) => void drawn.push(gauge),
    })
    for (let count = 0; count < 20; count += 1) watch.touch()
    await clock.advance(1_000)
    expect(asked).toBe(1)
    expect(drawn.at(-1)).toMatchObject({ level: 'calm', longestSinceAt: NOW - 3 * MINUTE, outbox: 3 })
    await clock.advance(2.5 * MINUTE)
    expect(drawn.at(-1)?.level).toBe('amber')
    watch.stop()
    expect(clock.waiting).toBe(0)
  })

  it('P3 F3 rests while nobody waits, and does not stick', async () => {
    const clock = new FakeClock(NOW)
    const drawn: Gauge[] = []
    let [asked, rows] = [0, [] as ReturnType<typeof waits>[]]
    const profile = {
      entry: { user: { id: 7 } },
      view: () => ({ id: 'p1', accounts: part().accounts }),
      ...{ currentLink: link('live'), serverNow: () => clock.now() },
      outbox: { waiting: () => Promise.resolve({ unsent: 0, changes: 0 }) },
      store: { waiting: () => Promise.resolve({ total: rows.length, unread: 0, rows: (asked += 1) ? rows : [] }) },
    } as unknown as ProfileRuntime
    const watch = watchGauge({
      ...{ profiles: () => [profile], locked: () => 0, clock, log: new FakeLog() },
      settings: makeSettings({ read: () => defaultSettings, write: () => undefined }),
      render: (gauge) => void drawn.push(gauge),
    })
    await clock.advance(10 * MINUTE)
    expect(asked).toBeLessThanOrEqual(11)
    // Nobody told of it.
    rows = [waits(-6)]
    await clock.advance(1.5 * MINUTE)
    expect(drawn.at(-1)?.level).toBe('amber')
    watch.stop()
    expect(clock.waiting).toBe(0)
  })
})
