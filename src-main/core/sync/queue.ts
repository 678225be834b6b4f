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
  let pages: Waiting[] = []
  let frames: Waiting[] = []
  let held = false
  let running = false
  let stopped = false

  const take = (): Waiting[] => {
    const fromPages = pages.splice(0, BATCH)
    if (fromPages.length > 0 || held) return fromPages
    return frames.splice(0, BATCH)
  }

  const drain = async (): Promise<void> => {
    if (running) return
    running = true
    for (let batch = take(); batch.length > 0 && !stopped; batch = take()) {
      try {
        await apply(batch.map((waiting) => waiting.news))
      } catch (error: unknown) {
        log.bug('sync/queue', error)
      }
      for (const waiting of batch) waiting.done?.()
    }
    running = false
  }

  const add = (news: News, done: (() => void) | null): void => {
    if (stopped) {
      done?.()
      return
    }
    ;(news.kind === 'event' ? frames : pages).push({ news, done })
    void drain()
  }

  return {
    push: (news) => add(news, null),
    pushed: (news) => new Promise((resolve) => add(news, resolve)),
    hold: () => {
      held = true
    },
    release: () => {
      held = false
      void drain()
    },
    stop: () => {
      stopped = true
      for (const waiting of [...pages, ...frames]) waiting.done?.()
      pages = []
      frames = []
    },
  }
}
