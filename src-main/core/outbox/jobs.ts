import type { JobReason, JobState } from '../../../src-preload/contract/entities'
import type { AccountId, ClientId, ConversationId, MessageId } from '../../../src-preload/contract/ids'
import type { TemplateUse } from '../../../src-preload/contract/message-template'
import type { Recipients } from '../../../src-preload/contract/message-parts'

/**
 * An unsent reply or note. The row is written before the first byte leaves and is the only memory of it:
 * whatever the process was doing when it died, the next start goes on from here (HOUSE §5).
 */
export interface Job {
  kind: 'reply'
  clientId: ClientId
  accountId: AccountId
  conversationId: ConversationId
  state: JobState
  /** `external_created_at`: epoch seconds, unique in this database. */
  marker: number
  text: string
  private: boolean
  inReplyTo: MessageId | null
  /** It goes as this template, with `text` as what the customer reads; null: as free words. */
  template: TemplateUse | null
  /** Of a mail; null: this is none. */
  recipients: Recipients | null
  /** Greatest server id stored here when it was written: a look-up starts there. */
  anchorId: MessageId | null
  /** Newest message the agent had seen. */
  seenId: MessageId | null
  createdAt: number
  /** The time the agent chose for it (send later); null: as soon as it can. Until then it stands in nobody's way. */
  leaveAt: number | null
  /** Do nothing before this: end of the undo ring, or of a pause after a failure. Null: at once. */
  notBeforeAt: number | null
  /** Written while the link was not live, or by a notification: the guard looks first. */
  writtenBlind: boolean
  /** When the last attempt ended without a clear answer; looks are counted from there. */
  unsureSinceAt: number | null
  /** Looks since then (at 2, 10, 30 s); only one ≥ 30 s after may say "absent". */
  looks: number
  /** Attempts to send; five rounds end in `held`. */
  rounds: number
  /** Tries that did not reach the server, for the back-off. */
  failures: number
  /** Start of the process that wrote it: an older one is looked up before its first POST. */
  bornAt: number
  reason: JobReason | null
  /** Released by the agent in spite of the guard. */
  released: boolean
  /** When the agent let it go in a review (M15): for the guard it is as old as that. */
  reviewedAt: number | null
}
