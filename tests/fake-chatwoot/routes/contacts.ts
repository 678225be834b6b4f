import { asTexts, type Json, type JsonObject } from '../model/json'
import { inboxesOf } from '../model/people'
import { newUuid } from '../model/secrets'
import type { Contact } from '../model/rows'
import { empty, errors, json, type Answer } from '../http/answer'
import { idIn, pageFrom, pageOf, type AccountCall } from '../http/call'
import { admin, member, type Route } from '../http/routes'
import { announceContact } from '../rules/announce'
import { contactInboxFor } from '../rules/contact-inboxes'
import { createContact, deleteContact, isResolved, mergeContacts, updateContact } from '../rules/contacts'
import { storeBlob } from '../rules/files'
import { contactInboxView, contactView } from '../views/contact'
import { conversationView } from '../views/conversation'
import { rawInboxView, slimInboxView } from '../views/inbox'
import { sortContacts } from './contact-order'

const PAGE = 15
const CONVERSATIONS = 20

/** Contacts. */
export const contactRoutes: Route[] = [
  ...member.get('contacts', list),
  ...member.get('contacts/search', search),
  ...member.get('contacts/active', (call) => paged(call, [])),
  ...member.post('contacts', create),
  ...admin.post('contacts/export', () => empty()),
  ...admin.post('contacts/import', () => empty()),
  ...member.get('contacts/:id', show),
  ...member.change('contacts/:id', update),
  ...admin.delete('contacts/:id', (call) => {
    deleteContact(call.world, contactFor(call), call.user)
    return empty()
  }),
  ...member.delete('contacts/:id/avatar', removeAvatar),
  ...member.post('contacts/:id/destroy_custom_attributes', destroyAttributes),
  ...member.get('contacts/:id/conversations', conversations),
  ...member.get('contacts/:id/contactable_inboxes', contactable),
  ...member.post('contacts/:id/contact_inboxes', addContactInbox),
  ...member.post('contact_inboxes/filter', findBySource),
  ...member.get('contacts/:id/labels', (call) => json({ payload: contactFor(call).labels })),
  ...member.post('contacts/:id/labels', setLabels),
  ...member.post('actions/contact_merge', merge),
]

/** The contact in the address. */
export function contactFor(call: AccountCall, id = idIn(call)): Contact {
  const contact = call.world.db.contacts.get(id)
  if (!contact || contact.accountId !== call.account.id) throw errors.notFound()
  return contact
}

function wantsInboxes({ query }: AccountCall): boolean {
  return query.get('include_contact_inboxes') !== 'false'
}

function told(call: AccountCall, contact: Contact): JsonObject {
  return contactView(call.world, contact, { withInboxes: wantsInboxes(call) })
}

/** One page of contacts; the page comes back as it was asked for. */
export function paged(call: AccountCall, contacts: Contact[], count: Json = contacts.length): Answer {
  const { number, told: page } = pageOf(call)
  const payload = pageFrom(contacts, { page: number, size: PAGE }).map((contact) => told(call, contact))
  return json({ meta: { count, current_page: page }, payload })
}

function resolved({ world, account }: AccountCall): Contact[] {
  return world.db.contacts.where((one) => one.accountId === account.id && isResolved(one))
}

function list(call: AccountCall): Answer {
  const labels = call.query.getAll('labels[]')
  const wanted = resolved(call).filter((one) => !labels.length || one.labels.some((label) => labels.includes(label)))
  return paged(call, sortContacts(wanted, call.query.get('sort')))
}

function search(call: AccountCall): Answer {
  const wanted = call.query.get('q') ?? ''
  if (wanted.trim() === '') return paged(call, [], null)
  const needle = wanted.toLowerCase()
  const contains = (text: unknown) => typeof text === 'string' && text.toLowerCase().includes(needle)
  const found = resolved(call).filter(({ name, email, phoneNumber, identifier, additionalAttributes }) => {
    const company = additionalAttributes['company_name']
    return [name, email, phoneNumber, company].some(contains) || (identifier ?? '').includes(wanted)
  })
  return paged(call, sortContacts(found, call.query.get('sort')))
}

