import { accountId, type ConversationKey, conversationId, inboxId } from '../../src-preload/contract/ids'
import type { StoredMembership } from '../core/ports'
import type { Connection } from './connection'
import { sqlite, statement } from './statement'

/** More alerts than any desktop remembers. */
const TOKENS_KEPT = 200

interface MembershipRow {
  account_id: number
  inbox_id: number
  is_member: number
  checked_at: number
}
interface TokenRow {
  token: string
  account_id: number
  conversation_id: number
}

const allMemberships = statement<object, MembershipRow>(() => sqlite.selectFrom('memberships').selectAll())

const upsertMembership = statement<MembershipRow, unknown>((slot) =>
  sqlite
    .insertInto('memberships')
    .orReplace()
    .values({
      account_id: slot('account_id'),
      inbox_id: slot('inbox_id'),
      is_member: slot('is_member'),
      checked_at: slot('checked_at'),
    }),
)

const byToken = statement<{ token: string }, Omit<TokenRow, 'token'>>((slot) =>
  sqlite.selectFrom('alert_tokens').select(['account_id', 'conversation_id']).where('token', '=', slot('token')),
)

const insertToken = statement<TokenRow, unknown>((slot) =>
  sqlite
    .insertInto('alert_tokens')
    .orReplace()
    .values({ token: slot('token'), account_id: slot('account_id'), conversation_id: slot('conversation_id') }),
)

const forgetTokens = statement<{ kept: number }, unknown>((slot) =>
  sqlite
    .deleteFrom('alert_tokens')
    .where('row', 'in', (eb) =>
      eb.selectFrom('alert_tokens').select('row').orderBy('row', 'desc').limit(-1).offset(slot('kept')),
    ),
)

/** Of every account. */
export function findMemberships(tx: Connection): StoredMembership[] {
  return tx.all(allMemberships, {}).map((row) => ({
    accountId: accountId.parse(row.account_id),
    inboxId: inboxId.parse(row.inbox_id),
    isMember: row.is_member === 1,
    checkedAt: row.checked_at,
  }))
}

/** One per inbox. */
export function putMembership(tx: Connection, row: StoredMembership): void {
  const { isMember, checkedAt } = row
  tx.run(upsertMembership, {
    account_id: row.accountId,
    inbox_id: row.inboxId,
    is_member: isMember ? 1 : 0,
    checked_at: checkedAt,
  })
}

/** Null: not one of ours, or too old. */
export function findAlertToken(tx: Connection, token: string): ConversationKey | null {
  const row = tx.first(byToken, { token })
  if (!row) return null
  return { accountId: accountId.parse(row.account_id), conversationId: conversationId.parse(row.conversation_id) }
}

/** Appends, and forgets what is older than the newest 200. */
export function putAlertToken(tx: Connection, token: string, key: ConversationKey): void {
  tx.run(insertToken, { token, account_id: key.accountId, conversation_id: key.conversationId })
  tx.run(forgetTokens, { kept: TOKENS_KEPT })
}
