import { inboxKey } from '../../../src-preload/contract/inbox-key'
import type { Conversation } from '../../../src-preload/contract/entities'
import type { ProfileId } from '../../../src-preload/contract/ids'
import type { Settings } from '../../../src-preload/contract/schemas/app'

/** The longest ring there is, in ms. */
const LONGEST_UNDO_MS = 30_000

/**
 * How long a reply rests before it leaves, in ms: what the agent chose for its inbox, else what she chose for all. An e-mail is
 * read twice before it goes, so without a choice of its own it rests twice as long.
 */
export function undoMsOf(
  conversation: Pick<Conversation, 'channel' | 'accountId' | 'inboxId'> | null,
  { undoMs, undoMsByInbox }: Pick<Settings, 'undoMs' | 'undoMsByInbox'>,
  profileId: ProfileId,
): number {
  if (conversation === null) return undoMs
  const { accountId, inboxId, channel } = conversation
  const own = undoMsByInbox[inboxKey({ profileId, accountId, inboxId })]
  if (own !== undefined) return own
  return channel === 'Channel::Email' ? Math.min(LONGEST_UNDO_MS, undoMs * 2) : undoMs
}
