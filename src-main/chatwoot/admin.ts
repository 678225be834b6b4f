/** What only administrators may do; others get a 401 that is a refusal, not a sign-out (FACTS §6.3). */
import type { Agent } from '../../src-preload/contract/entities'
import type { AccountId, InboxId, UserId } from '../../src-preload/contract/ids'
import type { InboxDetails, InboxInput, WebhookEvent } from '../core/connectors'
import type { Outcome } from '../core/outcome'
import { accountPath, nothing, type Call } from './call'
import { attributeForm, type AttributeDefinition } from './directory'
import { list, one } from './readers'
import { toInbox } from './translate/directory'
import { toAgent } from './translate/people'
import { inboxWire, webhookWire, type InboxWire } from './wire/directory'
import { agentWire } from './wire/people'

const readDetails = one(inboxWire, toDetails)

function toDetails(wire: InboxWire): InboxDetails {
  return {
    ...toInbox(wire),
    greetingEnabled: wire.greeting_enabled ?? false,
    greetingMessage: wire.greeting_message ?? '',
    enableAutoAssignment: wire.enable_auto_assignment ?? false,
    lockToSingleConversation: wire.lock_to_single_conversation ?? false,
    hmacMandatory: wire.hmac_mandatory ?? false,
    needsRenewal: wire.reauthorization_required ?? false,
  }
}

/** `GET inboxes` with what a settings page shows of each (FACTS §3.9). */
export function listInboxDetails(call: Call, account: AccountId): Promise<Outcome<InboxDetails[]>> {
  return call({
    method: 'GET',
    path: accountPath(account, 'inboxes'),
    read: list({ noun: 'inbox', wire: inboxWire, to: toDetails }),
  })
}

/** `GET inboxes/:id`: members may, others get a 401 (FACTS §2 G30). */
export function readInbox(call: Call, account: AccountId, inbox: InboxId): Promise<Outcome<InboxDetails>> {
  return call({ method: 'GET', path: accountPath(account, 'inboxes', inbox), read: readDetails })
}

function inboxBody(input: InboxInput): Record<string, unknown> {
  return {
    name: input.name,
    greeting_enabled: input.greetingEnabled,
    greeting_message: input.greetingMessage,
    enable_auto_assignment: input.enableAutoAssignment,
    lock_to_single_conversation: input.lockToSingleConversation,
  }
}

/** `POST inboxes` for an API channel, with the body the server really takes; the guide's is a 500 (FACTS §2 G3). */
export function createInbox(
  call: Call,
  account: AccountId,
  made: InboxInput & { name: string },
): Promise<Outcome<InboxDetails>> {
  const channel = { type: 'api', webhook_url: made.webhookUrl ?? '', hmac_mandatory: made.hmacMandatory }
  const json = { ...inboxBody(made), channel }
  return call({ method: 'POST', path: accountPath(account, 'inboxes'), json, read: readDetails })
}

/** `PATCH inboxes/:id` (FACTS §2 G6). */
export function updateInbox(call: Call, account: AccountId, to: InboxInput & { id: InboxId }): Promise<Outcome<InboxDetails>> {
  const hasChannel = to.webhookUrl !== undefined || to.hmacMandatory !== undefined
  const channel = hasChannel ? { channel: { webhook_url: to.webhookUrl, hmac_mandatory: to.hmacMandatory } } : {}
  return call({
    method: 'PATCH',
    path: accountPath(account, 'inboxes', to.id),
    json: { ...inboxBody(to), ...channel },
    read: readDetails,
  })
}

/** `DELETE inboxes/:id`: done a moment later (FACTS §2 G7). */
export function deleteInbox(call: Call, account: AccountId, inbox: InboxId): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'inboxes', inbox), read: nothing })
}

/** Who an inbox belongs to. */
export interface Members {
  inbox: InboxId
  users: readonly UserId[]
}

const memberList = list({ noun: 'inbox member', wire: agentWire, to: toAgent })
const memberBody = (what: Members) => ({ inbox_id: what.inbox, user_ids: what.users })

/** `POST inbox_members` adds (FACTS §3.6). */
export function addMembers(call: Call, account: AccountId, what: Members): Promise<Outcome<Agent[]>> {
  return call({ method: 'POST', path: accountPath(account, 'inbox_members'), json: memberBody(what), read: memberList })
}

