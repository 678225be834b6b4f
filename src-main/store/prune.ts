/**
 * The storage budget: old history of conversations that are over goes, in steps that nobody notices. Never touched are
 * conversations that are open, pending, snoozed or mine, those with a draft or something in the outbox, those that are taken
 * along in a pack, what has not left, and the newest 50 messages of any. What went is fetched again when the agent pages back.
 */
import { accountId, conversationId } from '../../src-preload/contract/ids'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { PruneAsk, PruneStep, StorageUse } from '../core/ports'
import type { Connection } from './connection'
import { forgetHistory, setHistorySince } from './history'
import { forgetWords } from './search-index'
import { plain } from './statement'
import { raw } from './sound'

/** A screen of history, which catch-up compares with the server (`refreshMessages` reads as many). */
const NEWEST = 50
/** Conversations looked at, and rows deleted, in one step. */
const CONVERSATIONS = 50
const ROWS = 500
/** Rows whose length tells the length of all. */
const SAMPLE = 1_000
/** What the indexes and the row itself take beside the entity. */
const ROW_BYTES = 160

const pageCount = plain<{ page_count: number }>('PRAGMA page_count')
const freePages = plain<{ freelist_count: number }>('PRAGMA freelist_count')
const pageSize = plain<{ page_size: number }>('PRAGMA page_size')
const counted = plain<{ n: number }>('SELECT count(*) AS n FROM messages')
const sampled = plain<{ bytes: number | null }>(
  `SELECT avg(length(CAST(entity AS BLOB))) AS bytes FROM (SELECT entity FROM messages ORDER BY row DESC LIMIT ${SAMPLE})`,
)

/** Those whose history may go, by their key. */
const candidates = raw<{ account_id: number; id: number }>(`
  SELECT account_id, id FROM conversations AS c
  WHERE (account_id, id) > (?, ?)
    AND status = 'resolved' AND (assignee_id IS NULL OR assignee_id <> ?)
    AND NOT EXISTS (SELECT 1 FROM drafts AS d WHERE d.account_id = c.account_id AND d.conversation_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM actions AS a WHERE a.account_id = c.account_id AND a.conversation_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM jobs AS j WHERE j.account_id = c.account_id AND j.conversation_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM pack_conversations AS p WHERE p.account_id = c.account_id AND p.conversation_id = c.id)
  ORDER BY account_id, id LIMIT ${CONVERSATIONS}`)

/** All but the newest, older than a time. The index of pages holds everything asked for. */
const OLD = `FROM messages INDEXED BY messages_page
  WHERE account_id = ? AND conversation_id = ? AND id IS NOT NULL AND created_at < ?
    AND (created_at, id) < (SELECT created_at, id FROM messages INDEXED BY messages_page
      WHERE account_id = ? AND conversation_id = ? AND id IS NOT NULL
      ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ${NEWEST - 1})`
const countOld = raw<{ n: number }>(`SELECT count(*) AS n ${OLD}`)
const deleteOld = raw<{ id: number }>(`DELETE FROM messages WHERE row IN (SELECT row ${OLD} LIMIT ?) RETURNING id`)

/** How much the database takes, and how much a message does. */
export function storageUse(tx: Connection): StorageUse {
  const page = tx.first(pageSize, {})?.page_size ?? 4096
  return {
    bytes: (tx.first(pageCount, {})?.page_count ?? 0) * page,
    freeBytes: (tx.first(freePages, {})?.freelist_count ?? 0) * page,
    messages: tx.first(counted, {})?.n ?? 0,
    messageBytes: Math.round((tx.first(sampled, {})?.bytes ?? 0) + ROW_BYTES),
  }
}

/** How many messages could go, for each time, among the next conversations. */
export function countPrunable(
  tx: Connection,
  ask: Omit<PruneAsk, 'before'>,
  befores: number[],
): PruneStep & { counts: number[] } {
  const keys = next(tx, ask)
  const count = (before: number): number =>
    keys.reduce((sum, key) => sum + (tx.first(countOld, values(key, before))?.n ?? 0), 0)
  return { deleted: 0, counts: befores.map(count), after: keys.length < CONVERSATIONS ? null : (keys.at(-1) ?? null) }
}

/** One step; `after` is where the next one goes on, null when all were looked at. */
export function prune(tx: Connection, ask: PruneAsk): PruneStep {
  let deleted = 0
  let after = ask.after
  const keys = next(tx, ask)
  for (const key of keys) {
    const ids = tx.all(deleteOld, [...values(key, ask.before), ROWS - deleted]).map((row) => row.id)
    forgetWords(tx, ids)
    const gone = ids.length
    if (gone > 0) forgetOlder(tx, key, ask.before)
    deleted += gone
    // There may be more of this one: it comes first in the next step.
    if (deleted >= ROWS) return { deleted, after }
    after = key
  }
  return { deleted, after: keys.length < CONVERSATIONS ? null : after }
}

/** What is here has no hole before the oldest message, so all from `before` on is here: filling must not bring back what went. */
function forgetOlder(tx: Connection, key: ConversationKey, before: number): void {
  forgetHistory(tx, key)
  setHistorySince(tx, key, before)
}

/** Gives some free pages back to the disk; how many are left. */
export function vacuum(tx: Connection, pages: number): number {
  tx.all(plain(`PRAGMA incremental_vacuum(${Math.max(1, Math.floor(pages))})`), {})
  return tx.first(freePages, {})?.freelist_count ?? 0
}

function next(tx: Connection, { me, after }: Omit<PruneAsk, 'before'>): ConversationKey[] {
  const rows = tx.all(candidates, [after?.accountId ?? -1, after?.conversationId ?? -1, me])
  return rows.map((row) => ({ accountId: accountId.parse(row.account_id), conversationId: conversationId.parse(row.id) }))
}

function values({ accountId, conversationId }: ConversationKey, before: number): unknown[] {
  return [accountId, conversationId, before, accountId, conversationId]
}
