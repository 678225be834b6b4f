/**
 * The connection of a profile as a state machine (HOUSE §6). It alone decides when to connect, when to believe the socket
 * and when alerts can be promised. The cable never reconnects by itself; every timer runs on the injected Clock.
 */
import type { Link, LinkState } from '../../../src-preload/contract/entities'
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ServerProfile } from '../news'
import { type Outcome, reasonOf } from '../outcome'
import type { CableConnection, Stop } from '../ports'
import type { LinkDeps, SyncLink } from './link-deps'

const WELCOME_MS = 10_000
const CONFIRM_MS = 10_000
/** The server pings every 3 s; three missed pings mean the line is dead. */
const PING_SILENT_MS = 9_000
const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
const CATCH_UP_TRIES = 3
/** With the socket refused this often while REST answers, poll and knock once a minute. */
const SOCKET_TRIES = 3
const POLL_MS = 30_000
const KNOCK_MS = 60_000
const HEARTBEAT_MS = 120_000

/** Makes a link; it does nothing before `start`. */
export function makeLink(deps: LinkDeps): SyncLink {
  return new LinkMachine(deps)
}

class LinkMachine implements SyncLink {
  link: Link
  private connection: CableConnection | null = null
  private timers: Stop[] = []
  private failures = 0
  private socketFailures = 0
  private catchUpFailures = 0
  /** Each attempt has a number: answers to an older one are ignored. */
  private attempt = 0
  private clockOffsetMs = 0
  private lastPingAt = 0
  private stopped = false

  constructor(private readonly deps: LinkDeps) {
    this.link = { state: 'paused', sinceAt: deps.clock.now(), nextTryAt: null, lastGoodAt: null, reason: null }
  }

  serverNow(): number {
    return this.deps.clock.now() + this.clockOffsetMs
  }

  start(): void {
    this.stopped = false
    void this.connect()
  }

  pause(): void {
    if (this.stopped) return
    this.drop()
    this.become('paused', null)
  }

  wake(): void {
    if (this.stopped || this.link.state === 'signed-out') return
    this.failures = 0
    void this.connect()
  }

  beat(account: AccountId): void {
    if (this.link.state === 'live' || this.link.state === 'catching-up') this.connection?.beat(account)
  }

  stop(): void {
    this.stopped = true
    this.drop()
  }

  private become(state: LinkState, reason: string | null, nextTryAt: number | null = null): void {
    const now = this.deps.clock.now()
    const wasDown = this.link.state === 'waiting' || this.link.state === 'connecting'
    const isDown = state === 'waiting' || state === 'connecting'
    // "Offline since" counts from the loss, not from the latest attempt.
    const sinceAt = state === this.link.state || (wasDown && isDown) ? this.link.sinceAt : now
    const lastGoodAt = state === 'live' ? now : this.link.state === 'live' ? now : this.link.lastGoodAt
    this.link = { state, sinceAt, nextTryAt, lastGoodAt, reason }
    this.deps.log.info('link', { state, reason })
    this.deps.changed(this.link)
  }

  /** Closes the socket and every timer; whatever still answers belongs to an older attempt. */
  private drop(): void {
    this.attempt += 1
    this.clearTimers()
    this.connection?.close()
    this.connection = null
  }

  private later(ms: number, run: () => void): void {
    const attempt = this.attempt
    this.timers.push(this.deps.clock.after(ms, () => attempt === this.attempt && run()))
  }

  private fail(reason: string): void {
    this.drop()
    this.deps.release()
    const step = BACKOFF_MS[Math.min(this.failures, BACKOFF_MS.length - 1)] ?? 30_000
    this.failures += 1
    const ms = step * (0.5 + this.deps.chance.next() / 2)
    this.become('waiting', reason, this.deps.clock.now() + ms)
    this.later(ms, () => void this.connect())
  }

  private async connect(): Promise<void> {
    this.drop()
    const attempt = this.attempt
    // While polling, a knock at the socket changes nothing for the agent: requests go on.
    if (this.link.state !== 'polling') this.become('connecting', this.link.reason)
    const about = await this.deps.server.about()
    if (attempt !== this.attempt) return
    if (about.kind === 'accepted' && about.value.serverAt !== null)
      this.clockOffsetMs = about.value.serverAt - this.deps.clock.now()
    const profile = await this.deps.server.profile()
    if (attempt !== this.attempt) return
    if (profile.kind !== 'accepted') return this.refused(profile)
    await this.deps.profileRead(profile.value)
    if (attempt === this.attempt) this.subscribe(profile.value)
  }

