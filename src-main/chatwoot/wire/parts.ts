/**
 * Pieces of the server's JSON. A row is refused only when it cannot be named; any other key may be missing, null, new or of
 * another type than last year, and then simply says nothing (FACTS §7, rules). Unknown keys are dropped, secrets with them.
 */
import { z } from 'zod'

/** Never made out of null or true: a row with such an id has none. */
export const rowId = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
])
export const text = z.string().nullish().catch(undefined)
/** Texts the server sometimes writes as numbers (FACTS §3.4: "a number becomes text"). */
export const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined)
export const whole = z.number().int().nullish().catch(undefined)
export const flag = z.boolean().nullish().catch(undefined)
/** Epoch seconds with or without fraction, ISO text, database text, `0` for null (FACTS §3.2). */
export const time = z.union([z.number(), z.string()]).nullish().catch(undefined)
export const bag = z.record(z.string(), z.unknown()).nullish().catch(undefined)
/** Read later, row by row or key by key. */
export const anything = z.unknown().optional()
export const texts = z.array(z.string()).nullish().catch(undefined)

/** Reads rows one by one: a broken one costs itself, never the page. */
export function rows<T>(schema: z.ZodType<T>, list: unknown): { rows: T[]; dropped: number } {
  if (!Array.isArray(list)) return { rows: [], dropped: 0 }
  const read = list.map((row: unknown) => schema.safeParse(row))
  const good = read.flatMap((row) => (row.success ? [row.data] : []))
  return { rows: good, dropped: read.length - good.length }
}

/** A key of something that may not be an object. */
export function at(body: unknown, ...keys: readonly string[]): unknown {
  let value = body
  for (const key of keys) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** The list in an answer, however it is wrapped: bare, `payload`, `data.payload` (FACTS §10.7). Undefined: there is none. */
export function listIn(body: unknown, ...keys: readonly string[]): unknown[] | undefined {
  const found = [body, at(body, 'payload'), at(body, 'data', 'payload'), at(body, ...keys)].find(Array.isArray)
  return found as unknown[] | undefined
}
