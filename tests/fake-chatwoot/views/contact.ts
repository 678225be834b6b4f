import { toEpoch } from '../model/clock'
import { mustGet } from '../model/database'
import type { JsonObject } from '../model/json'
import type { Contact, ContactInbox } from '../model/rows'
import type { World } from '../model/world'
import { pictureUrl } from './file'
import { slimInboxView } from './inbox'

/** A contact as REST tells it. */
export function contactView(world: World, contact: Contact, { withInboxes = false } = {}): JsonObject {
  return {
    additional_attributes: contact.additionalAttributes,
    availability_status: 'offline',
    email: contact.email,
    id: contact.id,
    name: contact.name,
    phone_number: contact.phoneNumber,
    blocked: contact.blocked,
    identifier: contact.identifier,
    thumbnail: pictureUrl(world, contact.avatar),
    custom_attributes: contact.customAttributes,
    last_activity_at: contact.lastActivityAt === null ? undefined : toEpoch(contact.lastActivityAt),
    created_at: toEpoch(contact.createdAt),
    contact_inboxes: withInboxes ? world.db.contactInboxesOf(contact.id).map((one) => contactInboxView(world, one)) : undefined,
  }
}

/** Under which name a contact is known in an inbox. */
export function contactInboxView(world: World, { sourceId, inboxId }: ContactInbox): JsonObject {
  return { source_id: sourceId, inbox: slimInboxView(world, mustGet(world.db.inboxes, inboxId)) }
}

/** A contact as events and senders tell it. */
export function pushContactView(world: World, contact: Contact): JsonObject {
  return {
    additional_attributes: contact.additionalAttributes,
    custom_attributes: contact.customAttributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phoneNumber,
    thumbnail: pictureUrl(world, contact.avatar),
    blocked: contact.blocked,
    type: 'contact',
  }
}

/** A contact among search results. */
export function foundContactView({ email, id, name, phoneNumber, identifier }: Contact): JsonObject {
  return { email, id, name, phone_number: phoneNumber, identifier }
}
