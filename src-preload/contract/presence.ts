/** My own presence in an account: what the server shows of me, and why. */
import { z } from 'zod'
import { accountId } from './ids'

/** Availability an agent chooses; `offline` is also what the server makes of a silent agent (FACTS §5.2). */
export const availability = z.enum(['online', 'busy', 'offline'])
export type Availability = z.infer<typeof availability>

/** `auto`: Perch follows keyboard, lock and sleep. `hand`: it stays as it was chosen. */
export const presenceMode = z.enum(['auto', 'hand'])
export type PresenceMode = z.infer<typeof presenceMode>

/** Why nobody counts as present here; `no-line`: the server cannot be told. */
export const awayReason = z.enum(['asleep', 'locked', 'idle', 'no-line'])
export type AwayReason = z.infer<typeof awayReason>

/**
 * `chosen` is what the server keeps, `shown` what it makes of it: a silent agent is offline while its auto-offline is on (FACTS
 * §5.2). `elsewhere`: another window of mine, a dashboard or a phone, says that I am here.
 */
export const presenceSchema = z.object({
  accountId,
  mode: presenceMode,
  chosen: availability,
  shown: availability,
  away: awayReason.nullable(),
  elsewhere: z.boolean(),
})
export type Presence = z.infer<typeof presenceSchema>
