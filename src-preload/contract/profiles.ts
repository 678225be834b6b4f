/** Who is signed in where, how the connection stands, and what the tray shows of it. Times are epoch ms. */
import { z } from 'zod'
import { accountId, profileId, userId } from './ids'
import { availability, presenceSchema } from './presence'
import { serverTrust } from './trust'

export { availability, type Availability } from './presence'

const at = z.number()

/** States of the connection of a profile (HOUSE §6). */
export const linkState = z.enum(['paused', 'waiting', 'connecting', 'catching-up', 'live', 'polling', 'signed-out'])
export type LinkState = z.infer<typeof linkState>

/** `sinceAt`: when this state (for waiting: the outage) began. `reason` is a catalog key, `lastGoodAt` the last time all was known. */
export const linkSchema = z.object({
  state: linkState,
  sinceAt: at,
  nextTryAt: at.nullable(),
  lastGoodAt: at.nullable(),
  reason: z.string().nullable(),
})
export type Link = z.infer<typeof linkSchema>

export const accountSchema = z.object({
  id: accountId,
  name: z.string(),
  role: z.string(),
  availability: availability,
  autoOffline: z.boolean(),
})
export type Account = z.infer<typeof accountSchema>

/** What was read out of a database that was found broken; the rest is fetched again. */
export const salvageSchema = z.object({
  at,
  drafts: z.number().int(),
  replies: z.number().int(),
  conversations: z.number().int(),
  messages: z.number().int(),
})
export type Salvage = z.infer<typeof salvageSchema>

/** How the database of a profile is. `trouble` is a name of main's, null when all is well. */
export const storageSchema = z.object({
  trouble: z.string().nullable(),
  sinceAt: at.nullable(),
  salvage: salvageSchema.nullable(),
})
export type Storage = z.infer<typeof storageSchema>

/** A signed-in user on a server, without any secret. `colour` is the number (1–6) of an account colour in the tokens. */
export const profileSchema = z.object({
  id: profileId,
  baseUrl: z.string(),
  version: z.string().nullable(),
  user: z.object({
    id: userId,
    name: z.string(),
    email: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    /** What the dashboard puts under replies; absent: the server has not been asked yet. */
    signature: z.string().nullable().optional(),
  }),
  accounts: z.array(accountSchema),
  colour: z.number().int(),
  memoryOnly: z.boolean(),
  /** What the server shows of the agent, by account. */
  presence: z.array(presenceSchema),
  link: linkSchema,
  storage: storageSchema,
  trust: serverTrust,
})
export type Profile = z.infer<typeof profileSchema>

/** The customers who wait: level by the longest waiting that concerns me (M7). */
export const gaugeLevel = z.enum(['idle', 'unread', 'calm', 'amber', 'red', 'off', 'paused'])
export type GaugeLevel = z.infer<typeof gaugeLevel>
