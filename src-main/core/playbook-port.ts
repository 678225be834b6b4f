/** What the playbook asks of the database. */
import type { AccountId } from '../../src-preload/contract/ids'

/** A canned response that was sent, and the words the customer had said before: their beginnings, each once, in no order (M13). */
export interface CannedUse {
  accountId: AccountId
  cannedId: number
  stems: string[]
  usedAt: number
}

export interface PlaybookReads {
  /** Newest first. */
  cannedUses(account: AccountId): Promise<CannedUse[]>
  /** Of all accounts. */
  countCannedUses(): Promise<number>
}

export interface PlaybookWords {
  /** Keeps the newest 2000 of an account. */
  addCannedUse(use: CannedUse): Promise<void>
  forgetCannedUses(): Promise<void>
}
