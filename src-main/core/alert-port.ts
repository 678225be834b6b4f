/** What core asks of the database about alerts: verdicts, inboxes I am a member of, and which conversation an alert named. */
import type { AlertCase } from '../../src-preload/contract/alert-case'
import type { AccountId, ConversationId, ConversationKey, InboxId } from '../../src-preload/contract/ids'

/** Why an event did or did not alert. `rule` is the id of the rule that decided; `given` is null in rows of older versions. */
export interface StoredVerdict {
  at: number
  accountId: AccountId
  conversationId: ConversationId
  event: string
  alerted: boolean
  reason: string | null
  rule: string | null
  given: AlertCase | null
}

/** Whether I am a member of an inbox, as the server said at `checkedAt` (our clock, ms). */
export interface StoredMembership {
  accountId: AccountId
  inboxId: InboxId
  isMember: boolean
  checkedAt: number
}

/** Questions. */
export interface AlertReads {
  /** Newest first. */
  verdicts(limit: number): Promise<StoredVerdict[]>
  memberships(): Promise<StoredMembership[]>
  /** The conversation an alert was about whose token the desktop gives back after a restart. */
  alertToken(token: string): Promise<ConversationKey | null>
}

/** The words they are written in. */
export interface AlertWords {
  /** Keeps the newest 500. */
  addVerdict(verdict: StoredVerdict): Promise<void>
  putMembership(row: StoredMembership): Promise<void>
  /** Keeps the newest 200. */
  putAlertToken(token: string, key: ConversationKey): Promise<void>
}
