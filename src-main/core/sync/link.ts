/**
 * The connection of a profile as a state machine (HOUSE §6). It alone decides when to connect, when to believe the socket
 * and when alerts can be promised. The cable never reconnects by itself; every timer runs on the injected Clock.
 *
 * Each attempt has a number: whatever still answers to an older one is not heard. A step that breaks ends its attempt,
 * never the machine.
 */
import type { Link, LinkState } from '../../../src-preload/contract/entities'
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ServerProfile } from '../news'
import { reasonOf } from '../outcome'
import type { CableConnection } from '../ports'
import type { Heartbeat } from './gap'
import { openSocket } from './handshake'
import { GAPS_MS, HeartCheck } from './heart-check'
import type { LinkDeps, SyncLink } from './link-deps'
import { nextLink } from './link-state'
import type { Failure } from './pages'
import { HEARTBEAT_MS, KNOCK_MS, pauseMs, POLL_MS } from './pauses'
import { Timers } from './timers'

/** The server pings every 3 s; three missed pings mean the line is dead. */
const PING_SILENT_MS = 9_000
/** A socket that ends sooner than this has not proved that the next one will do better. */
const LASTING_MS = 30_000
const CATCH_UP_TRIES = 3
/** With the socket refused this often while REST answers, poll and knock once a minute. */
const SOCKET_TRIES = 3

type TimerName = 'try' | 'handshake' | 'ping' | 'catch-up' | 'heart' | 'knock' | 'lasting'

/** Makes a link; it does nothing before `start`. */
export function makeLink(deps: LinkDeps): SyncLink {
  return new LinkMachine(deps)
}

class LinkMachine implements SyncLink {
  link: Link
  private readonly timers: Timers<TimerName>
  private connection: CableConnection | null = null
  private attempt = 0
  private failures = 0
  private socketFailures = 0
  private catchUpFailures = 0
  private readonly heart = new HeartCheck()
  private mayReplaceAtOnce = true
  private clockOffsetMs = 0
  private isStopped = false

  constructor(private readonly deps: LinkDeps) {
    this.timers = new Timers(deps.clock)
    this.link = { state: 'paused', sinceAt: deps.clock.now(), nextTryAt: null, lastGoodAt: null, reason: null }
  }

  serverNow(): number {
    return this.deps.clock.now() + this.clockOffsetMs
  }

  start(): void {
    this.connect()
  }

  pause(): void {
    if (this.isAtEnd) return
    this.drop()
    this.become('paused', null)
  }

  wake(): void {
    if (this.isAtEnd) return
    this.failures = 0
    this.mayReplaceAtOnce = true
    this.connect()
  }

  distrust(reason: string): void {
    if (['live', 'polling', 'catching-up'].includes(this.link.state)) this.fail(reason)
  }

  catchUpAgain(): void {
    if (this.link.state === 'live') this.catchUp()
  }

  beat(account: AccountId): void {
    if (this.link.state === 'live' || this.link.state === 'catching-up') this.connection?.beat(account)
  }

  stop(): void {
    this.isStopped = true
    this.drop()
  }

  private get isAtEnd(): boolean {
    return this.isStopped || this.link.state === 'signed-out'
  }

  private become(state: LinkState, reason: string | null, nextTryAt: number | null = null): void {
    this.link = nextLink(this.link, { state, reason, nextTryAt, now: this.deps.clock.now() })
    this.deps.log.info('link', { state, reason })
    this.deps.changed(this.link)
  }

  /** Closes the socket and every timer, and lets the frames go that waited for this attempt. */
  private drop(): void {
    this.attempt += 1
    this.timers.stopAll()
    this.connection?.close()
    this.connection = null
    this.deps.release()
  }

  /** One step of this attempt. */
  private go(step: (isOver: () => boolean) => Promise<void>): void {
    const attempt = this.attempt
    const isOver = (): boolean => attempt !== this.attempt
    step(isOver).catch((error: unknown) => {
      this.deps.log.bug('sync/link', error)
      if (!isOver()) this.fail('broken')
    })
  }

  private fail(reason: string): void {
    this.drop()
    const ms = pauseMs(this.failures, reason, this.deps)
    this.failures += 1
    this.become('waiting', reason, this.deps.clock.now() + ms)
    this.timers.set('try', ms, () => this.connect())
  }

