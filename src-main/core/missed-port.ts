/** What the card of what was missed asks of the database. */
import type { AccountId, ConversationKey, UserId } from '../../src-preload/contract/ids'
import type { Absence } from '../../src-preload/contract/schemas/missed'

/** What somebody said, as far as the card needs it. `at` is server ms. */
export interface SaidLine {
  at: number
  type: string
  private: boolean
  sender: { type: string; id: number | null; name: string } | null
  mentionsMe: boolean
}

/** A conversation in which something was said. */
export interface MovedTalk extends ConversationKey {
  status: string
  assigneeId: number | null
  waitingSinceAt: number | null
  /** Oldest first. */
  said: SaidLine[]
}

/** Where to look: messages after `since` (server ms). */
export interface MovedAsk {
  me: UserId
  accounts: AccountId[]
  since: number
}

export interface MissedReads {
  /** Conversations in which something was said since a time, with it; of a flood the newest 20 000 lines. */
  movedSince(ask: MovedAsk): Promise<MovedTalk[]>
  /** Whether this agent had answered there before that time (server ms), as far as is stored. */
  hadAnswered(key: ConversationKey, agent: number, before: number): Promise<boolean>
}

/** The absence whose card nobody has closed yet: times and a cause, nothing of a customer. Neither throws. */
export interface AbsenceFile {
  read(): Absence | null
  write(absence: Absence | null): void
}