  private refused(outcome: Outcome<unknown>): void {
    if (outcome.kind !== 'signed-out') return this.fail(reasonOf(outcome))
    this.drop()
    this.become('signed-out', outcome.cause)
  }

  private subscribe(profile: ServerProfile): void {
    const attempt = this.attempt
    const accountIds = profile.accounts.filter((account) => account.active).map((account) => account.id)
    const waiting = new Set(accountIds)
    const current = (run: () => void) => () => attempt === this.attempt && run()
    // Frames from now on wait behind the pages of the catch-up.
    this.deps.hold()
    this.later(WELCOME_MS, () => this.socketFailed('no-welcome'))
    const connection = this.deps.cable.open(
      { pubsubToken: profile.pubsubToken, userId: profile.userId, accountIds },
      {
        welcomed: current(() => {
          this.clearTimers()
          this.later(CONFIRM_MS, () => this.socketFailed('no-confirm'))
        }),
        confirmed: (account) => {
          waiting.delete(account)
          if (attempt === this.attempt && waiting.size === 0) this.confirmedAll()
        },
        pinged: (serverAt) => attempt === this.attempt && this.pinged(serverAt),
        event: (account, event) => attempt === this.attempt && this.deps.event(account, event),
        closed: (reason) => attempt === this.attempt && this.socketClosed(reason),
      },
    )
    this.connection = connection
    if (accountIds.length === 0) this.socketFailed('no-account')
  }

  private confirmedAll(): void {
    if (this.link.state === 'connecting' || this.link.state === 'polling') void this.catchUp()
  }

  private clearTimers(): void {
    for (const stop of this.timers) stop()
    this.timers = []
  }

  private pinged(serverAt: number): void {
    this.lastPingAt = this.deps.clock.now()
    this.clockOffsetMs = serverAt - this.lastPingAt
  }

  private watchPings(): void {
    this.later(PING_SILENT_MS / 3, () => {
      if (this.deps.clock.now() - this.lastPingAt >= PING_SILENT_MS) this.socketClosed('ping-silent')
      else this.watchPings()
    })
  }

  private async catchUp(): Promise<void> {
    const attempt = this.attempt
    this.clearTimers()
    this.lastPingAt = this.deps.clock.now()
    this.watchPings()
    if (this.link.state !== 'catching-up') this.become('catching-up', null)
    const isDone = await this.deps.catchUp(this.serverNow())
    if (attempt !== this.attempt) return
    if (isDone) return this.live()
    this.catchUpFailures += 1
    if (this.catchUpFailures >= CATCH_UP_TRIES) {
      this.catchUpFailures = 0
      return this.fail('catch-up-failed')
    }
    this.later(BACKOFF_MS[this.catchUpFailures] ?? 2_000, () => void this.catchUp())
  }

  private live(): void {
    this.failures = 0
    this.socketFailures = 0
    this.catchUpFailures = 0
    this.deps.release()
    this.become('live', null)
    this.beatHeart(HEARTBEAT_MS)
  }

  private beatHeart(everyMs: number): void {
    const attempt = this.attempt
    this.later(everyMs, () => {
      void this.deps.heartbeat(this.serverNow()).then((isWell) => {
        if (attempt !== this.attempt) return
        if (isWell) this.beatHeart(everyMs)
        else void this.connect()
      })
    })
  }

  /** The open socket ended: the first new attempt comes at once. */
  private socketClosed(reason: string): void {
    if (this.link.state === 'live' && this.failures === 0) {
      this.deps.log.info('link lost', { reason })
      this.link = { ...this.link, lastGoodAt: this.deps.clock.now() }
      this.failures = 0
      void this.connect()
      return
    }
    this.socketFailed(reason)
  }

  /** REST answers but the socket does not: after three tries live on polling, and knock again once a minute. */
  private socketFailed(reason: string): void {
    this.socketFailures += 1
    if (this.socketFailures < SOCKET_TRIES) return this.fail(reason)
    this.drop()
    this.deps.release()
    if (this.link.state !== 'polling') this.become('polling', reason)
    void this.poll()
  }

  private async poll(): Promise<void> {
    const attempt = this.attempt
    this.later(KNOCK_MS, () => void this.connect())
    const isDone = await this.deps.catchUp(this.serverNow())
    if (attempt !== this.attempt) return
    if (isDone) this.beatHeart(POLL_MS)
    else this.fail('catch-up-failed')
  }
}
