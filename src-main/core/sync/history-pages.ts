/**
 * Reading what is old: the messages of one conversation back to a time. What is stored and how far back it reaches are one
 * commit, so that a process that dies in between goes on from what is true.
 */
import type { ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { MessageNews } from '../news'
import type { Outcome } from '../outcome'
import type { MessageWindow } from '../ports'
import { HISTORY } from './origin'
import { type Failure, type Reading, refreshMessages } from './pages'

/** Sizes of the server's answers before an id, and between two (FACTS §3.4). */
const PAGE = 20
const FULL = 1000
const FIRST_ID = 1 as MessageId

export interface HistoryReading extends Reading {
  /** Asked before each request: the agent works, the line is gone, or it is the end. */
  isOver: () => boolean
}

/** `unreadable`: the server keeps it to itself, now at least. */
export type HistoryStep = 'done' | 'unreadable' | Failure

/** All messages of a conversation since a time (server ms). */
export async function fillHistory(reading: HistoryReading, key: ConversationKey, since: number): Promise<HistoryStep> {
  // First what is here is made one piece: a conversation may have brought single messages along.
  const failure = await refreshMessages(reading, key, HISTORY)
  if (failure !== null) return failure
  for (let [round, oldest] = [1, await oldestOf(reading, key)]; ; round += 1) {
    if (await isHere(reading, key, since)) return 'done'
    if (reading.isOver()) return 'over'
    if (oldest === null) return whyUnreadable(reading, key)
    const outcome = await pageBefore(reading, key, { oldest, round })
    if (outcome.kind === 'refused') return whyUnreadable(reading, key)
    if (outcome.kind !== 'accepted') return outcome.kind
    const kept = await keep(reading, { key, since, page: outcome.value })
    if (kept !== 'more') return kept
    const before: MessageId = oldest
    oldest = await oldestOf(reading, key)
    // A server that answers and brings nothing would be asked for ever.
    if (oldest === null || oldest >= before) return 'unreadable'
  }
}

interface Page {
  messages: MessageNews[]
  isStart: boolean
}

/**
 * Twenty first, which is mostly all there is; then the rest in one answer. Where that would be over a thousand, it could be
 * the other end of the history, so it goes on by twenties.
 */
async function pageBefore(
  { server, isOver }: HistoryReading,
  key: ConversationKey,
  { oldest, round }: { oldest: MessageId; round: number },
): Promise<Outcome<Page>> {
  const ask = async (window: MessageWindow, size: number): Promise<Outcome<Page>> => {
    const outcome = await server.messages(key, window)
    if (outcome.kind !== 'accepted') return outcome
    return { kind: 'accepted', value: { messages: outcome.value, isStart: outcome.value.length < size } }
  }
  const rest = { after: FIRST_ID, before: oldest }
  if (round === 2) {
    const all = await ask(rest, FULL)
    if (all.kind !== 'accepted' || all.value.isStart || isOver()) return all
  }
  const page = await ask({ before: oldest }, PAGE)
  // An empty page in the middle says nothing: the other way of asking must agree.
  return page.kind === 'accepted' && page.value.messages.length === 0 ? ask(rest, FULL) : page
}

/** What is older than wanted is left where it is: retention would only delete it again. */
async function keep(
  { queue }: HistoryReading,
  { key, since, page }: { key: ConversationKey; since: number; page: Page },
): Promise<'more' | 'done' | 'store'> {
  const list = page.messages.filter((one) => (one.fields.createdAt ?? Infinity) >= since)
  const isPast = list.length < page.messages.length
  const reachedStart = page.isStart && !isPast
  const knownSince = isPast ? since : undefined
  const isKept = await queue.pushed({ kind: 'messages', key, list, reachedStart, knownSince, origin: HISTORY })
  if (!isKept) return 'store'
  return isPast || page.isStart ? 'done' : 'more'
}

async function isHere({ store, queue }: HistoryReading, key: ConversationKey, since: number): Promise<boolean> {
  if (await store.reachedStart(key)) return true
  const { reachesBack } = await store.since(key, since)
  if (!reachesBack) return false
  return queue.pushed({ kind: 'messages', key, list: [], reachedStart: false, knownSince: since, origin: HISTORY })
}

async function oldestOf({ store }: Reading, key: ConversationKey): Promise<MessageId | null> {
  return (await store.messageBounds(key))?.first ?? null
}

/** Deleted, or no longer ours to see. */
async function whyUnreadable(reading: HistoryReading, key: ConversationKey): Promise<HistoryStep> {
  const outcome = await reading.server.conversation(key)
  if (outcome.kind === 'accepted') return 'unreadable'
  if (outcome.kind !== 'refused') return outcome.kind
  if (outcome.reason !== 'not-found') return 'unreadable'
  return (await reading.queue.pushed({ kind: 'conversation-gone', key })) ? 'done' : 'store'
}
