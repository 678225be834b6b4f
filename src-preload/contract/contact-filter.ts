/**
 * Filters of contacts that do not end in a 500 or a 422: only keys and operators that the server knows, never an empty value,
 * every condition but the last joined to the next (FACTS §2 G14, G15, §3.1).
 */

/** How contacts are ordered, in the server's words; `-` is the other way (FACTS §3.8). */
export const contactSorts = ['name', '-name', '-last_activity_at', '-created_at', 'company'] as const
export type ContactSort = (typeof contactSorts)[number]

/** Contacts of one question: as many as the server gives at once (FACTS §2 G8). */
export const CONTACTS_PAGE = 15

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
  join?: 'and' | 'or' | undefined
}

const EQUAL = ['equal_to', 'not_equal_to'] as const
const TEXT = [...EQUAL, 'contains', 'does_not_contain'] as const
const TIME = ['is_greater_than', 'is_less_than', 'days_before'] as const
const PRESENCE = ['is_present', 'is_not_present'] as const
const NUMBER = [...EQUAL, 'is_greater_than', 'is_less_than', ...PRESENCE] as const

/**
 * A custom attribute takes what its kind can be compared by: the server compares numbers and dates as such, and a text with
 * them is a mistake of its SQL. Kinds as the account names them (FACTS §3.1).
 */
const BY_KIND: Readonly<Record<string, readonly FilterOperator[]>> = {
  number: NUMBER,
  currency: NUMBER,
  percent: NUMBER,
  date: [...TIME, ...PRESENCE],
  list: [...EQUAL, ...PRESENCE],
  checkbox: EQUAL,
}
const CUSTOM = [...TEXT, ...PRESENCE] as const

/** A custom attribute that the account has defined: `kind` is text, number, list … */
export interface AttributeKind {
  key: string
  kind: string
}

const CONTACT_KEYS: Readonly<Record<string, readonly FilterOperator[]>> = {
  name: TEXT,
  email: TEXT,
  phone_number: [...TEXT, 'starts_with'],
  identifier: EQUAL,
  country_code: EQUAL,
  city: TEXT,
  company: TEXT,
  blocked: EQUAL,
  labels: [...EQUAL, ...PRESENCE],
  created_at: TIME,
  last_activity_at: TIME,
}

/** The keys every account has, in the order they are offered. */
export const STANDARD_KEYS: readonly string[] = Object.keys(CONTACT_KEYS)

/** Which operators a key of contacts takes; `attributes`: what the account has defined. Null: the server refuses the key. */
export function operatorsOf(key: string, attributes: readonly AttributeKind[]): readonly FilterOperator[] | null {
  if (Object.hasOwn(CONTACT_KEYS, key)) return CONTACT_KEYS[key] ?? null
  const own = attributes.find((one) => one.key === key)
  if (own === undefined) return null
  return Object.hasOwn(BY_KIND, own.kind) ? (BY_KIND[own.kind] ?? CUSTOM) : CUSTOM
}

/** What is compared with: nothing, a day, a number of days, yes or no, or a text. */
export type ValueKind = 'none' | 'date' | 'days' | 'number' | 'flag' | 'text'

/** What must be typed beside an operator. */
export function valueKindOf(key: string, operator: FilterOperator, attributes: readonly AttributeKind[]): ValueKind {
  if (operator === 'is_present' || operator === 'is_not_present') return 'none'
  if (operator === 'days_before') return 'days'
  const kind = attributes.find((one) => one.key === key)?.kind
  if (key === 'created_at' || key === 'last_activity_at' || kind === 'date') return 'date'
  if (key === 'blocked' || kind === 'checkbox') return 'flag'
  return kind === 'number' || kind === 'currency' || kind === 'percent' ? 'number' : 'text'
}

/** Why a condition would be refused. */
export type ConditionTrouble = 'unknown-key' | 'wrong-operator' | 'no-value'

/** What is wrong with a filter, condition by condition; empty when the server will take it. */
export function filterTroubles(
  conditions: readonly Condition[],
  attributes: readonly AttributeKind[],
): { at: number; trouble: ConditionTrouble }[] {
  return conditions.flatMap((condition, at) => {
    const trouble = troubleOf(condition, attributes)
    return trouble === null ? [] : [{ at, trouble }]
  })
}

function troubleOf({ key, operator, values }: Condition, attributes: readonly AttributeKind[]): ConditionTrouble | null {
  const operators = operatorsOf(key, attributes)
  if (operators === null) return 'unknown-key'
  if (!operators.includes(operator)) return 'wrong-operator'
  const needsValue = operator !== 'is_present' && operator !== 'is_not_present'
  const isEmpty = values.length === 0 || values.some((value) => typeof value === 'string' && value.trim() === '')
  return needsValue && isEmpty ? 'no-value' : null
}
