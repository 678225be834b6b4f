/**
 * The stale-reply guard (M3): a reply that waited may no longer be right. It is held, never dropped, and the agent sees
 * both texts. Notes are not guarded: no customer reads them.
 */
import type { Conversation, JobReason } from '../../../src-preload/contract/entities'
import type { MessageNews } from '../news'
import type { Job } from './jobs'

/** What leaves within this time was written on what the agent still sees. */
export const FRESH_MS = 60_000
const TOO_OLD_MS = 24 * 60 * 60_000

export interface GuardView {
  now: number
  /** The undo ring does not count as waiting. */
  undoMs: number
  /** Since when requests get through: what was written before has waited for a line, however shortly. */
  lineCameAt: number
  /** A reply written before this one is held: this one may be its second half. */
  heldBefore: boolean
}

/** Whether this reply must be compared with what happened since it was written. */
export function needsGuard(job: Job, view: GuardView): boolean {
  if (job.private || job.released) return false
  if (job.leaveAt !== null || job.writtenBlind || view.heldBefore || lineFellSince(job.createdAt, view)) return true
  return view.now - job.createdAt > FRESH_MS + view.undoMs
}

/** The line was down, or Perch was closed, after this moment. A date ahead of now says nothing: the clock was set back. */
export function lineFellSince(at: number, { now, lineCameAt }: Pick<GuardView, 'now' | 'lineCameAt'>): boolean {
  return at < lineCameAt && lineCameAt <= now
}

export interface GuardEvidence {
  /** Messages of the conversation after the last one the agent saw, straight from the server. */
  newer: MessageNews[]
  conversation: Conversation | null
  me: { id: number; name: string }
  now: number
}

/** Why this reply must not leave by itself, or null when it may. */
export function guard(job: Job, evidence: GuardEvidence): JobReason | null {
  const seen = job.seenId ?? job.anchorId ?? 0
  const newer = evidence.newer.filter((news) => news.id > seen && news.fields.private !== true)
  if (newer.some((news) => news.fields.type === 'incoming')) return because('customer-wrote')
  if (newer.some((news) => isColleagues(news, evidence.me.id))) return because('colleague-answered')
  if (evidence.conversation?.status === 'resolved' && newer.some((news) => isForeignActivity(news, evidence.me.name))) {
    return because('resolved-elsewhere')
  }
  // One that was to leave later grows old from then on.
  if (evidence.now - Math.max(job.reviewedAt ?? job.createdAt, job.leaveAt ?? 0) > TOO_OLD_MS) return because('too-old')
  return null
}

function because(key: string): JobReason {
  return { key, words: null }
}

function isColleagues(news: MessageNews, me: number): boolean {
  const { type, sender } = news.fields
  return type === 'outgoing' && sender?.type === 'user' && sender.id !== me
}

/** Who resolved it is said only in the text of the activity, in the account's language; a line with my name is mine. */
function isForeignActivity(news: MessageNews, myName: string): boolean {
  return news.fields.type === 'activity' && !(news.fields.content ?? '').includes(myName)
}
