import type { z } from 'zod'
import type { Reader, Seen } from './call'
import { at, listIn, rows } from './wire/parts'

/** Where a call puts its object: the first of these paths that holds one, or the body itself (FACTS §10.7). */
export type Wrapping = readonly (readonly string[])[]

/** Reads one object; without a name of its own the answer is unreadable. */
export function one<W, T>(wire: z.ZodType<W>, to: (row: W, seen: Seen) => T | null, wrapping: Wrapping = []): Reader<T> {
  return (body, seen) => {
    const found = wrapping.map((path) => at(body, ...path)).find((value) => value !== null && typeof value === 'object')
    const row = wire.safeParse(found ?? body)
    return row.success ? (to(row.data, seen) ?? undefined) : undefined
  }
}

/** How a list is read: `noun` for the log, `at` when the list has a key of its own. */
export interface ListForm<W, T> {
  noun: string
  wire: z.ZodType<W>
  to: (row: W, seen: Seen) => T | null
  at?: readonly string[]
}

/** Reads a list however it is wrapped; broken rows are left out and counted. */
export function list<W, T>(form: ListForm<W, T>): Reader<T[]> {
  return (body, seen) => {
    const found = listIn(body, ...(form.at ?? []))
    if (!found) return undefined
    const read = rows(form.wire, found)
    const values = read.rows.map((row) => form.to(row, seen)).filter((value): value is T & {} => value !== null)
    seen.dropped(form.noun, found.length - values.length)
    return values
  }
}

/** Titles of labels, which is all that conversations and contacts have of them (FACTS §3.3). */
export const titles: Reader<string[]> = (body) => {
  const found = at(body, 'payload')
  return Array.isArray(found) ? found.filter((title): title is string => typeof title === 'string') : undefined
}

/** A number in `meta`, of a page that may have put it under `data`. */
export function metaNumber(body: unknown, key: string): number | null {
  const value = at(body, 'data', 'meta', key) ?? at(body, 'meta', key)
  return typeof value === 'number' ? value : null
}
