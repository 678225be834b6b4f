/**
 * The health log of a profile (M10): what its connection and its store went through, so that "why did this not alert?" has
 * an answer a week later. Only counts, ids, codes and durations: the kinds of lines below have no place for a text or a name.
 *
 * Lines are gathered for a moment and written together. While the store cannot be written they wait here, the oldest go first.
 */
import type { Link, LinkState } from '../../src-preload/contract/entities'
import type { Facts } from './facts'
import type { Clock, Log, Stop, Store, StoredHealth } from './ports'
import { storeTroubleOf, writeDown } from './store-trouble'

/** Every kind of line and its facts. `word`s are catalog keys, errnos or socket codes, never sentences of a server. */
export type HealthNote =
  | { what: 'link'; state: LinkState; word: string | null; lastedMs: number }
  /** `gapMs` is null for the first fill. */
  | { what: 'caught-up'; gapMs: number | null; tookMs: number; messages: number; conversations: number }
  | { what: 'catch-up-failed'; word: string; tookMs: number }
  /** `which`: account and number of the first few; `lateMs`: age of the oldest missed message when it was found. */
  | { what: 'gap'; conversations: number; lateMs: number; which: string }
  | { what: 'throttled'; waitMs: number }
  | { what: 'clock-jumped'; byMs: number }
  | { what: 'slept' }
  | { what: 'woke'; sleptMs: number }
  | { what: 'presence'; isHere: boolean }
  /** Old history that went; `days` is the age it had at least. */
  | { what: 'pruned'; messages: number; days: number }
  /** Of an account all history that is wanted is here: of so many conversations. */
  | { what: 'history-filled'; account: number; conversations: number }
  /** The database could not be used for so long. */
  | { what: 'store'; word: string; lastedMs: number }

export interface Health {
  note(line: HealthNote): void
  /** Writes what is gathered. */
  stop(): Promise<void>
}

interface HealthDeps {
  store: Pick<Store, 'commit'>
  facts: Facts
  clock: Clock
  log: Log
}

const GATHER_MS = 1_000
/** With the store in trouble: try again, and hold so many lines meanwhile. */
const AGAIN_MS = 30_000
const MOST_HELD = 200

/** Begins to listen. */
export function keepHealth(deps: HealthDeps): Health {
  const book = new HealthBook(deps)
  const stopListening = deps.facts.on((fact) => fact.kind === 'LinkChanged' && book.link(fact.link))
  return {
    note: (line) => book.note(line),
    stop: () => {
      stopListening()
      return book.stop()
    },
  }
}

class HealthBook implements Health {
  private held: StoredHealth[] = []
  private stopTimer: Stop | null = null
  private isStopped = false
  private last: { state: LinkState; word: string | null; at: number } | null = null

  constructor(private readonly deps: HealthDeps) {}

  note({ what, ...facts }: HealthNote): void {
    this.held.push({ at: this.deps.clock.now(), what, facts })
    this.held.splice(0, this.held.length - MOST_HELD)
    this.stopTimer ??= this.deps.clock.after(GATHER_MS, () => this.write())
  }

  /**
   * An outage of a night is one line, not a thousand attempts. That a catch-up runs is said by its own line; that a new
   * connection is made matters only when the old one was good.
   */
  link({ state, reason }: Link): void {
    const { last } = this
    const word = codeOf(reason)
    const wasGood = last?.state === 'live' || last?.state === 'polling'
    if (state === 'catching-up' || (state === 'connecting' && !wasGood)) return
    if (last !== null && last.state === state && last.word === word) return
    const now = this.deps.clock.now()
    this.note({ what: 'link', state, word, lastedMs: last === null ? 0 : Math.max(0, now - last.at) })
    this.last = { state, word, at: now }
  }

  async stop(): Promise<void> {
    this.isStopped = true
    this.stopTimer?.()
    await this.save()
  }

  private write(): void {
    this.stopTimer = null
    void this.save()
  }

  private async save(): Promise<void> {
    const lines = this.held.splice(0)
    if (lines.length === 0) return
    try {
      await this.deps.store.commit(async (tx) => {
        for (const line of lines) await tx.addHealth(line)
      })
      this.deps.facts.tell({ kind: 'HealthChanged' })
    } catch (error: unknown) {
      writeDown(this.deps.log, 'health', error)
      if (storeTroubleOf(error) === null || this.isStopped) return
      this.held = [...lines, ...this.held].slice(-MOST_HELD)
      this.stopTimer ??= this.deps.clock.after(AGAIN_MS, () => this.write())
    }
  }
}

/** The first word of a reason, when it is a code of ours: what follows, and anything else, may be a server's own words. */
export function codeOf(reason: string | null): string | null {
  if (reason === null) return null
  const [word = ''] = reason.split(' ')
  return /^[A-Za-z0-9-]{1,40}$/.test(word) ? word : 'other'
}