  private connect(): void {
    this.drop()
    // While polling, a knock at the socket changes nothing for the agent: requests go on.
    if (this.link.state !== 'polling') this.become('connecting', this.link.reason)
    this.go(async (isOver) => {
      const about = await this.deps.server.about()
      if (isOver()) return
      if (about.kind === 'accepted' && about.value.serverAt !== null)
        this.clockOffsetMs = about.value.serverAt - this.deps.clock.now()
      const profile = await this.deps.server.profile()
      if (isOver()) return
      if (profile.kind === 'signed-out') {
        this.drop()
        return this.become('signed-out', profile.cause)
      }
      if (profile.kind !== 'accepted') return this.fail(reasonOf(profile))
      this.deps.profileRead(profile.value, about.kind === 'accepted' ? about.value.version : null)
      if (profile.value.accounts.some((account) => account.active)) this.subscribe(profile.value)
      else this.fail('no-account')
    })
  }

  private subscribe(profile: ServerProfile): void {
    // Frames from now on wait behind the pages of the catch-up.
    this.deps.hold()
    const attempt = this.attempt
    this.connection = openSocket(this.deps.cable, profile, {
      isOver: () => attempt !== this.attempt,
      waitFor: (ms, reason) => this.timers.set('handshake', ms, () => this.socketFailed(reason)),
      confirmed: () => this.catchUp(),
      pinged: (serverAt) => this.pinged(serverAt),
      event: (account, event) => this.deps.event(account, event),
      closed: (reason) => this.socketFailed(reason),
    })
  }

  private pinged(serverAt: number): void {
    this.awaitPing()
    this.clockOffsetMs = serverAt - this.deps.clock.now()
  }

  private awaitPing(): void {
    this.timers.set('ping', PING_SILENT_MS, () => this.socketFailed('ping-silent'))
  }

  private catchUp(): void {
    this.timers.stop('handshake', 'heart', 'catch-up')
    this.awaitPing()
    this.deps.hold()
    if (this.link.state !== 'catching-up') this.become('catching-up', null)
    this.go(async (isOver) => {
      const failure = await this.deps.catchUp(this.serverNow(), isOver)
      if (isOver()) return
      if (failure === null) this.live()
      else this.caughtUpInVain(failure)
    })
  }

  /** The socket is well, so what it brings is let through until the next try. */
  private caughtUpInVain(failure: Failure): void {
    if (failure !== 'throttled') this.catchUpFailures += 1
    if (this.catchUpFailures >= CATCH_UP_TRIES) return this.fail('catch-up-failed')
    this.deps.release()
    this.timers.set('catch-up', pauseMs(this.catchUpFailures, failure, this.deps), () => this.catchUp())
  }

  private live(): void {
    this.catchUpFailures = 0
    this.deps.release()
    this.become('live', null)
    this.timers.set('lasting', LASTING_MS, () => {
      this.mayReplaceAtOnce = true
      this.failures = 0
      this.socketFailures = 0
    })
    this.beatHeart()
  }

  private beatHeart(isSecondTry = false): void {
    const ms = this.link.state === 'live' && !isSecondTry ? HEARTBEAT_MS : POLL_MS
    this.timers.set('heart', ms, () => {
      this.go(async (isOver) => {
        const beat = await this.deps.heartbeat(this.serverNow())
        if (!isOver()) this.heartBeaten(beat, isSecondTry)
      })
    })
  }

  private heartBeaten(beat: Heartbeat, isSecondTry: boolean): void {
    const isLive = this.link.state === 'live'
    const verdict = this.heart.judge(beat, { isLive, isSecondTry, now: this.deps.clock.now() })
    if (verdict === 'connect') this.connect()
    else if (verdict === 'poll') this.poll('events-missing', GAPS_MS)
    else this.beatHeart(verdict === 'try-sooner')
  }

  /** A live one is replaced at once, but not again and again; where REST answers and sockets do not, live on polling. */
  private socketFailed(reason: string): void {
    this.deps.log.info('socket lost', { reason })
    if (this.link.state === 'live' && this.mayReplaceAtOnce) {
      this.mayReplaceAtOnce = false
      return this.connect()
    }
    this.socketFailures += 1
    if (this.socketFailures < SOCKET_TRIES) this.fail(reason)
    else this.poll(reason, KNOCK_MS)
  }

  private poll(reason: string, knockMs: number): void {
    this.drop()
    if (this.link.state !== 'polling') this.become('polling', reason)
    this.timers.set('knock', knockMs, () => this.connect())
    this.go(async (isOver) => {
      const failure = await this.deps.catchUp(this.serverNow(), isOver)
      if (isOver()) return
      if (failure === null) this.beatHeart()
      else this.fail(failure === 'throttled' ? failure : 'catch-up-failed')
    })
  }
}
