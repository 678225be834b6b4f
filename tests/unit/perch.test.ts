/** Perch as a whole, without its adapters: what pauses, sleep, links and pins lead to. */
import { describe, expect, it, vi } from 'vitest'
import type { Awake, Gauge } from '../../src-main/core/ports'
import type { Pause } from '../../src-main/core/perch'
import { NO_POLICY } from '../../src-main/core/managed'
import type { Caller } from '../../src-main/ipc/serve'
import { fakeAwake } from '../fakes/awake'
import { openWholePerch } from '../fakes/whole-perch'

const HOUR_MS = 3_600_000
const KEY = Array<string>(32).fill('AB').join(':')

/** A machine that the test puts to sleep, wakes and locks. */
function machine() {
  const heard: { sleep?: () => void; wake?: () => void; lock?: (isLocked: boolean) => void } = {}
  const awake: Awake = {
    ...fakeAwake(),
    onSleep: (listener) => ((heard.sleep = listener), () => undefined),
    onWake: (listener) => ((heard.wake = listener), () => undefined),
    onLock: (listener) => ((heard.lock = listener), () => undefined),
  }
  return { awake, heard }
}

describe('a pause of alerts', () => {
  const untilOf = async (pause: Pause) => {
    const { perch, world } = await openWholePerch()
    perch.pauseAlerts(pause)
    return { until: perch.settings.get().alertsPausedUntilAt, now: world.clock.now(), perch }
  }

  it.each([
    ['half-hour', HOUR_MS / 2],
    ['hour', HOUR_MS],
  ] as const)('M7 %s', async (pause, ms) => {
    const { until, now, perch } = await untilOf(pause)
    expect(until).toBe(now + ms)
    // Coming back to the window does not end what has an end of its own.
    perch.cameBack()
    expect(perch.settings.get().alertsPausedUntilAt).toBe(now + ms)
  })

  it('M7 until tomorrow ends at eight in the morning', async () => {
    const { until, now } = await untilOf('tomorrow')
    const end = new Date(until ?? 0)
    expect([end.getHours(), end.getMinutes(), end.getDate()]).toEqual([8, 0, new Date(now + 24 * HOUR_MS).getDate()])
  })

  it('M7 until I am back ends when I am, and any ends when it is taken back', async () => {
    const { until, now, perch } = await untilOf('until-back')
    expect((until ?? 0) - now).toBeGreaterThan(30 * 24 * HOUR_MS)
    perch.cameBack()
    expect(perch.settings.get().alertsPausedUntilAt).toBeNull()
    perch.pauseAlerts('hour')
    perch.pauseAlerts('resume')
    expect(perch.settings.get().alertsPausedUntilAt).toBeNull()
    perch.cameBack()
    expect(perch.settings.get().alertsPausedUntilAt).toBeNull()
  })
})

describe('the whole', () => {
  it('F5 sleep stops the lines, waking begins them again, and the tray promises nothing without one', async () => {
    const { awake, heard } = machine()
    const gauges: Gauge[] = []
    const { perch, world, profileId } = await openWholePerch({ awake, renderGauge: (gauge) => void gauges.push(gauge) })
    perch.start()
    const stateOf = () => perch.profiles.find(profileId)?.currentLink.state
    expect(stateOf()).toBe('connecting')
    heard.sleep?.()
    expect(stateOf()).toBe('paused')
    heard.wake?.()
    expect(stateOf()).toBe('connecting')
    for (const isLocked of [true, false]) void heard.lock?.(isLocked)
    await vi.waitFor(async () => {
      await world.clock.advance(1_000)
      expect(gauges.at(-1)).toMatchObject({ canPromise: false, count: 0 })
    }, 10_000)
    await perch.stop()
    expect(perch.profiles.running()).toEqual([])
  })

  it('F14 a link leads to a conversation only where an account of that number is', async () => {
    const { perch, profileId } = await openWholePerch()
    const link = { baseUrl: 'https://other.example', accountId: 1, conversationId: 7 }
    expect(perch.locate(link)).toEqual({ profileId, accountId: 1, conversationId: 7 })
    expect(perch.locate({ ...link, baseUrl: null })).toMatchObject({ profileId })
    expect(perch.locate({ ...link, accountId: 99 })).toBeNull()
  })

  it('F2 nothing waits: nothing is held up at quitting; a presence that no server took is told as such', async () => {
    const { perch, profileId } = await openWholePerch()
    expect(await perch.unsent()).toBe(0)
    await perch.sendNow('all', 1_000)
    expect(await perch.choosePresence('busy', { profileId, accountId: 1 as never })).toBe(false)
  })
})

describe('the call that pins', () => {
  const caller = {} as Caller
  const policy = { ...NO_POLICY, server: 'https://chat.example', serverKeys: [KEY] }

  it('F19 answers that nobody is there, that another one is shown by now, and that the organisation decides', async () => {
    const { handlers, profileId, perch } = await openWholePerch()
    expect(await handlers['profile.pin']({ profileId: 'nobody' as never, key: KEY }, caller)).toEqual({
      ...{ ok: false, error: { kind: 'not-found' } },
    })
    expect(await handlers['profile.pin']({ profileId, key: KEY }, caller)).toEqual({ ok: true, value: { done: false } })
    expect(perch.profiles.list()[0]?.trust).toMatchObject({ pinned: null, mayChange: true })
    const managed = await openWholePerch({ managed: policy })
    expect(await managed.handlers['profile.pin']({ profileId: managed.profileId, key: null }, caller)).toMatchObject({
      error: { kind: 'managed' },
    })
    expect(managed.perch.profiles.list()[0]?.trust).toMatchObject({ fixed: [KEY], mayChange: false })
  })

  it('F19 what is shown is pinned, everybody on that server tries again, and the pin goes with the account', async () => {
    const { handlers, profileId, perch, world } = await openWholePerch()
    const runtime = perch.profiles.find(profileId)
    if (!runtime) throw new Error('not running')
    const certificate = { key: KEY, issuer: 'Root', validFromAt: 1, validUntilAt: 2 }
    world.pins = { 'https://chat.example': certificate }
    const again = await openWholePerch({ book: { ...world.adapters().book } })
    const told: string[] = []
    again.perch.profiles.find(again.profileId)?.facts.on(({ kind }) => void told.push(kind))
    expect(again.perch.profiles.list()[0]?.trust.pinned).toEqual(certificate)
    expect(await again.handlers['profile.pin']({ profileId: again.profileId, key: null }, caller)).toMatchObject({
      value: { done: true },
    })
    expect(told).toContain('ProfileChanged')
    expect([world.pins, again.perch.profiles.list()[0]?.trust.pinned]).toEqual([{}, null])
    world.pins = { 'https://gone.example': certificate }
    const third = await openWholePerch({ book: { ...world.adapters().book } })
    await third.handlers['profile.signOut']({ profileId: third.profileId, force: true }, caller)
    expect(world.pins).toEqual({})
    expect(await handlers['profile.pin']({ profileId, key: null }, caller)).toMatchObject({ value: { done: true } })
  })
})
