import { sql } from 'kysely'
import { z } from 'zod'
import { actionState, keptChangeSchema } from '../../src-preload/contract/change'
import { conversationSchema, jobReason } from '../../src-preload/contract/entities'
import { accountId, clientId, conversationId, messageId } from '../../src-preload/contract/ids'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Action } from '../core/outbox/action'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { sqlite, statement } from './statement'

const shown = conversationSchema
  .pick({
    status: true,
    snoozedUntilAt: true,
    assignee: true,
    team: true,
    labels: true,
    priority: true,
    muted: true,
    unreadCount: true,
    agentLastSeenAt: true,
    contact: true,
    customAttributes: true,
  })
  .partial()

const actionSchema = z.object({
  id: z.string(),
  accountId,
  conversationId,
  change: keptChangeSchema,
  after: shown,
  before: shown,
  state: actionState,
  seenId: messageId.nullable(),
  seenAssignees: z.array(z.number()),
  // Older rows do not say.
  answers: clientId.nullable().default(null),
  madeBlind: z.boolean(),
  createdAt: z.number(),
  notBeforeAt: z.number().nullable(),
  failures: z.number(),
  reason: jobReason.nullable(),
  released: z.boolean(),
})

interface ActionRow {
  row: number
  entity: string
}

const all = statement<object, ActionRow>(() =>
  sqlite.selectFrom('actions').select(['row', 'entity']).orderBy('created_at').orderBy('row'),
)

const ofConversation = statement<ConversationKey, ActionRow>((slot) =>
  sqlite
    .selectFrom('actions')
    .select(['row', 'entity'])
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId'))
    .orderBy('created_at')
    .orderBy('row'),
)

/** Changes of customers; in the words of its index, so that a thousand others cost nothing. */
const onCustomers = statement<{ accountId: number }, ActionRow>((slot) =>
  sqlite
    .selectFrom('actions')
    .select(['row', 'entity'])
    .where('account_id', '=', slot('accountId'))
    .where(sql<boolean>`json_valid(entity) and entity ->> '$.change.kind' = 'contact'`)
    .orderBy('created_at')
    .orderBy('row'),
)

const byId = statement<{ id: string }, ActionRow>((slot) =>
  sqlite.selectFrom('actions').select(['row', 'entity']).where('id', '=', slot('id')),
)

type Columns = ConversationKey & { id: string; createdAt: number; entity: string }

const upsert = statement<Columns, unknown>((slot) =>
  sqlite
    .insertInto('actions')
    .values({
      id: slot('id'),
      account_id: slot('accountId'),
      conversation_id: slot('conversationId'),
      created_at: slot('createdAt'),
      entity: slot('entity'),
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ created_at: slot('createdAt'), entity: slot('entity') })),
)

const removal = statement<{ id: string }, unknown>((slot) => sqlite.deleteFrom('actions').where('id', '=', slot('id')))

const removalOfLane = statement<ConversationKey, unknown>((slot) =>
  sqlite
    .deleteFrom('actions')
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId')),
)

/** Every action that has not reached the server, in the order in which they were made. */
export function findActions(tx: Connection): Action[] {
  return tx.all(all, {}).flatMap((row) => toAction(tx, row))
}

/** Those of one conversation, oldest first. */
export function findActionsOf(tx: Connection, key: ConversationKey): Action[] {
  return tx.all(ofConversation, key).flatMap((row) => toAction(tx, row))
}

/** What lies on top of a conversation, oldest first: its own, and those on customers of its account. */
export function findActionsOver(tx: Connection, key: ConversationKey): Action[] {
  const rows = new Map([...tx.all(ofConversation, key), ...tx.all(onCustomers, key)].map((row) => [row.row, row]))
  const found = [...rows.values()].sort((one, other) => one.row - other.row).flatMap((row) => toAction(tx, row))
  return found.sort((one, other) => one.createdAt - other.createdAt)
}

/** One, or null. */
export function findAction(tx: Connection, id: string): Action | null {
  const row = tx.first(byId, { id })
  return row === undefined ? null : (toAction(tx, row)[0] ?? null)
}

/** Inserts or replaces. */
export function putAction(tx: Connection, action: Action): void {
  const { id, accountId: account, conversationId: conversation, createdAt } = action
  tx.run(upsert, { id, accountId: account, conversationId: conversation, createdAt, entity: JSON.stringify(action) })
}

/** Nothing happens when there is none. */
export function removeAction(tx: Connection, id: string): void {
  tx.run(removal, { id })
}

/** All of a conversation. */
export function removeActionsOf(tx: Connection, key: ConversationKey): void {
  tx.run(removalOfLane, key)
}

function toAction(tx: Connection, { row, entity }: ActionRow): Action[] {
  const action = parseEntity(tx, actionSchema, { name: { what: 'action', row: String(row) }, entity })
  return action === null ? [] : [action]
}
