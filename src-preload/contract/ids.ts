/**
 * Branded ids. A conversation is only ever named by all three of profile, account and number:
 * numbers repeat between accounts, and accounts repeat between servers.
 */
import { z } from 'zod'

/** One user on one server; made by Perch, never seen by the server. */
export const profileId = z.string().min(1).max(100).brand<'ProfileId'>()
export type ProfileId = z.infer<typeof profileId>

/** Chatwoot account id, unique on its server. */
export const accountId = z.number().int().brand<'AccountId'>()
export type AccountId = z.infer<typeof accountId>

/** The number in the address of a conversation (`display_id`), counted per account; never the database id (FACTS §0). */
export const conversationId = z.number().int().brand<'ConversationId'>()
export type ConversationId = z.infer<typeof conversationId>

/** Server id of a message, unique on its server and growing. */
export const messageId = z.number().int().brand<'MessageId'>()
export type MessageId = z.infer<typeof messageId>

/** Uuid that Perch gives to each reply before it is stored; travels as `echo_id` and `client_message_id` (FACTS §4). */
export const clientId = z.uuid().brand<'ClientId'>()
export type ClientId = z.infer<typeof clientId>

/** A file that lies in this computer's store, waiting to be sent. */
export const stagedId = z.uuid().brand<'StagedId'>()
export type StagedId = z.infer<typeof stagedId>

export const inboxId = z.number().int().brand<'InboxId'>()
export type InboxId = z.infer<typeof inboxId>

export const contactId = z.number().int().brand<'ContactId'>()
export type ContactId = z.infer<typeof contactId>

export const userId = z.number().int().brand<'UserId'>()
export type UserId = z.infer<typeof userId>

/** A conversation within one profile: what the profile's own database is keyed by. */
export const conversationKey = z.object({ accountId, conversationId })
export type ConversationKey = z.infer<typeof conversationKey>

/** A conversation anywhere: what crosses the bridge. */
export const conversationRef = z.object({ profileId, accountId, conversationId })
export type ConversationRef = z.infer<typeof conversationRef>
