/**
 * The profile's ONE serial queue: everything the server says is applied here, in order, in commits of up to 50 rows.
 * While a catch-up runs, socket frames wait behind the REST pages (HOUSE §6): subscribe first, then fetch, then let go.
 *
 * One piece that breaks must not take its neighbours along: after a failed commit each piece is tried alone. Where the
 * database itself cannot be written, trying is no use: what cannot be kept is dropped and said, and a catch-up brings it.
 */
import type { Directory } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationId, ConversationKey } from '../../../src-preload/contract/ids'
import type { ContactNews, ConversationNews, InboxTemplates, MessageNews, ServerEvent } from '../news'
import type { Clock, ContactKey, Log } from '../ports'
import { type StoreTrouble, storeTroubleOf } from '../store-trouble'
import type { Origin } from './origin'

/** `reachedStart`: nothing older exists on the server. `knownSince` (server ms): with these, all since then is here. */
export interface MessagesNews {
  kind: 'messages'
  key: ConversationKey
  list: MessageNews[]
  reachedStart: boolean
  knownSince?: number | undefined
  origin: Origin
}

export type News =
  | { kind: 'event'; account: AccountId; event: ServerEvent }
  | { kind: 'conversations'; list: ConversationNews[]; origin: Origin }
  | MessagesNews
  | { kind: 'conversation-gone'; key: ConversationKey }
  /** Customers that were read on purpose. */
  | { kind: 'contacts'; list: ContactNews[] }
  | { kind: 'contact-gone'; key: ContactKey }
  /** Whom the agent follows, and whom no longer, as it was at `asOfAt` (server ms). */
  | { kind: 'followed'; account: AccountId; on: ConversationId[]; off: ConversationId[]; asOfAt: number }
  /** A reply of ours is on the server: its conversation's row must show it. */
  | { kind: 'touch'; key: ConversationKey }
  /** All lists of an account: what lies in other inboxes is not ours to see. */
  | { kind: 'directory'; directory: Directory; templates?: InboxTemplates[] | undefined }
  /** All accounts of the profile. */
  | { kind: 'accounts'; kept: AccountId[] }

export interface NewsQueue {
  push(news: News): void
  /** Resolves when this piece, and all before it, are committed and told; false: the store could not take it. Never rejects. */
  pushed(news: News): Promise<boolean>
  /** Socket events wait until `release`. */
  hold(): void
  release(): void
  /** What waits is dropped. */
  stop(): void
}

export interface QueueDeps {
  /** Commits one batch and tells the facts. */
  apply: (batch: News[]) => Promise<void>
  log: Pick<Log, 'bug'>
  clock: Pick<Clock, 'after'>
  /** News were dropped because the database could not be written. */
  lost: (trouble: StoreTrouble) => void
}

interface Waiting {
  news: News
  done: (isKept: boolean) => void
}

/** A flood stays smooth: one commit per up to this many rows, */
const BATCH = 50
/** Messages in the pages of a catch-up are here for the most part, which costs little: more of them share a commit. */
const PAGE_BATCH = 150
/** Frames of one commit: a commit runs in one go, and a window that is asked for something meanwhile waits for its end. */
const FRAMES = 12
/** What a conversation costs, in messages. */
const CONVERSATION = 3
/** or per this time: frames that come faster than we commit gather meanwhile; */
const GATHER_MS = 8
/** but the first few do not wait: what a server says of one message comes in two or three frames, and the agent is told at once. */
const AT_ONCE = 3

export function makeQueue(deps: QueueDeps): NewsQueue {
  return new SerialQueue(deps)
}

class SerialQueue implements NewsQueue {
  private pages: Waiting[] = []
  private frames: Waiting[] = []
  private isHeld = false
  /** Commits of frames that may begin without waiting. */
  private turns = AT_ONCE
  private isRunning = false
  private isStopped = false

  constructor(private readonly deps: QueueDeps) {}

  push(news: News): void {
    this.add(news, () => undefined)
  }

  pushed(news: News): Promise<boolean> {
    return new Promise((resolve) => this.add(news, resolve))
  }

  hold(): void {
    this.isHeld = true
  }

