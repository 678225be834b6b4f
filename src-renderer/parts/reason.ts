import type { JobReason } from '../../src-preload/contract/entities'
import { say, sayOr } from '../text/t'

/**
 * Why there is no connection, or why an account cannot be opened. Its first word is the key; what follows is for the log.
 * Null when nothing can be said.
 */
export function linkReason(reason: string | null): string | null {
  if (reason === null) return null
  const [word = ''] = reason.split(' ')
  const wider = word.startsWith('database') ? ['reason.database'] : []
  return sayOr([`reason.${word}`, ...wider], say('reason.unknown', { reason }))
}

/** Held only until the agent has looked at it again: nothing is wrong with it (M15). */
export function waitsForLook(held: { state: string; reason: JobReason | null } | null): boolean {
  return held?.state === 'held' && held.reason?.key === 'review'
}

/** Why a reply waits, in words: ours for the key, then the server's own. */
export function reasonText(reason: JobReason | null): string {
  if (!reason) return ''
  const ours = sayOr([`reason.${reason.key}`], say('reason.unknown', { reason: reason.key }))
  return reason.words ? `${ours} ${reason.words}` : ours
}
