/**
 * Filters of contacts that do not end in a 500 or a 422: only keys and operators that the server knows, never an empty value,
 * every condition but the last joined to the next (FACTS §2 G14, G15, §3.1).
 */

/** How a condition compares, in the server's words. */
export const FILTER_OPERATORS = [
  'equal_to',
  'not_equal_to',
  'contains',
  'does_not_contain',
  'is_present',
  'is_not_present',
  'is_greater_than',
  'is_less_than',
  'days_before',
  'starts_with',
] as const
export type FilterOperator = (typeof FILTER_OPERATORS)[number]

/** A condition of a filter; `join` ties it to the next one. */
export interface Condition {
  key: string
  operator: FilterOperator
  values: readonly (string | number | boolean)[]
  join?: 'and' | 'or'
}

const EQUAL = ['equal_to', 'not_equal_to'] as const
const TEXT = [...EQUAL, 'contains', 'does_not_contain'] as const
const TIME = ['is_greater_than', 'is_less_than', 'days_before'] as const
/** A custom attribute takes what its kind allows; text is what connectors define. */
const CUSTOM = [...TEXT, 'is_present', 'is_not_present'] as const

const CONTACT_KEYS: Readonly<Record<string, readonly FilterOperator[]>> = {
  name: TEXT,
  email: TEXT,
  phone_number: [...TEXT, 'starts_with'],
  identifier: EQUAL,
  country_code: EQUAL,
  city: TEXT,
  company: TEXT,
  blocked: EQUAL,
  labels: [...EQUAL, 'is_present', 'is_not_present'],
  created_at: TIME,
  last_activity_at: TIME,
}

/** Which operators a key of contacts takes; `attributes` are the keys the account has defined. Null: the server refuses the key. */
export function operatorsOf(key: string, attributes: readonly string[]): readonly FilterOperator[] | null {
  if (Object.hasOwn(CONTACT_KEYS, key)) return CONTACT_KEYS[key] ?? null
  return attributes.includes(key) ? CUSTOM : null
}

/** Why a condition would be refused. */
export type ConditionTrouble = 'unknown-key' | 'wrong-operator' | 'no-value'

/** What is wrong with a filter, condition by condition; empty when the server will take it. */
export function filterTroubles(
  conditions: readonly Condition[],
  attributes: readonly string[],
): { at: number; trouble: ConditionTrouble }[] {
  return conditions.flatMap((condition, at) => {
    const trouble = troubleOf(condition, attributes)
    return trouble === null ? [] : [{ at, trouble }]
  })
}

function troubleOf({ key, operator, values }: Condition, attributes: readonly string[]): ConditionTrouble | null {
  const operators = operatorsOf(key, attributes)
  if (operators === null) return 'unknown-key'
  if (!operators.includes(operator)) return 'wrong-operator'
  const needsValue = operator !== 'is_present' && operator !== 'is_not_present'
  const isEmpty = values.length === 0 || values.some((value) => typeof value === 'string' && value.trim() === '')
  return needsValue && isEmpty ? 'no-value' : null
}
