/** Customers (FACTS §3.8, §2 G8–G17). Creating and showing wrap the same object differently. */
import type { Contact } from '../../src-preload/contract/entities'
import type { AccountId, ContactId, InboxId } from '../../src-preload/contract/ids'
import type { ConversationNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import { accountPath, nothing, type Call, type Reader } from './call'
import { conversationList } from './conversation-parts'
import { filterPayload, type Condition } from './filter'
import { list, metaNumber, one } from './readers'
import { toWholeContact } from './translate/people'
import { id, toMs } from './translate/plain'
import { at } from './wire/parts'
import { contactInboxWire, contactWire, type ContactWire } from './wire/people'

/** Where a customer can be written to; `sourceId` goes into a new conversation (FACTS §2 G19). */
export interface ContactInbox {
  inboxId: InboxId
  name: string
  channel: string
  sourceId: string
}

/** A customer as the contact calls tell; `inboxes` is null when the call left them out. */
export interface ContactCard {
  contact: Contact
  inboxes: ContactInbox[] | null
  lastActivityAt: number | null
  createdAt: number | null
}

/** A page of 15; `count` is the server's total, null for a blank search (FACTS §2 G8, G13). */
export interface ContactPage {
  contacts: ContactCard[]
  count: number | null
}

function contactInbox(wire: {
  source_id?: string | null | undefined
  inbox: { id: number; name?: string | null | undefined; channel_type?: string | null | undefined }
}): ContactInbox | null {
  if (!wire.source_id) return null
  return {
    inboxId: id(wire.inbox.id),
    name: wire.inbox.name ?? '',
    channel: wire.inbox.channel_type ?? '',
    sourceId: wire.source_id,
  }
}

function toCard(wire: ContactWire): ContactCard {
  const rows = Array.isArray(wire.contact_inboxes)
    ? wire.contact_inboxes.map((row: unknown) => contactInboxWire.safeParse(row))
    : null
  const inboxes = rows
    ?.flatMap((row) => (row.success ? [contactInbox(row.data)] : []))
    .filter((inbox): inbox is ContactInbox => inbox !== null)
  return {
    contact: toWholeContact(wire),
    inboxes: inboxes ?? null,
    lastActivityAt: toMs(wire.last_activity_at),
    createdAt: toMs(wire.created_at),
  }
}

const cards = list({ noun: 'contact', wire: contactWire, to: toCard })
const readCard = one(contactWire, toCard, [['payload', 'contact'], ['payload']])
const readPage: Reader<ContactPage> = (body, seen) => {
  const contacts = cards(body, seen)
  return contacts && { contacts, count: metaNumber(body, 'count') }
}

/** How a list of contacts is ordered: `name`, `email`, `last_activity_at` …, with `-` before it for the other way (FACTS §3.8). */
export interface ContactsAsk {
  page?: number
  sort?: string
  labels?: readonly string[]
}

/** `GET contacts`: only those with e-mail, phone or identifier (FACTS §2 G8). */
export function listContacts(call: Call, account: AccountId, ask: ContactsAsk): Promise<Outcome<ContactPage>> {
  return call({
    method: 'GET',
    path: accountPath(account, 'contacts'),
    query: { page: ask.page, sort: ask.sort, labels: ask.labels },
    read: readPage,
  })
}

/** `GET contacts/active`: those who are online now (FACTS §3.8). */
export function activeContacts(call: Call, account: AccountId, page?: number): Promise<Outcome<ContactPage>> {
  return call({ method: 'GET', path: accountPath(account, 'contacts', 'active'), query: { page }, read: readPage })
}

/** `GET contacts/search`: 100 a minute for the whole account, so wait for the typing to stop (FACTS §2 G13, §6.4). */
export function searchContacts(
  call: Call,
  account: AccountId,
  ask: { text: string; page?: number; sort?: string },
): Promise<Outcome<ContactPage>> {
  const query = { q: ask.text, page: ask.page, sort: ask.sort }
  return call({ method: 'GET', path: accountPath(account, 'contacts', 'search'), query, read: readPage })
}

/** `POST contacts/filter`: keys of one's own must be defined first, or it is a 422 (FACTS §2 G14, G15). */
export function filterContacts(
  call: Call,
  account: AccountId,
  ask: { conditions: readonly Condition[]; page?: number },
): Promise<Outcome<ContactPage>> {
  const path = accountPath(account, 'contacts', 'filter')
  return call({ method: 'POST', path, query: { page: ask.page }, json: filterPayload(ask.conditions), read: readPage })
}

/** `GET contacts/:id` (FACTS §2 G31). */
export function readContact(call: Call, account: AccountId, contact: ContactId): Promise<Outcome<ContactCard>> {
  return call({ method: 'GET', path: accountPath(account, 'contacts', contact), read: readCard })
}

/** What may be written of a contact. Phone numbers must be `+` and digits (FACTS §2 G12). */
export interface ContactInput {
  name?: string | undefined
  email?: string | null | undefined
  phoneNumber?: string | null | undefined
  identifier?: string | null
  blocked?: boolean
  customAttributes?: Record<string, unknown>
  additionalAttributes?: Record<string, unknown>
}

function bodyOf(input: ContactInput): Record<string, unknown> {
  return {
    name: input.name,
    email: input.email,
    phone_number: input.phoneNumber,
    identifier: input.identifier,
    blocked: input.blocked,
    custom_attributes: input.customAttributes,
    additional_attributes: input.additionalAttributes,
  }
}

/** A new contact; `sourceId` is the one of the inbox it was made with, which the guide looks for in the wrong place. */
export interface CreatedContact extends ContactCard {
  sourceId: string | null
}

/** `POST contacts` (FACTS §2 G9–G12). A sourceId that is taken ends in a 500. */
export function createContact(
  call: Call,
  account: AccountId,
  input: ContactInput & { inboxId?: number; sourceId?: string },
): Promise<Outcome<CreatedContact>> {
  const read: Reader<CreatedContact> = (body, seen) => {
    const card = readCard(body, seen)
    const source = at(body, 'payload', 'contact_inbox', 'source_id')
    return card && { ...card, sourceId: typeof source === 'string' ? source : null }
  }
  const json = { ...bodyOf(input), inbox_id: input.inboxId, source_id: input.sourceId }
  return call({ method: 'POST', path: accountPath(account, 'contacts'), json, read })
}

/** `PATCH contacts/:id`: attributes are merged, so a key is removed only by `destroyCustomAttributes` (FACTS §2 G16). */
export function updateContact(
  call: Call,
  account: AccountId,
  to: ContactInput & { id: ContactId },
): Promise<Outcome<ContactCard>> {
  return call({ method: 'PATCH', path: accountPath(account, 'contacts', to.id), json: bodyOf(to), read: readCard })
}

/** `DELETE contacts/:id`: administrators only; 422 while the contact is online (FACTS §3.8). */
export function deleteContact(call: Call, account: AccountId, contact: ContactId): Promise<Outcome<null>> {
  return call({ method: 'DELETE', path: accountPath(account, 'contacts', contact), read: nothing })
}

/** `POST …/destroy_custom_attributes` (FACTS §2 G16). */
export function destroyCustomAttributes(
  call: Call,
  account: AccountId,
  what: { id: ContactId; keys: readonly string[] },
): Promise<Outcome<ContactCard>> {
  const path = accountPath(account, 'contacts', what.id, 'destroy_custom_attributes')
  return call({ method: 'POST', path, json: { custom_attributes: what.keys }, read: readCard })
}

/** `GET …/conversations`: the newest 20 in inboxes one may see (FACTS §2 G17). */
export function contactConversations(call: Call, account: AccountId, contact: ContactId): Promise<Outcome<ConversationNews[]>> {
  return call({
    method: 'GET',
    path: accountPath(account, 'contacts', contact, 'conversations'),
    read: conversationList(account),
  })
}

const inboxes = list({ noun: 'contact inbox', wire: contactInboxWire, to: contactInbox })

/** `GET …/contactable_inboxes`; where the contact has no inbox yet the sourceId is a new one in each answer (FACTS §3.8). */
export function contactableInboxes(call: Call, account: AccountId, contact: ContactId): Promise<Outcome<ContactInbox[]>> {
  return call({ method: 'GET', path: accountPath(account, 'contacts', contact, 'contactable_inboxes'), read: inboxes })
}

/** `POST …/contact_inboxes` (FACTS §3.8). */
export function addContactInbox(
  call: Call,
  account: AccountId,
  what: { id: ContactId; inboxId: number; sourceId?: string },
): Promise<Outcome<ContactInbox>> {
  const path = accountPath(account, 'contacts', what.id, 'contact_inboxes')
  const json = { inbox_id: what.inboxId, source_id: what.sourceId }
  return call({ method: 'POST', path, json, read: one(contactInboxWire, contactInbox) })
}

/** `POST contact_inboxes/filter`: who is behind a sourceId; nobody is a 404 (FACTS §3.8). */
export function findBySource(
  call: Call,
  account: AccountId,
  what: { inboxId: number; sourceId: string },
): Promise<Outcome<ContactCard>> {
  const json = { inbox_id: what.inboxId, source_id: what.sourceId }
  return call({ method: 'POST', path: accountPath(account, 'contact_inboxes', 'filter'), json, read: readCard })
}

/** `POST actions/contact_merge`: the second becomes part of the first and is gone (FACTS §3.8). */
export function mergeContacts(
  call: Call,
  account: AccountId,
  what: { keep: ContactId; drop: ContactId },
): Promise<Outcome<ContactCard>> {
  const json = { base_contact_id: what.keep, mergee_contact_id: what.drop }
  return call({ method: 'POST', path: accountPath(account, 'actions', 'contact_merge'), json, read: readCard })
}
