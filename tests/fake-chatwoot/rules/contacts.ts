import { asObject, isTrue, type JsonObject } from '../model/json'
import type { Contact, User } from '../model/rows'
import { errors } from '../http/answer'
import type { World } from '../model/world'
import { announceContact } from './announce'
import { deliverContactHook } from './webhooks'

/** What a contact is made of, under the names of the wire. */
export type ContactFields = JsonObject

/** Makes a contact of an account, or refuses with all reasons at once. */
export function createContact(
  world: World,
  accountId: number,
  { fields, by }: { fields: ContactFields; by: User | null },
): Contact {
  const wanted = ownFields(fields)
  checkContact(world, { ...wanted, accountId, id: -1 })
  const contact = world.db.contacts.add((id) => ({
    id,
    accountId,
    name: wanted.name ?? '',
    email: wanted.email ?? null,
    phoneNumber: wanted.phoneNumber ?? null,
    identifier: wanted.identifier ?? null,
    blocked: wanted.blocked ?? false,
    avatar: null,
    labels: [],
    notes: [],
    customAttributes: { ...wanted.customAttributes },
    additionalAttributes: { ...wanted.additionalAttributes },
    lastActivityAt: null,
    createdAt: world.clock.now(),
  }))
  announceContact(world, contact, { event: 'contact.created', performer: by })
  deliverContactHook(world, contact, 'contact_created')
  return contact
}

/** Changes a contact; attributes are added to those it has. */
export function updateContact(
  world: World,
  contact: Contact,
  { fields, by }: { fields: ContactFields; by: User | null },
): void {
  const { customAttributes, additionalAttributes, ...rest } = ownFields(fields)
  checkContact(world, { ...contact, ...rest })
  Object.assign(contact, rest)
  contact.customAttributes = { ...contact.customAttributes, ...customAttributes }
  contact.additionalAttributes = { ...contact.additionalAttributes, ...additionalAttributes }
  announceContact(world, contact, { event: 'contact.updated', performer: by })
  deliverContactHook(world, contact, 'contact_updated')
}

function ownFields(fields: ContactFields): Partial<Contact> {
  const own: Partial<Contact> = {}
  if (typeof fields['name'] === 'string') own.name = fields['name']
  if ('email' in fields) own.email = textOrNull(fields['email'])?.toLowerCase() ?? null
  if ('phone_number' in fields) own.phoneNumber = textOrNull(fields['phone_number'])
  if ('identifier' in fields) own.identifier = textOrNull(fields['identifier'])
  if ('blocked' in fields) own.blocked = isTrue(fields['blocked'])
  if ('custom_attributes' in fields) own.customAttributes = asObject(fields['custom_attributes'])
  if ('additional_attributes' in fields) own.additionalAttributes = asObject(fields['additional_attributes'])
  return own
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) || null : null
}

function checkContact({ db }: World, contact: Partial<Contact>): void {
  const { email = null, phoneNumber = null, identifier = null } = contact
  const others = db.contacts.where((one) => one.accountId === contact.accountId && one.id !== contact.id)
  const problems: [string, string][] = []
  if (email !== null && others.some((one) => one.email === email)) {
    problems.push(['email', 'Email has already been taken'])
  }
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) problems.push(['email', 'Email Invalid email'])
  if (identifier !== null && others.some((one) => one.identifier === identifier)) {
    problems.push(['identifier', 'Identifier has already been taken'])
  }
  if (phoneNumber !== null && others.some((one) => one.phoneNumber === phoneNumber)) {
    problems.push(['phone_number', 'Phone number has already been taken'])
  }
  if (phoneNumber !== null && !/^\+[1-9]\d{1,14}$/.test(phoneNumber)) {
    problems.push(['phone_number', 'Phone number should be in e164 format'])
  }
  if (problems.length) throw errors.invalid(problems)
}

/** Contacts without e-mail, phone and identifier are in no list. */
export function isResolved({ email, phoneNumber, identifier }: Contact): boolean {
  return [email, phoneNumber, identifier].some((one) => one !== null && one !== '')
}

/** Makes two contacts one: the base keeps what it has and takes the rest. */
export function mergeContacts(world: World, base: Contact, { mergee, by }: { mergee: Contact; by: User | null }): void {
  const { db } = world
  announceContact(world, mergee, { event: 'contact.deleted', performer: by })
  for (const one of db.conversations.where(({ contactId }) => contactId === mergee.id)) one.contactId = base.id
  for (const one of [...db.contactInboxesOf(mergee.id)]) {
    one.contactId = base.id
    db.contactInboxesOf(base.id).push(one)
  }
  for (const message of db.messages.all()) {
    if (message.sender?.type === 'Contact' && message.sender.id === mergee.id) message.sender.id = base.id
  }
  db.contacts.delete(mergee.id)
  base.email ??= mergee.email
  base.phoneNumber ??= mergee.phoneNumber
  base.identifier ??= mergee.identifier
  base.customAttributes = { ...mergee.customAttributes, ...base.customAttributes }
  base.additionalAttributes = { ...mergee.additionalAttributes, ...base.additionalAttributes }
  announceContact(world, base, { event: 'contact.merged', performer: by })
  announceContact(world, base, { event: 'contact.updated', performer: by })
}

/** Removes a contact with everything said to and by it. */
export function deleteContact(world: World, contact: Contact, by: User | null): void {
  const { db } = world
  for (const one of db.conversations.where(({ contactId }) => contactId === contact.id)) db.deleteConversation(one)
  for (const one of [...db.contactInboxesOf(contact.id)]) db.deleteContactInbox(one)
  db.contacts.delete(contact.id)
  announceContact(world, contact, { event: 'contact.deleted', performer: by })
}
