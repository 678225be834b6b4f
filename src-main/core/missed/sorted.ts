/**
 * What became of each conversation in which something was said meanwhile. Pure: `MovedTalk` in, one word out. What a colleague
 * or a closed conversation has settled is not news for me; what I answered myself from elsewhere is nobody's news.
 */
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { MovedTalk, SaidLine } from '../ports'

/** Who is asked for, and what counts as mine. */
export interface Whose {
  me: number
  scope: Settings['alertScope']
}

/** `by` is who settled it, when a colleague's own words tell. */
export type Became = { kind: 'waits' } | { kind: 'handled'; by: { id: number; name: string } | null } | { kind: 'nothing' }

/** What became of a conversation. */
export function becameOf(talk: MovedTalk, whose: Whose): Became {
  const wrote = talk.said.findLast((line) => line.type === 'incoming')
  if (wrote === undefined) return { kind: 'nothing' }
  if (waitsFor(talk, whose)) return { kind: 'waits' }
  const answer = talk.said.findLast(isAnswer)
  if (answer?.sender?.id === whose.me) return { kind: 'nothing' }
  const { id = null, name = '' } = answer?.sender ?? {}
  const by = id === null ? null : { id, name }
  const isSettled = by !== null || talk.status === 'resolved' || talk.status === 'snoozed'
  return isSettled ? { kind: 'handled', by } : { kind: 'nothing' }
}

function waitsFor({ status, waitingSinceAt, assigneeId }: MovedTalk, { me, scope }: Whose): boolean {
  if (status !== 'open' || waitingSinceAt === null) return false
  if (scope === 'all' || assigneeId === me) return true
  return scope === 'mine-and-unassigned' && assigneeId === null
}

function isAnswer({ type, private: isNote, sender }: SaidLine): boolean {
  return type === 'outgoing' && !isNote && sender?.type === 'user'
}

/** Who mentioned me last, in a conversation that is not over; null when nobody did. */
export function mentionOf(talk: MovedTalk): string | null {
  if (talk.status === 'resolved') return null
  return talk.said.findLast((line) => line.mentionsMe)?.sender?.name ?? null
}
