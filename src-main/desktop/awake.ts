/**
 * Is the machine awake and the agent there? Resume events come twice, or never: a clock that jumps while we tick means we
 * slept. Everything here may be told again; listeners must not mind (HOUSE §6).
 */
import type { PowerMonitor } from 'electron'
import type { Awake, AwakeState, Clock, Stop } from '../core/ports'
import type { Bus } from './bus'
import { watchLock } from './lock-watch'

/** Whoever wants to be told. */
class Listeners<T extends unknown[]> {
  private readonly all = new Set<(...words: T) => void>()

  on(listener: (...words: T) => void): Stop {
    const own = (...words: T): void => listener(...words)
    this.all.add(own)
    return () => void this.all.delete(own)
  }

  tell(...words: T): void {
    for (const listener of [...this.all]) listener(...words)
  }
}

interface AwakeNeeds {
  /** Electron's `powerMonitor`. */
  monitor: Pick<PowerMonitor, 'on' | 'getSystemIdleTime'>
  clock: Clock
  /** Where Electron does not tell of the lock screen; null elsewhere. */
  bus: Bus | null
  /** Idle longer than this and nobody is at the keyboard. */
  idleLimitMs: () => number
}

const TICK_MS = 5_000
const JUMP_MS = 20_000
const IDLE_KNOWN_MS = 500
/** Nobody is kept from sleeping longer than some seconds: who still ticks after this did not sleep, or is awake again. */
const TICKS_ASLEEP = 3
/** Two resume events belong to one waking when they come this close. */
const SAME_WAKING_MS = 2_000

/** Sleep, lock and idle behind the Awake port. `stop` ends the tick. */
export function makeAwake(needs: AwakeNeeds): Awake & { stop: Stop } {
  const watch = new Watch(needs)
  return {
    onSleep: (listener) => watch.sleepers.on(listener),
    onWake: (listener) => watch.wakers.on(listener),
    onLock: (listener) => watch.lockers.on(listener),
    onTurn: (listener) => watch.turns.on(listener),
    state: () => watch.state(),
    isAway: () => watch.isAway(),
    stop: () => watch.stop(),
  }
}

class Watch {
  readonly sleepers = new Listeners<[]>()
  readonly wakers = new Listeners<[]>()
  readonly turns = new Listeners<[]>()
  readonly lockers = new Listeners<[isLocked: boolean]>()
  private isAsleep = false
  private isLocked = false
  private ticksAsleep = 0
  private wokeAt = Number.NEGATIVE_INFINITY
  private tickedAt: number
  private idle = { ms: 0, askedAt: Number.NEGATIVE_INFINITY }
  private stopTick: Stop

  constructor(private readonly needs: AwakeNeeds) {
    const { monitor, clock } = needs
    if (needs.bus !== null) watchLock(needs.bus, (locked) => this.lock(locked))
    follow(monitor, { fallAsleep: () => this.fallAsleep(), wake: () => this.wake(), lock: (locked) => this.lock(locked) })
    this.tickedAt = clock.now()
    this.stopTick = clock.after(TICK_MS, () => this.tick())
  }

  state(): AwakeState {
    return { asleep: this.isAsleep, locked: this.isLocked, idleMs: this.idleMs() }
  }

  /** The desktop counts in seconds and is asked across a socket: in a flood of messages not for each of them. */
  private idleMs(): number {
    const { monitor, clock } = this.needs
    const now = clock.now()
    if (Math.abs(now - this.idle.askedAt) >= IDLE_KNOWN_MS) this.idle = { ms: monitor.getSystemIdleTime() * 1000, askedAt: now }
    return this.idle.ms
  }

  isAway(): boolean {
    const { asleep, locked, idleMs } = this.state()
    return asleep || locked || idleMs >= this.needs.idleLimitMs()
  }

  stop(): void {
    this.stopTick()
  }

  private fallAsleep(): void {
    if (this.isAsleep) return
    this.isAsleep = true
    this.ticksAsleep = 0
    this.turns.tell()
    this.sleepers.tell()
  }

  private wake(): void {
    const now = this.needs.clock.now()
    const isRepeat = !this.isAsleep && Math.abs(now - this.wokeAt) < SAME_WAKING_MS
    this.isAsleep = false
    this.ticksAsleep = 0
    // The tick that comes next would see the same jump again.
    this.tickedAt = now
    if (isRepeat) return
    this.wokeAt = now
    this.turns.tell()
    this.wakers.tell()
  }

  private lock(isLocked: boolean): void {
    if (isLocked === this.isLocked) return
    this.isLocked = isLocked
    this.turns.tell()
    this.lockers.tell(isLocked)
  }

  private tick(): void {
    const { clock } = this.needs
    const now = clock.now()
    const slept = now - this.tickedAt > JUMP_MS
    this.tickedAt = now
    this.stopTick = clock.after(TICK_MS, () => this.tick())
    // A short sleep whose end nobody told would else leave the line cut for good.
    if (this.isAsleep) this.ticksAsleep += 1
    if (slept || this.ticksAsleep >= TICKS_ASLEEP) this.wake()
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
