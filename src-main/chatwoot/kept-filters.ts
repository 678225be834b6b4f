/** Filters of conversations that the person has kept on the server, to be read only (FACTS §3.6). */
import type { AccountId } from '../../src-preload/contract/ids'
import { type ServerCondition, serverCondition, type ServerFilter } from '../../src-preload/contract/server-filter'
import type { Outcome } from '../core/outcome'
import type { Call } from './call'
import { type CustomFilter, listFilters } from './directory'

/** They are no part of the work: a server that refuses them has none. */
export async function listKeptFilters(call: Call, account: AccountId): Promise<Outcome<ServerFilter[]>> {
  const outcome = await listFilters(call, account, 'conversation')
  if (outcome.kind === 'refused') return { kind: 'accepted', value: [] }
  return outcome.kind === 'accepted' ? { kind: 'accepted', value: outcome.value.map(toServerFilter) } : outcome
}

function toServerFilter({ id, name, query }: CustomFilter): ServerFilter {
  const payload: unknown = query['payload']
  const read = Array.isArray(payload) ? payload.map(toCondition) : []
  const conditions = read.filter((one) => one !== null)
  return { id, name, conditions: conditions.length > 0 && conditions.length === read.length ? conditions : null }
}

function toCondition(wire: unknown): ServerCondition | null {
  if (wire === null || typeof wire !== 'object') return null
  const { attribute_key: key, filter_operator: operator, values, query_operator: join } = wire as Record<string, unknown>
  const tie = typeof join === 'string' && join !== '' ? join.toLowerCase() : null
  return serverCondition.safeParse({ key, operator, values: valuesOf(values), join: tie }).data ?? null
}

/** The dashboard keeps what was picked from a list as `{ id, name }`. */
export function valuesOf(values: unknown): unknown[] {
  const list: unknown[] = Array.isArray(values)
    ? values
    : values === undefined || values === null || values === ''
      ? []
      : [values]
  return list.map((one) => (one !== null && typeof one === 'object' && 'id' in one ? one.id : one))
}