  release(): void {
    this.isHeld = false
    void this.drain()
  }

  stop(): void {
    this.isStopped = true
    for (const waiting of [...this.pages.splice(0), ...this.frames.splice(0)]) waiting.done(false)
  }

  private add(news: News, done: (isKept: boolean) => void): void {
    if (this.isStopped) return done(false)
    const line = news.kind === 'event' ? this.frames : this.pages
    const pieces = inPieces(news, BATCH)
    let [left, areKept] = [pieces.length, true]
    const pieceDone = (isKept: boolean): void => {
      left -= 1
      areKept &&= isKept
      if (left === 0) done(areKept)
    }
    line.push(...pieces.map((piece) => ({ news: piece, done: pieceDone })))
    void this.drain()
  }

  private async drain(): Promise<void> {
    if (this.isRunning) return
    this.isRunning = true
    // Frames that came in one piece of the stream share a commit.
    await Promise.resolve()
    for (let batch = this.take(); batch.length > 0; batch = this.take()) {
      await this.keep(batch)
      // Commits run without a pause of their own: the rest of the process gets its turn here.
      if (this.pages.length + this.frames.length > 0) await this.pass(0)
    }
    this.isRunning = false
  }

  private take(): Waiting[] {
    if (this.pages.length > 0) return this.pages.splice(0, countUpTo(this.pages, PAGE_BATCH))
    if (this.isHeld || this.turns === 0 || this.frames.length === 0) return []
    if (this.turns === AT_ONCE) this.giveTurn()
    this.turns -= 1
    return this.frames.splice(0, FRAMES)
  }

  /** One more after each such time, until all are there again. */
  private giveTurn(): void {
    this.deps.clock.after(GATHER_MS, () => {
      this.turns += 1
      if (this.turns < AT_ONCE) this.giveTurn()
      void this.drain()
    })
  }

  private async keep(batch: Waiting[]): Promise<void> {
    try {
      await this.deps.apply(batch.map((waiting) => waiting.news))
      for (const waiting of batch) waiting.done(true)
    } catch (error: unknown) {
      const trouble = storeTroubleOf(error)
      if (trouble !== null) this.lose(trouble)
      for (const waiting of batch) waiting.done(trouble === null && (await this.keepEach(waiting.news)))
    }
  }

  /** False only when the store could not take it; what is broken in itself is written down and left out. */
  private async keepEach(news: News): Promise<boolean> {
    for (const part of inPieces(news, 1)) {
      try {
        await this.deps.apply([part])
      } catch (error: unknown) {
        const trouble = storeTroubleOf(error)
        if (trouble !== null) return this.lose(trouble)
        this.deps.log.bug('sync/queue', error)
      }
    }
    return true
  }

  private lose(trouble: StoreTrouble): false {
    if (!this.isStopped) this.deps.lost(trouble)
    return false
  }

  private pass(ms: number): Promise<void> {
    return new Promise((resolve) => void this.deps.clock.after(ms, resolve))
  }
}

function rowsOf(news: News): number {
  return news.kind === 'conversations' || news.kind === 'messages' ? Math.max(1, news.list.length) : 1
}

/** How many pieces from the front make a batch: at least one. */
function countUpTo(line: Waiting[], most: number): number {
  let [count, rows] = [0, 0]
  for (const { news } of line) {
    rows += rowsOf(news) * (news.kind === 'conversations' ? CONVERSATION : 1)
    if (count > 0 && rows > most) break
    count += 1
  }
  return count
}

/** A long page in pieces of `size` rows; that nothing older exists is true when the last of them is stored. */
function inPieces(news: News, size: number): News[] {
  if (rowsOf(news) <= size) return [news]
  if (news.kind === 'conversations') return slices(news.list, size).map((list) => ({ ...news, list }))
  if (news.kind !== 'messages') return [news]
  const parts = slices(news.list, size)
  const notYet = { reachedStart: false, knownSince: undefined }
  return parts.map((list, index) => ({ ...news, list, ...(index < parts.length - 1 ? notYet : {}) }))
}

function slices<T>(list: T[], size: number): T[][] {
  const count = Math.ceil(list.length / size)
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size))
}
