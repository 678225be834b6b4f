import type { Draft } from '../../src-preload/contract/entities'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'

interface DraftColumns {
  text: string | null
  private: number | null
  cursor: number | null
  updated_at: number | null
}

const byKey = statement<ConversationKey, DraftColumns>((slot) =>
  sqlite
    .selectFrom('drafts')
    .select(['text', 'private', 'cursor', 'updated_at'])
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId')),
)

const upsert = statement<ConversationKey & { text: string; private: number; cursor: number; updatedAt: number }, unknown>(
  (slot) =>
    sqlite
      .insertInto('drafts')
      .orReplace()
      .values({
        account_id: slot('accountId'),
        conversation_id: slot('conversationId'),
        text: slot('text'),
        private: slot('private'),
        cursor: slot('cursor'),
        updated_at: slot('updatedAt'),
      }),
)

const removal = statement<ConversationKey, unknown>((slot) =>
  sqlite.deleteFrom('drafts').where('account_id', '=', slot('accountId')).where('conversation_id', '=', slot('conversationId')),
)

/** What the agent has begun to write there. */
export function findDraft(tx: Connection, key: ConversationKey): Draft | null {
  const row = tx.first(byKey, key)
  return row ? draftOf(row) : null
}

/** One draft per conversation: the newest replaces. */
export function putDraft(tx: Connection, key: ConversationKey, draft: Draft): void {
  tx.run(upsert, {
    ...key,
    text: JSON.stringify(draft.text),
    private: draft.private ? 1 : 0,
    cursor: draft.cursor,
    updatedAt: draft.updatedAt,
  })
}

/** Nothing happens when there is none. */
export function removeDraft(tx: Connection, key: ConversationKey): void {
  tx.run(removal, key)
}

/** Columns of a joined row → the draft, or null when the join found none. */
export function draftOf(row: DraftColumns): Draft | null {
  if (row.text === null || row.cursor === null || row.updated_at === null) return null
  return { text: JSON.parse(row.text) as string, private: row.private === 1, cursor: row.cursor, updatedAt: row.updated_at }
}
