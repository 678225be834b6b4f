import type { JobReason } from '../../src-preload/contract/entities'
import { say, sayOr } from '../text/t'

/** Why a reply waits, in words: ours for the key, then the server's own. */
export function reasonText(reason: JobReason | null): string {
  if (!reason) return ''
  const ours = sayOr([`reason.${reason.key}`], say('reason.unknown', { reason: reason.key }))
  return reason.words ? `${ours} ${reason.words}` : ours
}
