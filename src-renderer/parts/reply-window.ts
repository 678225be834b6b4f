/** How long a channel still takes a free reply, as the window says it (M14). */
import type { OutboxState } from '../../src-preload/contract/entities'
import { type Say, say } from '../text/t'
import { moment } from '../text/when'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** `none`: no end is known. `soon`: less than an hour. */
export type WindowLevel = 'none' | 'open' | 'soon' | 'closed'

/** Where the window stands. Without an end that is known the server's word counts. */
export function windowLevel({ canReply }: { canReply: boolean }, untilAt: number | null, now: number): WindowLevel {
  if (untilAt === null) return canReply ? 'none' : 'closed'
  if (now >= untilAt) return 'closed'
  return untilAt - now < HOUR ? 'soon' : 'open'
}

/** "2 h 14 min", never more than is left. */
export function spanLeft(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours >= 48) return say('window.days', { count: Math.floor(hours / 24) })
  if (hours === 0) return minutes === 0 ? say('window.lessThanMinute') : say('window.minutes', { count: minutes })
  if (hours >= 10 || rest === 0) return say('window.hours', { count: hours })
  return say('window.hoursMinutes', { hours, minutes: rest })
}

interface Waiting {
  outbox: OutboxState
  untilAt: number | null
  isLive: boolean
  now: number
}

/** What a reply that waits has to fear of the window, and how sure that is; null: nothing. */
export function lateWords({ outbox, untilAt, isLive, now }: Waiting, t: Say): { text: string; isSure: boolean } | null {
  const isKept = outbox.state === 'resting' || outbox.state === 'queued' || outbox.reason?.key === 'review'
  if (untilAt === null || !isKept) return null
  const at = moment(untilAt, now)
  if (now >= untilAt) return { text: t('window.isLate', { at }), isSure: true }
  const leavesAt = outbox.leaveAt ?? (outbox.state === 'resting' ? outbox.untilAt : null)
  if (leavesAt !== null && leavesAt >= untilAt) return { text: t('window.willBeLate', { at }), isSure: true }
  const waits = !isLive || outbox.reason?.key === 'review'
  return waits ? { text: t('window.mustLeave', { at }), isSure: untilAt - now < HOUR } : null
}
