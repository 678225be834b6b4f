/** What the page of the channels asks of a server, beside what connecting one asks (`port`). */
import type { Agent, Inbox } from '../../../src-preload/contract/entities'
import type { AccountId, InboxId, UserId } from '../../../src-preload/contract/ids'
import type { Outcome } from '../outcome'
import type { WebhookEvent } from './events'
import type { Webhook } from './port'

/** An inbox with what its settings page shows (G2). */
export interface InboxDetails extends Inbox {
  greetingEnabled: boolean
  greetingMessage: string
  enableAutoAssignment: boolean
  /** One conversation per customer, as long as the sourceId is sent (FACTS §2 G19). */
  lockToSingleConversation: boolean
  /** Customers of an API inbox must prove who they are. */
  hmacMandatory: boolean
  /** The channel has to be signed in to again: nothing comes through until then. */
  needsRenewal: boolean
}

/** Fields of any inbox; those of its channel go under `channel` (FACTS §2 G3, G6). */
export interface InboxInput {
  name?: string | undefined
  greetingEnabled?: boolean | undefined
  greetingMessage?: string | null | undefined
  enableAutoAssignment?: boolean | undefined
  lockToSingleConversation?: boolean | undefined
  /** Not checked by the server: any text is stored. */
  webhookUrl?: string | undefined
  hmacMandatory?: boolean | undefined
}

/** What a connector signs with. Shown for a moment, kept nowhere. */
export interface InboxSecrets {
  identifier: string | null
  hmacToken: string | null
}

/** The calls of the page, bound to one server and credential. Never throws for anything the network does. */
export interface ChannelServer {
  inboxDetails(account: AccountId): Promise<Outcome<InboxDetails[]>>
  makeInbox(account: AccountId, made: InboxInput & { name: string }): Promise<Outcome<InboxDetails>>
  updateInbox(account: AccountId, to: InboxInput & { id: InboxId }): Promise<Outcome<InboxDetails>>
  /** Done a moment later (FACTS §2 G7). */
  removeInbox(account: AccountId, inbox: InboxId): Promise<Outcome<null>>
  inboxSecrets(account: AccountId, inbox: InboxId): Promise<Outcome<InboxSecrets>>
  members(account: AccountId, inbox: InboxId): Promise<Outcome<Agent[]>>
  agents(account: AccountId): Promise<Outcome<Agent[]>>
  /** Replaces the set. */
  setMembers(account: AccountId, to: { inbox: InboxId; users: readonly UserId[] }): Promise<Outcome<Agent[]>>
  webhooks(account: AccountId): Promise<Outcome<Webhook[]>>
  createWebhook(account: AccountId, made: { url: string; subscriptions: readonly WebhookEvent[] }): Promise<Outcome<Webhook>>
  updateWebhook(
    account: AccountId,
    to: { id: number; url: string; subscriptions: readonly string[] },
  ): Promise<Outcome<Webhook>>
  removeWebhook(account: AccountId, webhook: number): Promise<Outcome<null>>
}
