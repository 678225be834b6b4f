/**
 * How far back the copy of the server goes. All of it is read off the rows and two tables of times, so a process that died
 * in the middle left nothing that is not true.
 */
import { conversationId } from '../../src-preload/contract/ids'
import type { AccountId, ConversationKey } from '../../src-preload/contract/ids'
import type { HistoryCount, UnfilledAsk } from '../core/ports'
import type { Connection } from './connection'
import { raw } from './sound'

/** SQL: conversation `c` has nothing missing since a time; `since` is the slot of that time. */
export const filledSince = (since: string): string => `(
  EXISTS (SELECT 1 FROM whole_histories AS w WHERE w.account_id = c.account_id AND w.conversation_id = c.id)
  OR EXISTS (SELECT 1 FROM known_histories AS k
    WHERE k.account_id = c.account_id AND k.conversation_id = c.id AND k.since_at <= ${since}))`
const FILLED = filledSince('?')

/** Mine and where I am mentioned, then nobody's, then the rest; the newest activity first. The plus: by the list's index. */
const unfilled = raw<{ id: number }>(`
  SELECT id FROM conversations AS c
  WHERE +account_id = ? AND last_activity_at >= ? AND NOT ${FILLED}
    AND id NOT IN (SELECT value FROM json_each(?))
  ORDER BY CASE WHEN assignee_id = ? OR mentioned = 1 THEN 0 WHEN assignee_id IS NULL THEN 1 ELSE 2 END,
    last_activity_at DESC, id DESC
  LIMIT 1`)
const counted = raw<{ known: number; filled: number | null }>(`
  SELECT count(*) AS known, sum(${FILLED}) AS filled FROM conversations AS c
  WHERE +account_id = ? AND last_activity_at >= ?`)
const listedSince = raw<{ since_at: number }>('SELECT since_at FROM known_lists WHERE account_id = ?')
const putList = raw('INSERT OR REPLACE INTO known_lists (account_id, since_at) VALUES (?, ?)')
const removeList = raw('DELETE FROM known_lists WHERE account_id = ?')
const putHistory = raw('INSERT OR REPLACE INTO known_histories (account_id, conversation_id, since_at) VALUES (?, ?, ?)')
const removeWhole = raw('DELETE FROM whole_histories WHERE account_id = ? AND conversation_id = ?')
const removeHistory = raw('DELETE FROM known_histories WHERE account_id = ? AND conversation_id = ?')

/** The conversation whose history should be filled next, or null. */
export function findUnfilled(tx: Connection, { me, account, since, skipped }: UnfilledAsk): ConversationKey | null {
  const row = tx.first(unfilled, [account, since, since, JSON.stringify(skipped), me])
  return row ? { accountId: account, conversationId: conversationId.parse(row.id) } : null
}

/** Conversations that moved since a time, and how many of them have nothing missing since then. */
export function countHistory(tx: Connection, account: AccountId, since: number): HistoryCount {
  const row = tx.first(counted, [since, account, since])
  return { known: row?.known ?? 0, filled: row?.filled ?? 0 }
}

/** Every conversation of the account that moved since then is here; null: nobody knows. */
export function findListedSince(tx: Connection, account: AccountId): number | null {
  return tx.first(listedSince, [account])?.since_at ?? null
}

/** Null: nobody knows any more. */
export function setListedSince(tx: Connection, account: AccountId, at: number | null): void {
  if (at === null) tx.run(removeList, [account])
  else tx.run(putList, [account, at])
}

/** Every message of the conversation written since then is here. */
export function setHistorySince(tx: Connection, key: ConversationKey, at: number): void {
  tx.run(putHistory, [key.accountId, key.conversationId, at])
}

/** Nobody knows any more how much is here. */
export function forgetHistory(tx: Connection, key: ConversationKey): void {
  for (const removal of [removeHistory, removeWhole]) tx.run(removal, [key.accountId, key.conversationId])
}