/** `PATCH inbox_members` replaces the set (FACTS §3.6). */
export function setMembers(call: Call, account: AccountId, what: Members): Promise<Outcome<Agent[]>> {
  return call({ method: 'PATCH', path: accountPath(account, 'inbox_members'), json: memberBody(what), read: memberList })
}

/** `DELETE inbox_members` takes these away (FACTS §3.6). */
export function removeMembers(call: Call, account: AccountId, what: Members): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'inbox_members'), json: memberBody(what), read: nothing })
}

/** A webhook of the account (FACTS §8). */
export interface Webhook {
  id: number
  /** Since 4.10; null before. */
  name: string | null
  url: string
  subscriptions: string[]
  inbox: { id: InboxId; name: string } | null
}

const webhookForm = {
  noun: 'webhook',
  wire: webhookWire,
  to: (wire: (typeof webhookWire)['_output']): Webhook => ({
    id: wire.id,
    name: wire.name ?? null,
    url: wire.url ?? '',
    subscriptions: wire.subscriptions ?? [],
    inbox: wire.inbox ? { id: wire.inbox.id as InboxId, name: wire.inbox.name ?? '' } : null,
  }),
  at: ['payload', 'webhooks'],
}
const readWebhook = one(webhookForm.wire, webhookForm.to, [['payload', 'webhook'], ['payload']])

/** `GET webhooks` (FACTS §8). */
export function listWebhooks(call: Call, account: AccountId): Promise<Outcome<Webhook[]>> {
  return call({ method: 'GET', path: accountPath(account, 'webhooks'), read: list(webhookForm) })
}

/** `POST webhooks`: the field is `url`, and it must be new in the account (FACTS §2 G22, §8). */
export function createWebhook(
  call: Call,
  account: AccountId,
  made: { url: string; subscriptions: readonly WebhookEvent[]; inboxId?: InboxId },
): Promise<Outcome<Webhook>> {
  const json = { webhook: { url: made.url, subscriptions: made.subscriptions, inbox_id: made.inboxId } }
  return call({ method: 'POST', path: accountPath(account, 'webhooks'), json, read: readWebhook })
}

/** `PATCH webhooks/:id` (FACTS §8). */
export function updateWebhook(
  call: Call,
  account: AccountId,
  to: { id: number; url?: string; subscriptions?: readonly string[] },
): Promise<Outcome<Webhook>> {
  const json = { webhook: { url: to.url, subscriptions: to.subscriptions } }
  return call({ method: 'PATCH', path: accountPath(account, 'webhooks', to.id), json, read: readWebhook })
}

/** `DELETE webhooks/:id` (FACTS §2 G24). */
export function deleteWebhook(call: Call, account: AccountId, webhook: number): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'webhooks', webhook), read: nothing })
}

/** Kinds of attribute as the server numbers them. */
const ATTRIBUTE_TYPES = ['text', 'number', 'currency', 'percent', 'link', 'date', 'list', 'checkbox'] as const
const ATTRIBUTE_MODELS = ['conversation_attribute', 'contact_attribute'] as const

/** A definition to make. */
export interface AttributeInput {
  key: string
  name: string
  description?: string
  type: (typeof ATTRIBUTE_TYPES)[number]
  model: (typeof ATTRIBUTE_MODELS)[number]
}

function attributeBody(input: AttributeInput): Record<string, unknown> {
  return {
    attribute_display_name: input.name,
    attribute_description: input.description ?? '',
    attribute_display_type: ATTRIBUTE_TYPES.indexOf(input.type),
    attribute_key: input.key,
    attribute_model: ATTRIBUTE_MODELS.indexOf(input.model),
  }
}

const readAttribute = one(attributeForm.wire, attributeForm.to)

/** `POST custom_attribute_definitions`; an existing key is a 422 (FACTS §2 G14). */
export function createAttribute(call: Call, account: AccountId, made: AttributeInput): Promise<Outcome<AttributeDefinition>> {
  return call({
    method: 'POST',
    path: accountPath(account, 'custom_attribute_definitions'),
    json: attributeBody(made),
    read: readAttribute,
  })
}

/** `DELETE custom_attribute_definitions/:id`: 204 (FACTS §0). */
export function deleteAttribute(call: Call, account: AccountId, attribute: number): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'custom_attribute_definitions', attribute), read: nothing })
}
