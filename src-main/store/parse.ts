import type { Connection } from './connection'

/** A zod schema of the treaty, as far as the store needs it. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

/** Which row is read, for the log: ids only. */
export interface RowName {
  what: string
  row: string
}

/** An `entity` column → the object, or null (and a line in the log) when it no longer fits the treaty. */
export function parseEntity<T>(connection: Connection, schema: Schema<T>, source: { name: RowName; entity: string }): T | null {
  const parsed = schema.safeParse(fromJson(source.entity))
  if (parsed.success) return parsed.data
  connection.skip(source.name.what, source.name.row)
  return null
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
