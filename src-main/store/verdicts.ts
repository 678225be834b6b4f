import { alertCaseSchema } from '../../src-preload/contract/alert-case'
import { accountId, conversationId } from '../../src-preload/contract/ids'
import type { StoredVerdict } from '../core/ports'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { sqlite, statement } from './statement'

/** Enough to answer "why did this not alert?" for a day or two. */
const KEPT = 500
/** For the log: a case of another version cannot be tried again, and costs nothing else. */
const NAME = { what: 'verdict', row: '' }

interface VerdictRow {
  at: number
  account_id: number
  conversation_id: number
  event: string
  alerted: number
  reason: string | null
  rule: string | null
  entity: string | null
}

const newest = statement<{ limit: number }, VerdictRow>((slot) =>
  sqlite
    .selectFrom('verdicts')
    .select(['at', 'account_id', 'conversation_id', 'event', 'alerted', 'reason', 'rule', 'entity'])
    .orderBy('row', 'desc')
    .limit(slot('limit')),
)

const insert = statement<VerdictRow, unknown>((slot) =>
  sqlite.insertInto('verdicts').values({
    at: slot('at'),
    account_id: slot('account_id'),
    conversation_id: slot('conversation_id'),
    event: slot('event'),
    alerted: slot('alerted'),
    reason: slot('reason'),
    rule: slot('rule'),
    entity: slot('entity'),
  }),
)

const forgetOld = statement<{ kept: number }, unknown>((slot) =>
  sqlite
    .deleteFrom('verdicts')
    .where('row', 'in', (eb) => eb.selectFrom('verdicts').select('row').orderBy('row', 'desc').limit(-1).offset(slot('kept'))),
)

/** Newest first. */
export function findVerdicts(tx: Connection, limit: number): StoredVerdict[] {
  return tx.all(newest, { limit }).map((row) => ({
    at: row.at,
    accountId: accountId.parse(row.account_id),
    conversationId: conversationId.parse(row.conversation_id),
    event: row.event,
    alerted: row.alerted === 1,
    reason: row.reason,
    rule: row.rule,
    given: row.entity === null ? null : parseEntity(tx, alertCaseSchema, { name: NAME, entity: row.entity }),
  }))
}

/** Appends, and forgets what is older than the newest 500. */
export function addVerdict(tx: Connection, verdict: StoredVerdict): void {
  tx.run(insert, {
    at: verdict.at,
    account_id: verdict.accountId,
    conversation_id: verdict.conversationId,
    event: verdict.event,
    alerted: verdict.alerted ? 1 : 0,
    reason: verdict.reason,
    rule: verdict.rule,
    entity: verdict.given && JSON.stringify(verdict.given),
  })
  tx.run(forgetOld, { kept: KEPT })
}