function create(call: AccountCall): Answer {
  const { world, account, user: by, body } = call
  const { fields } = body
  const inboxId = fields['inbox_id']
  const inbox = inboxId === undefined || inboxId === null ? undefined : world.db.inboxes.get(Number(inboxId))
  if (inboxId && inbox?.accountId !== account.id) throw errors.notFound()
  const sourceId = typeof fields['source_id'] === 'string' ? fields['source_id'] : null
  const isTaken = world.db.contactInboxes.find((one) => one.inboxId === inbox?.id && one.sourceId === sourceId)
  if (isTaken) throw errors.broken()
  const contact = createContact(world, account.id, { fields, by })
  takeAvatar(call, contact)
  const made = inbox ? contactInboxFor(world, inbox, { contact, sourceId }) : null
  return json({
    payload: {
      contact: contactView(world, contact, { withInboxes: true }),
      contact_inbox: { inbox: inbox ? rawInboxView(inbox) : null, source_id: made?.sourceId ?? null },
    },
  })
}

function takeAvatar({ world, body }: AccountCall, contact: Contact): void {
  const avatar = body.files.find((file) => file.name === 'avatar')
  if (avatar) contact.avatar = storeBlob(world, avatar)
}

function show(call: AccountCall): Answer {
  return json({ payload: told(call, contactFor(call)) })
}

function update(call: AccountCall): Answer {
  const contact = contactFor(call)
  updateContact(call.world, contact, { fields: call.body.fields, by: call.user })
  takeAvatar(call, contact)
  return json({ payload: contactView(call.world, contact, { withInboxes: true }) })
}

function removeAvatar(call: AccountCall): Answer {
  const contact = contactFor(call)
  contact.avatar = null
  return json({ payload: contactView(call.world, contact) })
}

function destroyAttributes(call: AccountCall): Answer {
  const contact = contactFor(call)
  const names = asTexts(call.body.fields['custom_attributes'])
  contact.customAttributes = Object.fromEntries(
    Object.entries(contact.customAttributes).filter(([name]) => !names.includes(name)),
  )
  announceContact(call.world, contact, { event: 'contact.updated', performer: call.user })
  return json({ payload: contactView(call.world, contact, { withInboxes: true }) })
}

function conversations(call: AccountCall): Answer {
  const { world, user, account } = call
  const contact = contactFor(call)
  const visible = new Set(inboxesOf(world, user, account.id).map(({ id }) => id))
  const own = world.db.conversations.where((one) => one.contactId === contact.id && visible.has(one.inboxId))
  const newest = own.sort((one, two) => two.lastActivityAt - one.lastActivityAt).slice(0, CONVERSATIONS)
  return json({ payload: newest.map((one) => conversationView(world, one, user)) })
}

/** Where the contact is not known yet, the real server makes up another source each time it is asked. */
function contactable(call: AccountCall): Answer {
  const { world, user, account } = call
  const known = world.db.contactInboxesOf(contactFor(call).id)
  const reachable = inboxesOf(world, user, account.id)
    .filter(({ channelType }) => channelType === 'Channel::Api')
    .sort((one, two) => one.id - two.id)
  return json({
    payload: reachable.map((inbox) => ({
      inbox: slimInboxView(world, inbox),
      source_id: known.find(({ inboxId }) => inboxId === inbox.id)?.sourceId ?? newUuid(),
    })),
  })
}

function addContactInbox(call: AccountCall): Answer {
  const { world, account, body } = call
  const contact = contactFor(call)
  const inbox = world.db.inboxes.get(Number(body.fields['inbox_id']))
  if (inbox?.accountId !== account.id) throw errors.notFound()
  const sourceId = typeof body.fields['source_id'] === 'string' ? body.fields['source_id'] : null
  return json(contactInboxView(world, contactInboxFor(world, inbox, { contact, sourceId })))
}

function findBySource(call: AccountCall): Answer {
  const { world, account, body } = call
  const inbox = world.db.inboxes.get(Number(body.fields['inbox_id']))
  if (inbox?.accountId !== account.id) throw errors.notFound()
  const found = world.db.contactInboxes.find((one) => one.inboxId === inbox.id && one.sourceId === body.fields['source_id'])
  if (!found) throw errors.notFoundEmpty()
  return json(contactView(world, contactFor(call, found.contactId), { withInboxes: true }))
}

function setLabels(call: AccountCall): Answer {
  const contact = contactFor(call)
  contact.labels = asTexts(call.body.fields['labels'])
  return json({ payload: contact.labels })
}

function merge(call: AccountCall): Answer {
  const { fields } = call.body
  const base = contactFor(call, Number(fields['base_contact_id']))
  const mergee = contactFor(call, Number(fields['mergee_contact_id']))
  mergeContacts(call.world, base, { mergee, by: call.user })
  return json(contactView(call.world, base))
}
