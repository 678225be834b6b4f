/**
 * Newer versions of Perch: looked for in the background, fetched where Perch may install them, and put in place when the
 * agent asks for it or quits, never while something of hers waits to leave (policy.ts decides, `UpdateSource` acts).
 */
import type { UpdateState } from '../../../src-preload/contract/schemas/update'
import type { Chance, Clock, Log, Stop } from '../ports'
import type { SettingsBook } from '../settings'
import { installVerdict, isFetched, nextLookMs, offerOf, type UpdateWish, wishOf } from './policy'
import type { UpdateChannel, UpdateFault, UpdateLock, UpdateSource, UpdateWay } from './port'

export interface UpdateNeeds {
  way: UpdateWay
  /** Of the Perch that runs. */
  version: string
  page: string | null
  /** Loaded when it is asked for the first time (P1). */
  source: () => Promise<UpdateSource>
  settings: SettingsBook
  /** What the machine's owner decided; asked anew each time. */
  lock: () => UpdateLock
  /** Replies that have not left, those in their undo window among them. */
  unsent: () => Promise<number>
  clock: Clock
  chance: Chance
  log: Log
  /** The state is another one. */
  changed: () => void
  /** Told once for each version. `ready`: it is here; `newer`: it is to be had. */
  offer: (what: 'ready' | 'newer', version: string) => void
  /** Ends Perch as the menu does. */
  quit: () => void
}

export interface UpdateDesk {
  state(): UpdateState
  /** Looks now. One that runs already is joined. */
  check(): Promise<void>
  /** Resolves with false when replies wait. */
  install(): Promise<boolean>
  /** Perch ends: ask before the databases are closed, call what it answers after that. */
  leaving(isSystemDown: boolean): Promise<() => Promise<void>>
  stop: Stop
}

export function makeUpdateDesk(needs: UpdateNeeds): UpdateDesk {
  return new Desk(needs)
}

type Progress = Pick<UpdateState, 'phase' | 'newer' | 'share' | 'lookedAt' | 'fault' | 'heldBy'>

const NOTHING: Progress = { phase: 'idle', newer: null, share: 0, lookedAt: null, fault: null, heldBy: 0 }

class Desk implements UpdateDesk {
  private at: Progress = NOTHING
  private looks = 0
  private failures = 0
  private running: Promise<void> | null = null
  private toldVersion: string | null = null
  private isWanted = false
  private isStopped = false
  private stopTimer: Stop = () => undefined
  private readonly stopSettings: Stop
  private wish: UpdateWish

  constructor(private readonly needs: UpdateNeeds) {
    this.wish = this.wishNow()
    this.stopSettings = needs.settings.onChange(() => this.wishChanged())
    this.plan()
  }

  state(): UpdateState {
    const { way, version, page, lock } = this.needs
    const { isOff, channel } = lock()
    return { way, version, page, ...this.at, locked: { updates: isOff, channel } }
  }

  check(): Promise<void> {
    if (this.needs.way === 'none') return Promise.resolve()
    this.stopTimer()
    const { channel } = this.wish
    this.running ??= this.run(channel).finally(() => {
      this.running = null
      // Another channel was chosen meanwhile.
      if (channel !== this.wish.channel && this.wish.isAutomatic && !this.isStopped) void this.check()
      else this.plan()
    })
    return this.running
  }

  async install(): Promise<boolean> {
    const unsent = await this.needs.unsent()
    const verdict = installVerdict({ isReady: this.at.phase === 'ready', unsent, isSystemDown: false })
    this.move({ heldBy: verdict === 'replies-wait' ? unsent : 0 })
    if (verdict !== 'install') return false
    this.isWanted = true
    this.needs.quit()
    return true
  }

  async leaving(isSystemDown: boolean): Promise<() => Promise<void>> {
    const isReady = this.at.phase === 'ready'
    const unsent = isReady ? await this.needs.unsent() : 0
    const verdict = installVerdict({ isReady, unsent, isSystemDown })
    if (isReady) this.needs.log.info('update at the end', { verdict, unsent })
    return verdict === 'install' ? () => this.putInPlace() : () => Promise.resolve()
  }

  stop(): void {
    this.isStopped = true
    this.stopTimer()
    this.stopSettings()
  }

  private async run(channel: UpdateChannel): Promise<void> {
    const before = this.at
    this.move({ phase: 'looking', fault: null, heldBy: 0 })
    const fault = await this.lookAndFetch(channel, before).catch((error: unknown): UpdateFault => {
      this.needs.log.bug('update', error)
      return 'unreadable'
    })
    this.looks += 1
    this.failures = fault === null ? 0 : this.failures + 1
    // What was found on another channel is not what is wanted.
    if (channel !== this.wish.channel) return this.move(NOTHING)
    if (fault !== null) this.needs.log.warn('update', { fault, failures: this.failures })
    // A look that failed takes nothing away; a download that failed was of another version.
    const isStillHere = before.phase === 'ready' && before.newer === this.at.newer
    const isReady = this.at.newer !== null && isFetched(this.needs.way) && (fault === null || isStillHere)
    this.move({ phase: isReady ? 'ready' : 'idle', fault, lookedAt: this.needs.clock.now() })
    this.tell()
  }

  private async lookAndFetch(channel: UpdateChannel, before: Progress): Promise<UpdateFault | null> {
    const source = await this.needs.source()
    const look = await source.look(channel)
    if (look.kind === 'failed') return look.fault
    const newer = look.kind === 'newer' ? look.version : null
    this.needs.log.info('update', { found: newer ?? 'nothing newer', channel })
    const isHere = before.phase === 'ready' && before.newer === newer
    if (newer === null || isHere || !isFetched(this.needs.way)) {
      this.move({ newer })
      return null
    }
    this.move({ newer, phase: 'fetching', share: 0 })
    return source.fetch((share) => this.move({ share }))
  }

  private tell(): void {
    const found = { version: this.at.newer, isReady: this.at.phase === 'ready', toldVersion: this.toldVersion }
    const what = offerOf(this.needs.way, found)
    if (what === null || found.version === null) return
    this.toldVersion = found.version
    this.needs.offer(what, found.version)
  }

  private async putInPlace(): Promise<void> {
    const source = await this.needs.source()
    const fault = await source.install(this.isWanted)
    if (fault !== null) this.needs.log.warn('update not installed', { fault })
  }

  private wishNow(): UpdateWish {
    return wishOf(this.needs.settings.get(), this.needs.lock())
  }

  private wishChanged(): void {
    const [before, now] = [this.wish, this.wishNow()]
    this.wish = now
    if (before.channel !== now.channel) {
      this.at = NOTHING
      this.needs.changed()
      if (now.isAutomatic) return void this.check()
    }
    if (before.isAutomatic !== now.isAutomatic) this.plan()
  }

  private plan(): void {
    this.stopTimer()
    if (this.isStopped) return
    const { way, chance, clock } = this.needs
    const { isAutomatic } = this.wish
    const ms = nextLookMs({ way, isAutomatic, looks: this.looks, failures: this.failures }, chance.next())
    this.stopTimer = ms === null ? () => undefined : clock.after(ms, () => void this.check())
  }

  private move(some: Partial<Progress>): void {
    this.at = { ...this.at, ...some }
    this.needs.changed()
  }
}
