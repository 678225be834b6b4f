/** Custom attributes by their kind: how they are typed, what is wrong with them, what they become, how they are shown. */
import { say } from '../text/t'
import { date } from '../text/when'

/** The server takes no longer text (its `JsonbAttributesLengthValidator`). */
export const ATTRIBUTE_LENGTH = 1_500
/** Nor a greater number. */
const GREATEST = 9_999_999_999
const DAY = /^(\d{4})-(\d\d)-(\d\d)/

type Value = string | number | boolean | null

/** A value as text to type. */
export function attributeText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value)
}

function isNumeric(kind: string): boolean {
  return kind === 'number' || kind === 'currency' || kind === 'percent'
}

/** Midnight here of a day as the server keeps it, with or without a time; null: no such day. */
function dayOf(text: string): number | null {
  const [year, month, day] = (DAY.exec(text) ?? []).slice(1).map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  const at = new Date(year, month - 1, day)
  return at.getMonth() === month - 1 && at.getDate() === day ? at.getTime() : null
}

/** What is wrong with a typed text; null: nothing. Empty takes the value away. */
export function attributeProblem(kind: string, typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  if (text.length > ATTRIBUTE_LENGTH) return say('contacts.wrong.tooLong', { count: ATTRIBUTE_LENGTH })
  if (isNumeric(kind)) return numberProblem(Number(text))
  if (kind === 'link') return /^https?:\/\/\S+$/i.test(text) ? null : say('contacts.wrong.link')
  return kind === 'date' && dayOf(text) === null ? say('contacts.wrong.date') : null
}

function numberProblem(number: number): string | null {
  if (!Number.isFinite(number)) return say('contacts.wrong.number')
  return number > GREATEST ? say('contacts.wrong.tooGreat') : null
}

/** What a typed text becomes; null: taken away. */
export function attributeValue(kind: string, typed: string): Value {
  const text = typed.trim()
  if (text === '') return null
  if (isNumeric(kind)) return Number(text)
  return kind === 'checkbox' ? text === 'true' : text
}

/** A value as people read it. */
export function attributeShown(kind: string, value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'panel.yes' : 'panel.no')
  const text = attributeText(value)
  const day = kind === 'date' ? dayOf(text) : null
  return day === null ? text : date(day)
}

/** What can be chosen, and what each is called; null: it is typed. A value that is no longer offered stays one. */
export function attributeChoices(
  { kind, values }: { kind: string; values: readonly string[] },
  value: string,
): { value: string; name: string }[] | null {
  if (kind === 'checkbox') return ['true', 'false'].map((one) => ({ value: one, name: attributeShown(kind, one === 'true') }))
  if (kind !== 'list') return null
  return [...new Set([...values, ...(value === '' ? [] : [value])])].map((one) => ({ value: one, name: one }))
}
