import { sql } from 'kysely'
import { conversationId } from '../../src-preload/contract/ids'
import type { AccountId, ContactId, ConversationId, ConversationKey, InboxId } from '../../src-preload/contract/ids'
import { priorityRank } from '../core/list-where'
import type { StoredConversation } from '../core/ports'
import type { Connection } from './connection'
import { parseConversation } from './conversation-row'
import { putContactOf } from './contacts'
import { customerOf, hashOf } from './saying'
import { forgetCustomerOf } from './search-index'
import { sqlite, statement } from './statement'

type ConversationRow = {
  account_id: number
  id: number
  inbox_id: number
  contact_id: number
  status: string
  assignee_id: number | null
  unread: number
  waiting_since_at: number | null
  last_activity_at: number
  evidence_at: number
  entity: string
  search_hash: number
  team_id: number | null
  priority: number
  labels: string
  following: number
}

const byKey = statement<ConversationKey, { entity: string; evidence_at: number }>((slot) =>
  sqlite
    .selectFrom('conversations')
    .select(['entity', 'evidence_at'])
    .where('account_id', '=', slot('accountId'))
    .where('id', '=', slot('conversationId')),
)

const upsert = statement<ConversationRow, unknown>((slot) =>
  sqlite
    .insertInto('conversations')
    .values({
      account_id: slot('account_id'),
      id: slot('id'),
      inbox_id: slot('inbox_id'),
      contact_id: slot('contact_id'),
      status: slot('status'),
      assignee_id: slot('assignee_id'),
      unread: slot('unread'),
      waiting_since_at: slot('waiting_since_at'),
      last_activity_at: slot('last_activity_at'),
      evidence_at: slot('evidence_at'),
      entity: slot('entity'),
      search_hash: slot('search_hash'),
      team_id: slot('team_id'),
      priority: slot('priority'),
      labels: slot('labels'),
      following: slot('following'),
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'id']).doUpdateSet((eb) => ({
        inbox_id: eb.ref('excluded.inbox_id'),
        contact_id: eb.ref('excluded.contact_id'),
        status: eb.ref('excluded.status'),
        assignee_id: eb.ref('excluded.assignee_id'),
        unread: eb.ref('excluded.unread'),
        waiting_since_at: eb.ref('excluded.waiting_since_at'),
        last_activity_at: eb.ref('excluded.last_activity_at'),
        evidence_at: eb.ref('excluded.evidence_at'),
        entity: eb.ref('excluded.entity'),
        search_hash: eb.ref('excluded.search_hash'),
        team_id: eb.ref('excluded.team_id'),
        priority: eb.ref('excluded.priority'),
        labels: eb.ref('excluded.labels'),
        following: eb.ref('excluded.following'),
      })),
    ),
)

const flagMention = statement<ConversationKey & { mentioned: number }, unknown>((slot) =>
  sqlite
    .updateTable('conversations')
    .set({ mentioned: slot('mentioned') })
    .where('account_id', '=', slot('accountId'))
    .where('id', '=', slot('conversationId')),
)

const removal = statement<ConversationKey, unknown>((slot) =>
  sqlite.deleteFrom('conversations').where('account_id', '=', slot('accountId')).where('id', '=', slot('conversationId')),
)

const open = statement<{ accountId: number }, { id: number }>((slot) =>
  sqlite
    .selectFrom('conversations')
    .select('id')
    // The plus keeps SQLite from going by account through an index without the status.
    .where(sql<boolean>`+account_id = ${slot('accountId')}`)
    .where('status', '=', 'open'),
)

const outside = statement<{ accountId: number; inboxes: string }, { id: number }>((slot) =>
  sqlite
    .selectFrom('conversations')
    .select('id')
    // As above: the index of the lists holds all that is asked for.
    .where(sql<boolean>`+account_id = ${slot('accountId')}`)
    .where(sql<boolean>`inbox_id not in (select value from json_each(${slot('inboxes')}))`),
)

const withContact = statement<{ accountId: number; contactId: number }, { id: number }>((slot) =>
  sqlite
    .selectFrom('conversations')
    .select('id')
    .where('account_id', '=', slot('accountId'))
    .where('contact_id', '=', slot('contactId')),
)

const followed = statement<{ accountId: number }, { id: number }>((slot) =>
  sqlite
    .selectFrom('conversations')
    .select('id')
    // As above.
    .where(sql<boolean>`+account_id = ${slot('accountId')}`)
    .where('following', '=', 1),
)

/** Those of an account that the agent follows, as far as is known here. */
export function findFollowed(tx: Connection, account: AccountId): ConversationId[] {
  return tx.all(followed, { accountId: account }).map((row) => conversationId.parse(row.id))
}

/** Those of an account that are with this customer. */
export function findWith(tx: Connection, account: AccountId, contact: ContactId): ConversationKey[] {
  const rows = tx.all(withContact, { accountId: account, contactId: contact })
  return rows.map((row) => ({ accountId: account, conversationId: conversationId.parse(row.id) }))
}

/** Numbers of the open ones of an account. */
export function findOpen(tx: Connection, account: AccountId): ConversationId[] {
  return tx.all(open, { accountId: account }).map((row) => conversationId.parse(row.id))
}

/** Those of an account that lie in none of these inboxes. */
export function findOutside(tx: Connection, account: AccountId, inboxes: InboxId[]): ConversationKey[] {
  const rows = tx.all(outside, { accountId: account, inboxes: JSON.stringify(inboxes) })
  return rows.map((row) => ({ accountId: account, conversationId: conversationId.parse(row.id) }))
}

/** One conversation, or null when it is not here or no longer parses. */
export function findConversation(tx: Connection, key: ConversationKey): StoredConversation | null {
  const row = tx.first(byKey, key)
  const conversation = row && parseConversation(tx, key, row.entity)
  return conversation ? { conversation, evidenceAt: row.evidence_at } : null
}

/** Writes the whole object, and its customer; merging is core's business. */
export function putConversation(tx: Connection, { conversation, evidenceAt }: StoredConversation): void {
  tx.run(upsert, {
    account_id: conversation.accountId,
    id: conversation.id,
    inbox_id: conversation.inboxId,
    contact_id: conversation.contact.id,
    status: conversation.status,
    assignee_id: conversation.assignee?.id ?? null,
    unread: conversation.unreadCount,
    waiting_since_at: conversation.waitingSinceAt,
    last_activity_at: conversation.lastActivityAt,
    evidence_at: evidenceAt,
    entity: JSON.stringify(conversation),
    search_hash: hashOf(customerOf(conversation)),
    team_id: conversation.team?.id ?? null,
    priority: priorityRank(conversation.priority),
    labels: JSON.stringify(conversation.labels),
    following: conversation.following === true ? 1 : 0,
  })
  putContactOf(tx, conversation)
}

/** Whether the agent was mentioned there; nothing happens when the conversation is not stored. */
export function setMentioned(tx: Connection, key: ConversationKey, mentioned: boolean): void {
  tx.run(flagMention, { ...key, mentioned: mentioned ? 1 : 0 })
}

/** Only the row itself: `tx` knows what hangs on it. */
export function removeConversationRow(tx: Connection, key: ConversationKey): void {
  forgetCustomerOf(tx, key)
  tx.run(removal, key)
}
