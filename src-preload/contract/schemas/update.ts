import { z } from 'zod'
import type { SchemasFor } from './shape'

export const updateChannel = z.enum(['stable', 'beta'])
export type UpdateChannel = z.infer<typeof updateChannel>

/**
 * How a newer version comes to this computer. `self`: Perch fetches and installs it; `package`: the package manager that brought
 * this one; `hand`: whoever unpacked this one; `none`: this copy was not released and does not look.
 */
export const updateWay = z.enum(['self', 'package', 'hand', 'none'])
export type UpdateWay = z.infer<typeof updateWay>

/**
 * Why it did not come. `offline`: nobody answered; `missing`: there is no such file; `unsigned`: not signed by those who make
 * Perch; `unreadable`: signed, and not understood; `damaged`: not the bytes that were announced; `disk`: they could not be
 * written; `not-installed`: they could not be put in place.
 */
export const updateFault = z.enum(['offline', 'missing', 'unsigned', 'unreadable', 'damaged', 'disk', 'not-installed'])
export type UpdateFault = z.infer<typeof updateFault>

export const updateState = z.object({
  /** Of the Perch that runs. */
  version: z.string(),
  way: updateWay,
  phase: z.enum(['idle', 'looking', 'fetching', 'ready']),
  /** A newer version that is meant for this computer. */
  newer: z.string().nullable(),
  /** Of the download, 0 to 1. */
  share: z.number().min(0).max(1),
  lookedAt: z.number().nullable(),
  fault: updateFault.nullable(),
  /** So many replies held the installation back when it was last asked for. */
  heldBy: z.number().int(),
  /** Decided by whoever manages this computer. */
  locked: z.object({ updates: z.boolean(), channel: updateChannel.nullable() }),
  /** Where versions can be had by hand. */
  page: z.string().nullable(),
})
export type UpdateState = z.infer<typeof updateState>

/** Changes are told by `update.changed`. */
export const updateSchemas = {
  'update.state': { input: z.strictObject({}), output: updateState },
  /** Looks now, and fetches what there is if Perch can install it; answers at once. */
  'update.check': { input: z.strictObject({}), output: z.object({}) },
  /** Ends Perch, installs and starts it again; `begun` false: `heldBy` replies have not left. */
  'update.install': { input: z.strictObject({}), output: z.object({ begun: z.boolean() }) },
} satisfies SchemasFor<'update.'>
