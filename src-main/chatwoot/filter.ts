/** A condition of a filter; `join` ties it to the next one. */
export interface Condition {
  key: string
  operator: string
  values: readonly (string | number | boolean)[]
  join?: 'and' | 'or'
}

/**
 * Conditions in the form that does not end in a 500: every one but the last joined, the last one not (FACTS §2 G15).
 * The server puts a `+` before phone numbers itself, and 4.2.0 finds nothing when there already is one.
 */
export function filterPayload(conditions: readonly Condition[]): { payload: unknown[] } {
  const last = conditions.length - 1
  const payload = conditions.map((condition, index) => ({
    attribute_key: condition.key,
    filter_operator: condition.operator,
    values: condition.key === 'phone_number' ? condition.values.map(withoutPlus) : condition.values,
    query_operator: index === last ? null : (condition.join ?? 'and'),
  }))
  return { payload }
}

function withoutPlus(value: string | number | boolean): string | number | boolean {
  return typeof value === 'string' ? value.replace(/^\s*\+/, '') : value
}
