/**
 * Is the machine awake and the agent there? Resume events come twice, or never: a clock that jumps while we tick means we
 * slept. Everything here may be told again; listeners must not mind (HOUSE §6).
 */
import type { PowerMonitor } from 'electron'
import type { Awake, Clock, Stop } from '../core/ports'

type Listener = () => void

interface AwakeNeeds {
  /** Electron's `powerMonitor`. */
  monitor: Pick<PowerMonitor, 'on' | 'getSystemIdleTime'>
  clock: Clock
  /** Idle longer than this and nobody is at the keyboard. */
  idleLimitMs: () => number
}

const TICK_MS = 5_000
const JUMP_MS = 20_000
/** Nobody is kept from sleeping longer than some seconds: who still ticks after this did not sleep, or is awake again. */
const TICKS_ASLEEP = 3
/** Two resume events belong to one waking when they come this close. */
const SAME_WAKING_MS = 2_000

/** Sleep, lock and idle behind the Awake port. `stop` ends the tick. */
export function makeAwake({ monitor, clock, idleLimitMs }: AwakeNeeds): Awake & { stop: Stop } {
  const sleepers = new Set<Listener>()
  const wakers = new Set<Listener>()
  let [isAsleep, isLocked, ticksAsleep] = [false, false, 0]
  let wokeAt = Number.NEGATIVE_INFINITY
  let tickedAt = clock.now()
  let stopTick: Stop

  function fallAsleep(): void {
    if (isAsleep) return
    isAsleep = true
    ticksAsleep = 0
    for (const listener of [...sleepers]) listener()
  }

  function wake(): void {
    const now = clock.now()
    const isRepeat = !isAsleep && Math.abs(now - wokeAt) < SAME_WAKING_MS
    isAsleep = false
    ticksAsleep = 0
    // The tick that comes next would see the same jump again.
    tickedAt = now
    if (isRepeat) return
    wokeAt = now
    for (const listener of [...wakers]) listener()
  }

  function tick(): void {
    const now = clock.now()
    const slept = now - tickedAt > JUMP_MS
    tickedAt = now
    stopTick = clock.after(TICK_MS, tick)
    // A short sleep whose end nobody told would else leave the line cut for good.
    if (isAsleep) ticksAsleep += 1
    if (slept || ticksAsleep >= TICKS_ASLEEP) wake()
  }

  follow(monitor, { fallAsleep, wake, lock: (locked) => void (isLocked = locked) })
  stopTick = clock.after(TICK_MS, tick)

  return {
    onSleep: (listener) => subscribe(sleepers, listener),
    onWake: (listener) => subscribe(wakers, listener),
    isAway: () => isAsleep || isLocked || monitor.getSystemIdleTime() * 1000 >= idleLimitMs(),
    stop: () => stopTick(),
  }
}

interface Ears {
  fallAsleep: () => void
  wake: () => void
  lock: (isLocked: boolean) => void
}

function follow(monitor: AwakeNeeds['monitor'], ears: Ears): void {
  monitor.on('suspend', ears.fallAsleep)
  monitor.on('resume', ears.wake)
  monitor.on('lock-screen', () => ears.lock(true))
  monitor.on('unlock-screen', () => ears.lock(false))
}

function subscribe(set: Set<Listener>, listener: Listener): Stop {
  const own = (): void => listener()
  set.add(own)
  return () => void set.delete(own)
}
