/**
 * The profile's ONE serial queue: everything the server says is applied here, in order, in commits of up to 50 pieces.
 * While a catch-up runs, socket frames wait behind the REST pages (HOUSE §6): subscribe first, then fetch, then let go.
 */
import type { Directory } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationKey } from '../../../src-preload/contract/ids'
import type { NewsSource } from '../facts'
import type { ConversationNews, MessageNews, ServerEvent } from '../news'
import type { Log } from '../ports'

/** How news came: `gapMs` is the length of the gap that a catch-up closes. */
export interface Origin {
  source: NewsSource
  gapMs: number
}

export type News =
  | { kind: 'event'; account: AccountId; event: ServerEvent }
  | { kind: 'conversations'; list: ConversationNews[]; origin: Origin }
  /** `reachedStart`: nothing older exists on the server. */
  | { kind: 'messages'; key: ConversationKey; list: MessageNews[]; reachedStart: boolean; origin: Origin }
  | { kind: 'conversation-gone'; key: ConversationKey }
  /** A reply of ours is on the server: its conversation's row must show it. */
  | { kind: 'touch'; key: ConversationKey }
  | { kind: 'directory'; directory: Directory }

export interface NewsQueue {
  push(news: News): void
  /** Resolves when this piece, and all before it, are committed and told. Never rejects. */
  pushed(news: News): Promise<void>
  /** Socket events wait until `release`. */
  hold(): void
  release(): void
  stop(): void
}

interface Waiting {
  news: News
  done: (() => void) | null
}

/** A flood stays smooth: one commit per up to this many pieces. */
const BATCH = 50

/** `apply` commits one batch and tells the facts. A bug in it is written down once, and the next batch goes on. */
export function makeQueue(apply: (batch: News[]) => Promise<void>, log: Pick<Log, 'bug'>): NewsQueue {
  return new SerialQueue(apply, log)
}

class SerialQueue implements NewsQueue {
  private pages: Waiting[] = []
  private frames: Waiting[] = []
  private held = false
  private running = false
  private stopped = false

  constructor(
    private readonly apply: (batch: News[]) => Promise<void>,
    private readonly log: Pick<Log, 'bug'>,
  ) {}

  push(news: News): void {
    this.add(news, null)
  }

  pushed(news: News): Promise<void> {
    return new Promise((resolve) => this.add(news, resolve))
  }

  hold(): void {
    this.held = true
  }

  release(): void {
    this.held = false
    void this.drain()
  }

  stop(): void {
    this.stopped = true
    for (const waiting of [...this.pages, ...this.frames]) waiting.done?.()
    this.pages = []
    this.frames = []
  }

  private add(news: News, done: (() => void) | null): void {
    if (this.stopped) {
      done?.()
      return
    }
    const line = news.kind === 'event' ? this.frames : this.pages
    line.push({ news, done })
    void this.drain()
  }

  private take(): Waiting[] {
    const fromPages = this.pages.splice(0, BATCH)
    if (fromPages.length > 0 || this.held) return fromPages
    return this.frames.splice(0, BATCH)
  }

  private async drain(): Promise<void> {
    if (this.running) return
    this.running = true
    for (let batch = this.take(); batch.length > 0 && !this.stopped; batch = this.take()) {
      try {
        await this.apply(batch.map((waiting) => waiting.news))
      } catch (error: unknown) {
        this.log.bug('sync/queue', error)
      }
      for (const waiting of batch) waiting.done?.()
    }
    this.running = false
  }
}
