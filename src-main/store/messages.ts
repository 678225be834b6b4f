import { sql } from 'kysely'
import { jobReason, jobState, messageSchema } from '../../src-preload/contract/entities'
import type { Message, OutboxState, TimelineMessage } from '../../src-preload/contract/entities'
import { messageId } from '../../src-preload/contract/ids'
import type { AccountId, ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { StoredMessage } from '../core/ports'
import type { Connection } from './connection'
import { microseconds } from './marker'
import { parseEntity } from './parse'
import { raw } from './sound'
import { sqlite, statement } from './statement'
import type { Slots } from './statement'

interface EntityRow {
  row: number
  entity: string
  evidence_at: number
}

interface UnsentRow {
  row: number
  entity: string
  state: string | null
  not_before_at: number | null
  leave_at: number | null
  template: string | null
  reason: string | null
}

type PageValues = ConversationKey & { limit: number }

const newest = statement<PageValues, EntityRow>((slot) => sentOf(slot).limit(slot('limit')))

const newestNumbers = statement<PageValues, { id: number | null }>((slot) =>
  sentOf(slot).clearSelect().select('id').limit(slot('limit')),
)

const olderThan = statement<PageValues & { createdAt: number; id: number }, EntityRow>((slot) =>
  sentOf(slot)
    .where(sql<boolean>`(created_at, id) < (${slot('createdAt')}, ${slot('id')})`)
    .limit(slot('limit')),
)

/** For an anchor that is not here, so that its time is unknown. */
const withSmallerId = statement<PageValues & { id: number }, EntityRow>((slot) =>
  sentOf(slot).where('id', '<', slot('id')).limit(slot('limit')),
)

const unsent = statement<ConversationKey, UnsentRow>((slot) =>
  sqlite
    .selectFrom('messages as m')
    .leftJoin('jobs as j', 'j.client_id', 'm.client_id')
    .select(['m.row', 'm.entity', 'j.state', 'j.not_before_at', 'j.leave_at', 'j.template', 'j.reason'])
    .where('m.account_id', '=', slot('accountId'))
    .where('m.conversation_id', '=', slot('conversationId'))
    .where('m.id', 'is', null)
    .orderBy('m.created_at')
    .orderBy('m.row'),
)

const timeOf = statement<{ accountId: number; id: number }, { created_at: number }>((slot) =>
  sqlite.selectFrom('messages').select('created_at').where('account_id', '=', slot('accountId')).where('id', '=', slot('id')),
)

const byId = statement<{ accountId: number; id: number }, EntityRow>((slot) =>
  sqlite
    .selectFrom('messages')
    .select(['row', 'entity', 'evidence_at'])
    .where('account_id', '=', slot('accountId'))
    .where('id', '=', slot('id')),
)

const byIds = statement<{ accountId: number; ids: string }, EntityRow>((slot) =>
  sqlite
    .selectFrom('messages')
    .select(['row', 'entity', 'evidence_at'])
    .where('account_id', '=', slot('accountId'))
    .where(sql<boolean>`id in (select value from json_each(${slot('ids')}))`),
)

const byClientId = statement<{ clientId: string }, EntityRow>((slot) =>
  sqlite.selectFrom('messages').select(['row', 'entity', 'evidence_at']).where('client_id', '=', slot('clientId')),
)

const bounds = statement<ConversationKey, { first: number | null; last: number | null }>((slot) =>
  sqlite
    .selectFrom('messages')
    .select((eb) => [eb.fn.min<number | null>('id').as('first'), eb.fn.max<number | null>('id').as('last')])
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId')),
)

const withMarker = statement<{ marker: number }, { row: number }>((slot) =>
  sqlite.selectFrom('messages').select('row').where('marker', '=', slot('marker')).limit(1),
)

const from = statement<ConversationKey & { createdAt: number; id: number }, { n: number }>((slot) =>
  sqlite
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId'))
    .where('id', 'is not', null)
    .where(sql<boolean>`(created_at, id) >= (${slot('createdAt')}, ${slot('id')})`),
)

/** Only the newest: counting on would say nothing more. */
const COUNTED = 1_000

const customersSince = raw<{ incoming: number }>(`
  SELECT count(*) AS incoming FROM (
    SELECT 1 FROM messages INDEXED BY messages_incoming
    WHERE account_id = ? AND conversation_id = ? AND created_at > ?
      AND id IS NOT NULL AND json_valid(entity) AND entity ->> '$.type' = 'incoming'
    LIMIT ${COUNTED})`)

/** By the index of the above; a message of the same time is as good. */
const lastCustomers = raw<{ at: number | null }>(`
  SELECT max(created_at) AS at FROM messages INDEXED BY messages_incoming
  WHERE account_id = ? AND conversation_id = ?
    AND id IS NOT NULL AND json_valid(entity) AND entity ->> '$.type' = 'incoming'`)

const oldEnough = statement<ConversationKey & { at: number }, EntityRow>((slot) =>
  sentOf(slot).where('created_at', '<=', slot('at')).limit(1),
)

const wholeHistory = statement<ConversationKey, { account_id: number }>((slot) =>
  sqlite
    .selectFrom('whole_histories')
    .select('account_id')
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId')),
)

/** Oldest first. The newest page ends with what has not left yet, over the limit if need be. */
export function findMessages(
  tx: Connection,
  key: ConversationKey,
  page: { before: MessageId | null; limit: number },
): TimelineMessage[] {
  const sent = sentRows(tx, { ...key, limit: page.limit }, page.before)
  const timeline: TimelineMessage[] = sent.reverse().flatMap((row) => {
    const message = parseMessage(tx, row)
    return message ? { ...message, outbox: null } : []
  })
  return page.before === null ? [...timeline, ...unsentOf(tx, key)] : timeline
}

/** One message by server id. */
export function findMessage(tx: Connection, accountId: AccountId, id: MessageId): StoredMessage | null {
  return toStored(tx, tx.first(byId, { accountId, id }))
}

/** Several at once; those that are not here are left out. */
export function findMessagesById(tx: Connection, accountId: AccountId, ids: readonly MessageId[]): StoredMessage[] {
  return tx.all(byIds, { accountId, ids: JSON.stringify(ids) }).flatMap((row) => toStored(tx, row) ?? [])
}

/** One of ours, sent or not. */
export function findMessageByClientId(tx: Connection, clientId: string): StoredMessage | null {
  return toStored(tx, tx.first(byClientId, { clientId }))
}

/** Smallest and greatest server id of a conversation. */
export function messageBounds(tx: Connection, key: ConversationKey): { first: MessageId; last: MessageId } | null {
  const row = tx.first(bounds, key)
  if (!row || row.first === null || row.last === null) return null
  return { first: messageId.parse(row.first), last: messageId.parse(row.last) }
}

/** Server ids of the newest, oldest first; nothing else of them is read. */
export function newestIds(tx: Connection, key: ConversationKey, limit: number): MessageId[] {
  return tx
    .all(newestNumbers, { ...key, limit })
    .map(({ id }) => messageId.parse(id))
    .reverse()
}

/** Messages of the server from this one on, with it; 0 when it is not here. */
export function countFrom(tx: Connection, key: ConversationKey, id: MessageId): number {
  const anchor = tx.first(timeOf, { accountId: key.accountId, id })
  return anchor === undefined ? 0 : (tx.first(from, { ...key, createdAt: anchor.created_at, id })?.n ?? 0)
}

/** Customers' messages after a time, and whether we hold anything from before it, or all there is. */
export function messagesSince(tx: Connection, key: ConversationKey, at: number): { incoming: number; reachesBack: boolean } {
  const reachesBack = tx.first(oldEnough, { ...key, at }) !== undefined || reachedStart(tx, key)
  return { incoming: tx.first(customersSince, [key.accountId, key.conversationId, at])?.incoming ?? 0, reachesBack }
}

/** When the customer wrote last, as far as it is known here. */
export function lastIncomingAt(tx: Connection, key: ConversationKey): number | null {
  return tx.first(lastCustomers, [key.accountId, key.conversationId])?.at ?? null
}

/** Whether any message has this marker. */
export function messageHasMarker(tx: Connection, marker: number): boolean {
  return tx.first(withMarker, { marker: microseconds(marker) }) !== undefined
}

/** Whether every older message is here. */
export function reachedStart(tx: Connection, key: ConversationKey): boolean {
  return tx.first(wholeHistory, key) !== undefined
}

function sentOf(slot: Slots<ConversationKey>) {
  return sqlite
    .selectFrom('messages')
    .select(['row', 'entity', 'evidence_at'])
    .where('account_id', '=', slot('accountId'))
    .where('conversation_id', '=', slot('conversationId'))
    .where('id', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}

function sentRows(tx: Connection, values: PageValues, before: MessageId | null): EntityRow[] {
  if (before === null) return tx.all(newest, values)
  const anchor = tx.first(timeOf, { accountId: values.accountId, id: before })
  return anchor
    ? tx.all(olderThan, { ...values, createdAt: anchor.created_at, id: before })
    : tx.all(withSmallerId, { ...values, id: before })
}

function unsentOf(tx: Connection, key: ConversationKey): TimelineMessage[] {
  return tx.all(unsent, key).flatMap((row) => {
    const message = parseMessage(tx, row)
    return message ? { ...message, outbox: outboxOf(message, row) } : []
  })
}

function outboxOf(message: Message, row: UnsentRow): OutboxState | null {
  const state = jobState.safeParse(row.state)
  if (!state.success || message.clientId === null) return null
  const reason = row.reason === null ? null : jobReason.parse(JSON.parse(row.reason))
  const isTemplate = row.template === null ? {} : { isTemplate: true }
  const { not_before_at: untilAt, leave_at: leaveAt } = row
  return { clientId: message.clientId, state: state.data, untilAt, leaveAt, reason, ...isTemplate }
}

function toStored(tx: Connection, row: EntityRow | undefined): StoredMessage | null {
  const message = row && parseMessage(tx, row)
  return message ? { message, evidenceAt: row.evidence_at } : null
}

function parseMessage(tx: Connection, row: { row: number; entity: string }): Message | null {
  return parseEntity(tx, messageSchema, { name: { what: 'message', row: String(row.row) }, entity: row.entity })
}
