/** Core's third port: what the room of the contacts asks, made of the noun functions. */
import type { ContactFields } from '../../src-preload/contract/change'
import { condition, type CustomAttribute, type SavedFilter } from '../../src-preload/contract/contact'
import type { Contact } from '../../src-preload/contract/entities'
import type { AccountId, ContactId } from '../../src-preload/contract/ids'
import type { ContactServer, ContactsFound } from '../core/contacts/port'
import type { ContactNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import { labelsAfter } from '../core/outbox/labels'
import type { Call } from './call'
import * as contactNotes from './contact-notes'
import * as contacts from './contacts'
import * as conversations from './conversations'
import * as directory from './directory'
import { filterPayload } from './filter'
import { valuesOf } from './kept-filters'

/** Binds the calls to one server and credential. */
export function makeContactServer(call: Call): ContactServer {
  const found = (account: AccountId) => mapped((page: contacts.ContactPage) => foundOf(account, page))
  const news = (account: AccountId) => mapped((card: contacts.ContactCard) => newsOf(account, card))
  return {
    page: async (account, ask) => found(account)(await contacts.listContacts(call, account, ask)),
    search: async (account, ask) => found(account)(await contacts.searchContacts(call, account, ask)),
    filter: async (account, ask) => found(account)(await contacts.filterContacts(call, account, ask)),
    read: async (account, id) => news(account)(await contacts.readContact(call, account, id)),
    labels: (account, id) => contactNotes.readContactLabels(call, account, id),
    create: async (account, fields) => news(account)(await createContact(call, account, fields)),
    remove: (account, id) => contacts.deleteContact(call, account, id),
    merge: async (account, what) => news(account)(await contacts.mergeContacts(call, account, what)),
    notes: (account, id) => contactNotes.listNotes(call, account, id),
    addNote: (account, what) => contactNotes.createNote(call, account, what),
    removeNote: (account, what) => contactNotes.deleteNote(call, account, what),
    attributes: (account) => listAttributes(call, account),
    inboxes: (account, id) => contacts.contactableInboxes(call, account, id),
    open: (account, talk) => conversations.createConversation(call, account, talk),
    filters: async (account) =>
      mapped((list: directory.CustomFilter[]) => list.map(toSaved))(await directory.listFilters(call, account, 'contact')),
    saveFilter: async (account, { name, conditions }) => {
      const made = { name, type: 'contact', query: filterPayload(conditions) }
      return mapped(toSaved)(await directory.createFilter(call, account, made))
    },
    removeFilter: (account, filter) => directory.deleteFilter(call, account, filter),
  }
}

/**
 * Writes what a change says, in up to three requests that may each be repeated: the server adds attributes and never takes one
 * away by a change (FACTS §2 G16), and labels are a list of their own, read as late as possible.
 */
export async function changeContact(
  call: Call,
  account: AccountId,
  { contact: id, fields }: { contact: ContactId; fields: ContactFields },
): Promise<Outcome<Contact>> {
  const { customAttributes = {}, additionalAttributes, labels: marks, ...plain } = fields
  const kept = Object.fromEntries(Object.entries(customAttributes).filter(([, value]) => value !== null))
  const about =
    additionalAttributes && Object.fromEntries(Object.entries(additionalAttributes).map(([key, to]) => [key, to ?? '']))
  const input = {
    ...plain,
    ...(Object.keys(kept).length > 0 && { customAttributes: kept }),
    ...(about && { additionalAttributes: about }),
  }
  const isNothing = Object.keys(input).length === 0
  let done = isNothing
    ? await contacts.readContact(call, account, id)
    : await contacts.updateContact(call, account, { ...input, id })
  if (done.kind !== 'accepted') return done
  const gone = Object.keys(customAttributes).filter((key) => customAttributes[key] === null)
  if (gone.length > 0) done = await contacts.destroyCustomAttributes(call, account, { id, keys: gone })
  if (done.kind !== 'accepted') return done
  const { contact } = done.value
  return marks === undefined ? { kind: 'accepted', value: contact } : label(call, account, { contact, marks })
}

async function label(
  call: Call,
  account: AccountId,
  { contact, marks }: { contact: Contact; marks: NonNullable<ContactFields['labels']> },
): Promise<Outcome<Contact>> {
  const read = await contactNotes.readContactLabels(call, account, contact.id)
  if (read.kind !== 'accepted') return read
  const set = await contactNotes.setContactLabels(call, account, {
    contact: contact.id,
    labels: labelsAfter(read.value, marks),
  })
  return set.kind === 'accepted' ? { kind: 'accepted', value: { ...contact, labels: set.value } } : set
}

function createContact(call: Call, account: AccountId, fields: ContactFields): Promise<Outcome<contacts.CreatedContact>> {
  const { labels: _later, customAttributes = {}, additionalAttributes = {}, ...plain } = fields
  return contacts.createContact(call, account, { ...plain, customAttributes, additionalAttributes })
}

function mapped<A, B>(to: (value: A) => B): (outcome: Outcome<A>) => Outcome<B> {
  return (outcome) => (outcome.kind === 'accepted' ? { kind: 'accepted', value: to(outcome.value) } : outcome)
}

function foundOf(account: AccountId, { contacts: cards, count }: contacts.ContactPage): ContactsFound {
  return { contacts: cards.map((card) => newsOf(account, card)), count }
}

function newsOf(accountId: AccountId, { contact, lastActivityAt, createdAt }: contacts.ContactCard): ContactNews {
  return { accountId, id: contact.id, fields: contact, lastActivityAt, createdAt }
}

/** Both lists, or neither: half of them would erase the other half. */
async function listAttributes(call: Call, account: AccountId): Promise<Outcome<CustomAttribute[]>> {
  const [contacts, conversations] = await Promise.all([
    directory.listAttributes(call, account, 'contact_attribute'),
    directory.listAttributes(call, account, 'conversation_attribute'),
  ])
  if (contacts.kind !== 'accepted') return contacts
  if (conversations.kind !== 'accepted') return conversations
  const value = [...attributesOf('contact', contacts.value), ...attributesOf('conversation', conversations.value)]
  return { kind: 'accepted', value }
}

function attributesOf(of: CustomAttribute['of'], definitions: directory.AttributeDefinition[]): CustomAttribute[] {
  return definitions.map(({ key, name, type, values }) => ({ of, key, name, kind: type, values }))
}

/** Conditions that a newer dashboard kept and nobody here understands are left out. */
function toSaved({ id, name, query }: directory.CustomFilter): SavedFilter {
  const payload = Array.isArray(query['payload']) ? (query['payload'] as unknown[]) : []
  return { id, name, conditions: payload.flatMap(toCondition) }
}

function toCondition(wire: unknown): SavedFilter['conditions'] {
  if (wire === null || typeof wire !== 'object') return []
  const { attribute_key: key, filter_operator: operator, values, query_operator: join } = wire as Record<string, unknown>
  const parsed = condition.safeParse({
    key,
    operator,
    values: valuesOf(values),
    ...(join === 'and' || join === 'or' ? { join } : {}),
  })
  return parsed.success ? [parsed.data] : []
}
