import { asObject, asText, isObject, type Json, type JsonObject } from '../model/json'
import { errors } from '../http/answer'

/** One condition of a filter, as clients send it. */
export interface Condition {
  key: string
  operator: string
  values: Json[]
  join: 'and' | 'or' | null
}

/** What a key of a filter reads, and which operators the real server lets it have. */
export interface FilterKey<Row> {
  operators: readonly string[]
  read: (row: Row) => Json | undefined
  /** How a wanted value is changed before it is compared. */
  adapt?: (value: string) => string
}

export const EQUALITY = ['equal_to', 'not_equal_to'] as const
export const TEXT = [...EQUALITY, 'contains', 'does_not_contain'] as const
export const PRESENCE = [...EQUALITY, 'is_present', 'is_not_present'] as const
export const TIME = ['is_greater_than', 'is_less_than', 'days_before'] as const
/** Attributes an account defines itself may be asked in every way. */
export const ANY = [...new Set([...TEXT, ...PRESENCE, ...TIME, 'starts_with'])]

const WITHOUT_VALUES = new Set(['is_present', 'is_not_present'])
const DAY_MS = 24 * 3_600_000

/** Reads and checks the conditions of a body; the words of the refusals are those of the real server. */
export function readConditions<Row>(body: JsonObject, keys: Map<string, FilterKey<Row>>, ownKeys: Set<string>): Condition[] {
  const { payload } = body
  if (!Array.isArray(payload)) throw errors.broken()
  const conditions = payload.filter(isObject).map((one) => {
    checkKey(one, keys, ownKeys)
    return conditionFrom(one)
  })
  const isJoined = conditions.every(({ join }, at) => (join !== null) === at < conditions.length - 1)
  if (!isJoined) throw errors.broken()
  return conditions
}

function checkKey<Row>(given: JsonObject, keys: Map<string, FilterKey<Row>>, ownKeys: Set<string>): void {
  const name = asText(given['attribute_key'])
  const key = keys.get(name)
  if (!key) {
    const known = [...keys.keys()].filter((one) => !ownKeys.has(one)).join(',')
    const text = `The key should be one of [${known}] or a custom attribute defined in the account.`
    throw errors.unprocessable(`Invalid attribute key - [${name}]. ${text}`)
  }
  if (!key.operators.includes(asText(given['filter_operator']))) {
    const allowed = key.operators.join(',')
    throw errors.unprocessable(`Invalid operator. The allowed operators for ${name} are [${allowed}].`)
  }
  const hasValues = Array.isArray(given['values']) && given['values'].length > 0
  if (!hasValues && !WITHOUT_VALUES.has(asText(given['filter_operator']))) {
    throw errors.unprocessable(`Invalid value. The values provided for ${name} are invalid`)
  }
}

function conditionFrom(given: JsonObject): Condition {
  const text = given['query_operator']
  const join = typeof text === 'string' && text !== '' ? text.toLowerCase() : null
  if (join !== null && join !== 'and' && join !== 'or') {
    throw errors.unprocessable('Query operator must be either "AND" or "OR".')
  }
  const values = Array.isArray(given['values']) ? given['values'] : []
  return { key: asText(given['attribute_key']), operator: asText(given['filter_operator']), values, join }
}

/** True when a row fits: "and" binds before "or", as in the query the real server writes. */
export function fits<Row>(
  row: Row,
  conditions: Condition[],
  look: { keys: Map<string, FilterKey<Row>>; now: number },
): boolean {
  if (conditions.length === 0) return true
  const groups: Condition[][] = [[]]
  for (const condition of conditions) {
    groups.at(-1)?.push(condition)
    if (condition.join === 'or') groups.push([])
  }
  return groups.some((group) => group.every((condition) => holds(row, condition, look)))
}

function holds<Row>(
  row: Row,
  { key: name, operator, values }: Condition,
  { keys, now }: { keys: Map<string, FilterKey<Row>>; now: number },
): boolean {
  const key = keys.get(name)
  const found = key?.read(row)
  const wanted = values.map((value) => (key?.adapt ?? same)(textOf(value)))
  const list = (Array.isArray(found) ? found : [found]).map(textOf)
  const includes = wanted.some((value) => list.includes(value))
  const contains = wanted.some((value) => list.some((text) => text.includes(value)))
  switch (operator) {
    case 'equal_to':
      return includes
    case 'not_equal_to':
      return !includes
    case 'contains':
      return contains
    case 'does_not_contain':
      return !contains
    case 'starts_with':
      return wanted.some((value) => list.some((text) => text.startsWith(value)))
    case 'is_present':
      return list.some((text) => text !== '')
    case 'is_not_present':
      return list.every((text) => text === '')
    default:
      return isInTime(Number(found), { operator, value: asText(values[0]), now })
  }
}

function isInTime(time: number, { operator, value, now }: { operator: string; value: string; now: number }): boolean {
  if (operator === 'days_before') return time < now - Number(value) * DAY_MS
  return operator === 'is_greater_than' ? time > Date.parse(value) : time < Date.parse(value)
}

function same(value: string): string {
  return value
}

/** Texts are compared without regard to case; numbers of rows and their texts are the same. */
function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return JSON.stringify(asObject(value))
  return String(value).toLowerCase()
}
