import { z } from 'zod'
import { accountId, conversationRef, inboxId, profileId } from '../ids'
import type { SchemasFor } from './shape'

const MB = 1024 * 1024

/** From which time on, in ms; `days` is counted anew each time a pack is refreshed. */
export const packPeriod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days'), days: z.number().int().min(1).max(3_650) }),
  z.strictObject({ kind: z.literal('from'), at: z.number().min(0) }),
])
export type PackPeriod = z.infer<typeof packPeriod>

/** Files that come along: pictures only or all, each so big at most. */
export const packFiles = z.strictObject({
  kinds: z.enum(['pictures', 'all']),
  maxBytes: z
    .number()
    .int()
    .min(1)
    .max(10 * MB),
})
export type PackFiles = z.infer<typeof packFiles>

/**
 * What to take along (M15). `inboxIds` null: all of the account; `labels` empty: whatever the labels, else any of these;
 * `contact`: a conversation with the only customer that is wanted. `keepDays` null: until it is removed.
 */
export const packChoice = z.strictObject({
  accounts: z
    .array(z.strictObject({ profileId, accountId, inboxIds: z.array(inboxId).min(1).max(500).nullable() }))
    .min(1)
    .max(50),
  labels: z.array(z.string().min(1).max(200)).max(100),
  contact: conversationRef.nullable(),
  period: packPeriod,
  files: packFiles.nullable(),
  keepDays: z.number().int().min(1).max(365).nullable(),
})
export type PackChoice = z.infer<typeof packChoice>

/**
 * What a pack would be, as far as it can be told beforehand; `exact` is false while some of it is an estimate by what is
 * stored here. `bytes`: what this computer needs more; `roomBytes`: what is left of the storage budget; `diskBytes`: of the
 * disk, null when nobody can say.
 */
const packPlan = z.object({
  conversations: z.number().int(),
  messages: z.number().int(),
  newMessages: z.number().int(),
  files: z.number().int(),
  bytes: z.number(),
  roomBytes: z.number(),
  diskBytes: z.number().nullable(),
  minutes: z.number().int(),
  exact: z.boolean(),
  fits: z.enum(['yes', 'budget', 'disk']),
})
export type PackPlan = z.infer<typeof packPlan>

/**
 * A pack as it is. `state`: being fetched, waiting (`why` is a key: offline, throttled, no-room, trouble), stopped by the
 * agent, or here. `done` of `all` conversations, `unreadable` of them cannot be read; while `listed` is false there may be
 * more. `lost`: names of inboxes and accounts that the agent may not see any more. `builtAt`: how fresh it is. `messages` and `bytes` are weighed when it
 * rests.
 */
const packView = z.object({
  id: z.uuid(),
  choice: packChoice,
  state: z.enum(['fetching', 'waiting', 'stopped', 'here']),
  why: z.string().nullable(),
  listed: z.boolean(),
  done: z.number().int(),
  all: z.number().int(),
  unreadable: z.number().int(),
  messages: z.number().int(),
  bytes: z.number(),
  lost: z.array(z.string()),
  createdAt: z.number(),
  builtAt: z.number().nullable(),
  expiresAt: z.number().nullable(),
})
export type PackView = z.infer<typeof packView>

const onePack = z.strictObject({ id: z.uuid() })

export const packSchemas = {
  /** Asks the stores, and a server for how many there are where the store cannot know. */
  'pack.plan': { input: packChoice, output: packPlan },
  /** Begins at once and goes on by itself; progress is told by the topic `packs`. */
  'pack.build': { input: packChoice, output: z.object({ id: z.uuid() }) },
  /** Looks again for what is new, also after `cancel`. */
  'pack.refresh': { input: onePack, output: z.object({}) },
  /** Stops; what is here stays until the pack is removed. */
  'pack.cancel': { input: onePack, output: z.object({}) },
  /** Takes its protection away; what it brought goes when there is no other reason to keep it. */
  'pack.remove': { input: onePack, output: z.object({}) },
  /** Newest first. */
  'pack.list': { input: z.strictObject({}), output: z.array(packView) },
} satisfies SchemasFor<'pack.'>
