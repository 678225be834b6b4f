/**
 * SQL with slots. Kysely only writes the SQL here and checks it against `tables`; it never runs anything. A statement is
 * built the first time it is used and kept as text with a list of what goes where, so that running it again costs what
 * plain SQL costs. (Building the same query with Kysely every time takes ten times longer than running it.)
 */
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Compilable } from 'kysely'
import type { Tables } from './tables'

/** Writes SQL over our tables. */
export const sqlite = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

class Slot {
  constructor(readonly name: PropertyKey) {}
}

/** Stands in a query for a value that comes later; the type is the value's. */
export type Slots<V> = <K extends keyof V>(name: K) => V[K]

/** SQL text and how to fill it; `R` is the type of its rows. */
export interface Statement<V, R> {
  sql(): string
  fill(values: V): unknown[]
  /** Only for the type. */
  readonly rows?: R[]
}

/** A query over named values. It is built once, when first used. */
export function statement<V, R>(build: (slot: Slots<V>) => Compilable<R>): Statement<V, R> {
  let built: { sql: string; parts: readonly unknown[] } | null = null
  const ready = () => {
    if (built) return built
    const slots = ((name: PropertyKey) => new Slot(name)) as unknown as Slots<V>
    const { sql, parameters } = build(slots).compile()
    return (built = { sql, parts: parameters })
  }
  return {
    sql: () => ready().sql,
    fill: (values) => ready().parts.map((part) => (part instanceof Slot ? values[part.name as keyof V] : part)),
  }
}

/** A statement without values that Kysely has no words for, such as a pragma. */
export function plain<R>(sql: string): Statement<object, R> {
  return { sql: () => sql, fill: () => [] }
}
