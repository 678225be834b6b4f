import { z } from 'zod'
import { agentSchema } from '../entities'
import { accountId, inboxId, profileId, userId } from '../ids'
import { WEBHOOK_EVENTS } from '../webhook-events'
import type { SchemasFor } from './shape'

const account = { profileId, accountId }
const name = z.string().max(200)
const url = z.string().max(2000)
const events = z.array(z.enum(WEBHOOK_EVENTS)).max(50)

/** An inbox as its page shows it: no identifier, no token. `needsRenewal`: nothing comes through until it is signed in to again. */
export const channelInbox = z.object({
  id: inboxId,
  name: z.string(),
  channel: z.string(),
  webhookUrl: z.string().nullable(),
  greetingEnabled: z.boolean(),
  greetingMessage: z.string(),
  enableAutoAssignment: z.boolean(),
  lockToSingleConversation: z.boolean(),
  hmacMandatory: z.boolean(),
  needsRenewal: z.boolean(),
})
export type ChannelInbox = z.infer<typeof channelInbox>

/** A webhook of the account. `isPrivate`: only machines of the same network reach it. */
export const webhookRow = z.object({
  id: z.number().int(),
  url: z.string(),
  subscriptions: z.array(z.string()),
  isPrivate: z.boolean(),
})
export type WebhookRow = z.infer<typeof webhookRow>

/** What Perch sees by itself and does not send: a catalog key `connector.why.<trouble>`. */
const trouble = z.object({ kind: z.literal('trouble'), trouble: z.string() })
const done = z.object({ kind: z.literal('done') })
const doneOr = z.discriminatedUnion('kind', [done, trouble])

const inboxFields = {
  name,
  webhookUrl: url,
  greetingEnabled: z.boolean(),
  greetingMessage: z.string().max(10_000),
  enableAutoAssignment: z.boolean(),
  lockToSingleConversation: z.boolean(),
  hmacMandatory: z.boolean(),
}
/** Everything of an API inbox that can be chosen. */
export const inboxForm = z.strictObject(inboxFields)
export type InboxForm = z.infer<typeof inboxForm>

export const inboxSchemas = {
  /** `canChange` is false for agents: everything here is for administrators (FACTS §6.3). `serverUrl` leads to the dashboard. */
  'inbox.list': {
    input: z.strictObject(account),
    output: z.object({ canChange: z.boolean(), serverUrl: z.string(), inboxes: z.array(channelInbox) }),
  },
  'inbox.members': {
    input: z.strictObject({ ...account, inboxId }),
    output: z.object({ members: z.array(userId), agents: z.array(agentSchema) }),
  },
  'inbox.create': { input: z.strictObject({ ...account, form: inboxForm }), output: doneOr },
  /** Another channel than API: only what every inbox has is taken. */
  'inbox.update': { input: z.strictObject({ ...account, inboxId, form: inboxForm }), output: doneOr },
  'inbox.setMembers': {
    input: z.strictObject({ ...account, inboxId, users: z.array(userId).max(5000) }),
    output: z.object({}),
  },
  /** Read from the server now and kept nowhere; whoever shows it hides it again. */
  'inbox.reveal': {
    input: z.strictObject({ ...account, inboxId }),
    output: z.object({ identifier: z.string().nullable(), hmacToken: z.string().nullable() }),
  },
  /** `name` is typed by the person; another than the inbox has is a `trouble`. The server deletes later. */
  'inbox.remove': { input: z.strictObject({ ...account, inboxId, name }), output: doneOr },
} satisfies SchemasFor<'inbox.'>

export const webhookSchemas = {
  'webhook.list': { input: z.strictObject(account), output: z.array(webhookRow) },
  'webhook.create': { input: z.strictObject({ ...account, url, events }), output: doneOr },
  /** `events` may hold words of a newer server that the webhook had before. */
  'webhook.update': {
    input: z.strictObject({ ...account, id: z.number().int(), url, events: z.array(z.string().max(100)).max(50) }),
    output: doneOr,
  },
  'webhook.remove': { input: z.strictObject({ ...account, id: z.number().int() }), output: z.object({}) },
} satisfies SchemasFor<'webhook.'>
