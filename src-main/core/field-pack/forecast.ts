/** What a pack would be, by what is stored already. Pure; what is not known is said to be an estimate. */
import type { PackStock } from '../ports'

const DAY_MS = 24 * 3_600_000
/** Conversations of a page of the server's list (FACTS §3.1). */
const PAGE = 25
/** Requests a conversation takes on average, and how many a minute there are (`budget`, class `pack`). */
const PER_CONVERSATION = 2
const PER_MINUTE = 60
/** Where nothing is known: an empty store has no averages of its own. */
const FIRST_GUESS = 10

/** One account of a choice. Times are server ms. */
export interface ForecastPart extends PackStock {
  since: number
  now: number
  /** All conversations that moved since then are here; null: nobody knows. */
  listedSince: number | null
  /** How many the server has of all ages, where it was asked. */
  onServer: number | null
}

export interface Forecast {
  conversations: number
  messages: number
  newMessages: number
  files: number
  bytes: number
  minutes: number
  exact: boolean
}

/** Sums up; `messageBytes`: what one message takes here. */
export function forecastOf(parts: readonly ForecastPart[], messageBytes: number): Forecast {
  const sum = { conversations: 0, messages: 0, newMessages: 0, files: 0, bytes: 0, minutes: 0, exact: true }
  let requests = 0
  for (const part of parts) {
    const conversations = conversationsOf(part)
    const missing = Math.max(0, conversations - part.filled)
    const perConversation = part.filled > 0 ? part.filledMessages / part.filled : averageOf(part)
    const messages = Math.max(part.messages, Math.round(part.filledMessages + missing * perConversation))
    const files = Math.round(messages * part.filesPerMessage)
    sum.conversations += conversations
    sum.messages += messages
    sum.newMessages += messages - part.messages
    sum.files += files
    sum.bytes += (messages - part.messages) * messageBytes + files * part.bytesPerFile
    sum.exact &&= isListed(part) && missing === 0 && files === 0
    requests += Math.ceil(conversations / PAGE) + missing * PER_CONVERSATION + files
  }
  return { ...sum, bytes: Math.round(sum.bytes), minutes: Math.ceil(requests / PER_MINUTE) }
}

function isListed({ listedSince, since }: ForecastPart): boolean {
  return (listedSince ?? Infinity) <= since
}

/** Beyond what is listed it goes on as it was in the time that is; there are never more than the server has. */
function conversationsOf(part: ForecastPart): number {
  const { known, since, now, listedSince, onServer } = part
  if (isListed(part)) return known
  if (listedSince === null) return Math.max(known, onServer ?? known)
  const seenMs = Math.max(DAY_MS, now - listedSince)
  const guessed = Math.round((known * Math.max(now - since, seenMs)) / seenMs)
  return Math.max(known, Math.min(guessed, onServer ?? Infinity))
}

function averageOf({ known, messages }: PackStock): number {
  return known > 0 ? Math.max(messages / known, FIRST_GUESS) : FIRST_GUESS
}
