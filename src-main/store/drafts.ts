import type { Draft } from '../../src-preload/contract/entities'
import { type ConversationKey, messageId } from '../../src-preload/contract/ids'
import { templateUse } from '../../src-preload/contract/message-template'
import { recipientsSchema } from '../../src-preload/contract/message-parts'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'

/** A draft as its row has it; null throughout where a join found none. */
export interface DraftColumns {
  text: string | null
  private: number | null
  cursor: number | null
  updated_at: number | null
  in_reply_to: number | null
  template: string | null
  recipients: string | null
}

const byKey = statement<ConversationKey, DraftColumns>((slot) =>
  sqlite
    .selectFrom('drafts')
    .select(['text', 'private', 'cursor', 'updated_at', 'in_reply_to', 'template', 'recipients'])
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId')),
)

interface Values extends ConversationKey {
  text: string
  private: number
  cursor: number
  updatedAt: number
  inReplyTo: number | null
  template: string | null
  recipients: string | null
}

const upsert = statement<Values, unknown>((slot) =>
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
      in_reply_to: slot('inReplyTo'),
      template: slot('template'),
      recipients: slot('recipients'),
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
    inReplyTo: draft.inReplyTo ?? null,
    template: draft.template ? JSON.stringify(draft.template) : null,
    recipients: draft.recipients ? JSON.stringify(draft.recipients) : null,
  })
}

/** Nothing happens when there is none. */
export function removeDraft(tx: Connection, key: ConversationKey): void {
  tx.run(removal, key)
}

/** Columns of a joined row → the draft, or null when the join found none. */
export function draftOf(row: DraftColumns): Draft | null {
  if (row.text === null || row.cursor === null || row.updated_at === null) return null
  const { cursor, updated_at: updatedAt, in_reply_to: inReplyTo, template, recipients } = row
  const draft = { text: JSON.parse(row.text) as string, private: row.private === 1, cursor, updatedAt }
  return {
    ...draft,
    ...(inReplyTo === null ? {} : { inReplyTo: messageId.parse(inReplyTo) }),
    ...(template === null ? {} : { template: templateUse.parse(JSON.parse(template)) }),
    ...(recipients === null ? {} : { recipients: recipientsSchema.parse(JSON.parse(recipients)) }),
  }
}
