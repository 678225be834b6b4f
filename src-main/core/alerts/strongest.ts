import type { AlertKind } from '../../../src-preload/contract/schemas/alert'

/** A burst has one sound: that of the first of these in it. */
const ORDER: readonly AlertKind[] = ['mention', 'waiting', 'customer', 'note']

/** Null: nothing in it. */
export function strongest(burst: { newest: { kind: AlertKind } | null }[]): AlertKind | null {
  return ORDER.find((kind) => burst.some((one) => one.newest?.kind === kind)) ?? null
}
