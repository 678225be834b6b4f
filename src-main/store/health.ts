import { healthFacts } from '../../src-preload/contract/schemas/health'
import type { StoredHealth } from '../core/ports'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { sqlite, statement } from './statement'

/** A bad week of a bad line, and small enough to be read by a person. */
const KEPT = 1_000

interface HealthRow {
  row: number
  at: number
  what: string
  facts: string | null
}

const newest = statement<{ limit: number }, HealthRow>((slot) =>
  sqlite.selectFrom('health').select(['row', 'at', 'what', 'facts']).orderBy('row', 'desc').limit(slot('limit')),
)

const insert = statement<{ at: number; what: string; facts: string }, unknown>((slot) =>
  sqlite.insertInto('health').values({ at: slot('at'), what: slot('what'), facts: slot('facts') }),
)

const forgetOld = statement<{ kept: number }, unknown>((slot) =>
  sqlite
    .deleteFrom('health')
    .where('row', 'in', (eb) => eb.selectFrom('health').select('row').orderBy('row', 'desc').limit(-1).offset(slot('kept'))),
)

/** Newest first. */
export function findHealth(tx: Connection, limit: number): StoredHealth[] {
  return tx.all(newest, { limit }).flatMap(({ row, at, what, facts }) => {
    const parsed = parseEntity(tx, healthFacts, { name: { what: 'health', row: String(row) }, entity: facts ?? '{}' })
    return parsed === null ? [] : [{ at, what, facts: parsed }]
  })
}

/** Appends, and forgets what is older than the newest 1000. */
export function addHealth(tx: Connection, line: StoredHealth): void {
  tx.run(insert, { at: line.at, what: line.what, facts: JSON.stringify(line.facts) })
  tx.run(forgetOld, { kept: KEPT })
}
