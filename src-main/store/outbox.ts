import { jobReason, jobState } from '../../src-preload/contract/entities'
import { accountId, clientId, conversationId, messageId } from '../../src-preload/contract/ids'
import type { ConversationKey } from '../../src-preload/contract/ids'
import { templateUse } from '../../src-preload/contract/message-template'
import { recipientsSchema } from '../../src-preload/contract/message-parts'
import type { Job } from '../core/outbox/jobs'
import type { Connection } from './connection'
import { microseconds } from './marker'
import { sqlite, statement } from './statement'
import type { Slots } from './statement'
import type { JobsTable } from './tables'

/** The columns without the running number, which the database gives. */
export type JobRow = Omit<JobsTable, 'row'>

const byClientId = statement<{ clientId: string }, JobRow>((slot) =>
  sqlite.selectFrom('jobs').selectAll().where('client_id', '=', slot('clientId')),
)

const inOrder = statement<object, JobRow>(() => sqlite.selectFrom('jobs').selectAll().orderBy('created_at').orderBy('row'))

const upsert = statement<JobRow, unknown>((slot) => {
  const row = columns(slot)
  return sqlite
    .insertInto('jobs')
    .values(row)
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(row))
})

const removal = statement<{ clientId: string }, unknown>((slot) =>
  sqlite.deleteFrom('jobs').where('client_id', '=', slot('clientId')),
)

const removalOfLane = statement<ConversationKey, unknown>((slot) =>
  sqlite.deleteFrom('jobs').where('account_id', '=', slot('accountId')).where('conversation_id', '=', slot('conversationId')),
)

const withMarker = statement<{ marker: number }, { marker: number }>((slot) =>
  sqlite.selectFrom('jobs').select('marker').where('marker', '=', slot('marker')),
)

/** One unsent reply, or null. */
export function findJob(tx: Connection, id: string): Job | null {
  const row = tx.first(byClientId, { clientId: id })
  return row ? toJob(tx, row) : null
}

/** In order of `createdAt`, then insertion. */
export function findJobs(tx: Connection): Job[] {
  return tx.all(inOrder, {}).flatMap((row) => toJob(tx, row) ?? [])
}

/** Inserts or replaces; a replaced one keeps its place. A marker of another job throws: markers are unique. */
export function putJob(tx: Connection, job: Job): void {
  tx.run(upsert, toRow(job))
}

/** Nothing happens when there is none. */
export function removeJob(tx: Connection, id: string): void {
  tx.run(removal, { clientId: id })
}

/** All unsent replies of a conversation. */
export function removeLane(tx: Connection, key: ConversationKey): void {
  tx.run(removalOfLane, key)
}

/** Whether a waiting reply has this marker. */
export function jobHasMarker(tx: Connection, marker: number): boolean {
  return tx.first(withMarker, { marker: microseconds(marker) }) !== undefined
}

function columns(slot: Slots<JobRow>): JobRow {
  return {
    client_id: slot('client_id'),
    kind: slot('kind'),
    account_id: slot('account_id'),
    conversation_id: slot('conversation_id'),
    state: slot('state'),
    marker: slot('marker'),
    text: slot('text'),
    private: slot('private'),
    in_reply_to: slot('in_reply_to'),
    template: slot('template'),
    recipients: slot('recipients'),
    anchor_id: slot('anchor_id'),
    seen_id: slot('seen_id'),
    created_at: slot('created_at'),
    not_before_at: slot('not_before_at'),
    written_blind: slot('written_blind'),
    unsure_since_at: slot('unsure_since_at'),
    looks: slot('looks'),
    rounds: slot('rounds'),
    failures: slot('failures'),
    born_at: slot('born_at'),
    reason: slot('reason'),
    released: slot('released'),
    reviewed_at: slot('reviewed_at'),
    leave_at: slot('leave_at'),
  }
}

function toRow(job: Job): JobRow {
  return {
    client_id: job.clientId,
    kind: job.kind,
    account_id: job.accountId,
    conversation_id: job.conversationId,
    state: job.state,
    marker: microseconds(job.marker),
    text: JSON.stringify(job.text),
    private: Number(job.private),
    in_reply_to: job.inReplyTo,
    template: job.template && JSON.stringify(job.template),
    recipients: job.recipients && JSON.stringify(job.recipients),
    anchor_id: job.anchorId,
    seen_id: job.seenId,
    created_at: job.createdAt,
    not_before_at: job.notBeforeAt,
    written_blind: Number(job.writtenBlind),
    unsure_since_at: job.unsureSinceAt,
    looks: job.looks,
    rounds: job.rounds,
    failures: job.failures,
    born_at: job.bornAt,
    reason: job.reason && JSON.stringify(job.reason),
    released: Number(job.released),
    reviewed_at: job.reviewedAt,
    leave_at: job.leaveAt,
  }
}

function toJob(tx: Connection, row: JobRow): Job | null {
  const state = jobState.safeParse(row.state)
  if (!state.success || row.kind !== 'reply') {
    tx.skip('job', row.client_id)
    return null
  }
  return {
    kind: 'reply',
    clientId: clientId.parse(row.client_id),
    accountId: accountId.parse(row.account_id),
    conversationId: conversationId.parse(row.conversation_id),
    state: state.data,
    marker: row.marker / 1e6,
    text: JSON.parse(row.text) as string,
    private: row.private === 1,
    inReplyTo: messageId.nullable().parse(row.in_reply_to),
    template: row.template === null ? null : templateUse.parse(JSON.parse(row.template)),
    recipients: row.recipients === null ? null : recipientsSchema.parse(JSON.parse(row.recipients)),
    anchorId: messageId.nullable().parse(row.anchor_id),
    seenId: messageId.nullable().parse(row.seen_id),
    createdAt: row.created_at,
    notBeforeAt: row.not_before_at,
    writtenBlind: row.written_blind === 1,
    unsureSinceAt: row.unsure_since_at,
    looks: row.looks,
    rounds: row.rounds,
    failures: row.failures,
    bornAt: row.born_at,
    reason: row.reason === null ? null : jobReason.parse(JSON.parse(row.reason)),
    released: row.released === 1,
    reviewedAt: row.reviewed_at,
    leaveAt: row.leave_at,
  }
}
