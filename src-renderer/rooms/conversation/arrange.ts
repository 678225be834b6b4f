import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { messageKey } from '../../parts/message-key'
import { dayStart } from '../../text/when'

/** Messages of one person closer together than this are one group. */
const GROUP_MS = 5 * 60_000

/** Where "2 new" stands, fixed when the conversation is opened. */
export interface NewLine {
  beforeId: number
  count: number
}

/** What the timeline is made of. */
export type Block =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string; count: number }
  | { kind: 'activity'; key: string; messages: TimelineMessage[] }
  | { kind: 'message'; key: string; message: TimelineMessage; isFirst: boolean; isLast: boolean; isTwice: boolean }

function side(message: TimelineMessage): string {
  return `${message.type === 'incoming' ? 'in' : 'out'}/${message.sender?.type ?? ''}/${message.sender?.id ?? ''}`
}

/** Drawn by itself: paper, card, or a state with words of its own. */
function standsAlone(message: TimelineMessage): boolean {
  return message.private || message.mail !== null || message.outbox !== null || message.status === 'failed'
}

function belongTogether(a: TimelineMessage | undefined, b: TimelineMessage | undefined): boolean {
  if (!a || !b || a.type === 'activity' || b.type === 'activity' || standsAlone(a) || standsAlone(b)) return false
  return side(a) === side(b) && b.createdAt - a.createdAt < GROUP_MS && dayStart(a.createdAt) === dayStart(b.createdAt)
}

/** The first customer's message the team had not seen when the conversation was opened. */
export function findNewLine(messages: TimelineMessage[], seenAt: number | null, unread: number): NewLine | null {
  if (unread === 0) return null
  const news = messages.filter((message) => message.type === 'incoming' && message.createdAt > (seenAt ?? 0))
  const first = news[0]
  return first && first.id !== null ? { beforeId: first.id, count: news.length } : null
}

/**
 * Replies of ours that the server has a second time: one marker, two numbers (FACTS §4.3). It happens when the server carries out
 * a request long after it gave no answer.
 */
export function findTwice(messages: TimelineMessage[]): Set<number> {
  const markers = new Set<number>()
  const twice = new Set<number>()
  for (const { id, type, marker, deleted } of messages) {
    if (id === null || type !== 'outgoing' || marker === null || deleted) continue
    const name = Math.round(marker * 1e6)
    if (markers.has(name)) twice.add(id)
    markers.add(name)
  }
  return twice
}

/** The order is the server's, and times may run back in it: a day that begins a second time is named by its message. */
function dayKey(message: TimelineMessage, earlier: TimelineMessage[]): string {
  const start = dayStart(message.createdAt)
  const isAgain = earlier.some((one) => dayStart(one.createdAt) === start)
  return isAgain ? `day-${start}-${messageKey(message)}` : `day-${start}`
}

/** Messages with the lines between them, groups marked, and runs of activities folded into one. */
export function arrange(messages: TimelineMessage[], newLine: NewLine | null): Block[] {
  const blocks: Block[] = []
  const twice = findTwice(messages)
  messages.forEach((message, index) => {
    const before = messages[index - 1]
    const isNewDay = !before || dayStart(before.createdAt) !== dayStart(message.createdAt)
    const isNewLine = newLine !== null && message.id === newLine.beforeId
    if (isNewDay) blocks.push({ kind: 'day', key: dayKey(message, messages.slice(0, index)), at: message.createdAt })
    if (isNewLine) blocks.push({ kind: 'new', key: 'new', count: newLine.count })
    const last = blocks.at(-1)
    if (message.type === 'activity') {
      if (last?.kind === 'activity') last.messages.push(message)
      else blocks.push({ kind: 'activity', key: messageKey(message), messages: [message] })
      return
    }
    const after = messages[index + 1]
    const isFirst = isNewLine || !belongTogether(before, message)
    const isTwice = message.id !== null && twice.has(message.id)
    const isLast = isTwice || !belongTogether(message, after) || (newLine !== null && after?.id === newLine.beforeId)
    blocks.push({ kind: 'message', key: messageKey(message), message, isFirst, isLast, isTwice })
  })
  return blocks
}

/** Nothing in it changed: what the messages are is compared by what the store gave. */
export function isSameBlock(one: Block, other: Block): boolean {
  if (one.kind === 'activity' && other.kind === 'activity')
    return one.key === other.key && isShallowSame(one.messages, other.messages)
  return isShallowSame(one, other)
}

/** The same names with the very same values. */
export function isShallowSame(one: object, other: object): boolean {
  const [ours, theirs] = [Object.entries(one), Object.entries(other)]
  return (
    ours.length === theirs.length && ours.every(([name, value]) => Object.is(value, (other as Record<string, unknown>)[name]))
  )
}
