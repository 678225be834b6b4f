import type { Contact, ContactInbox, Inbox } from '../model/rows'
import { errors } from '../http/answer'
import type { World } from '../model/world'
import { createContactInbox } from './create-conversation'

const BY_PHONE = new Set(['Channel::Whatsapp', 'Channel::Sms', 'Channel::TwilioSms'])

/** The name of a contact in an inbox: the one with this source, else a new one. */
export function contactInboxFor(
  world: World,
  inbox: Inbox,
  { contact, sourceId }: { contact: Contact; sourceId: string | null },
): ContactInbox {
  const source = sourceId ?? defaultSource(inbox, contact)
  const known = world.db.contactInboxes.find((one) => one.inboxId === inbox.id && one.sourceId === source)
  if (known && known.contactId !== contact.id) throw errors.unprocessable('source_id should be unique')
  return known ?? createContactInbox(world, inbox, { contactId: contact.id, sourceId: source })
}

/** Channels that reach people by an address use that; the others get a new uuid each time. */
function defaultSource({ channelType }: Inbox, { email, phoneNumber }: Contact): string | null {
  if (channelType === 'Channel::Email') return email ?? lacking('email')
  if (BY_PHONE.has(channelType)) return phoneNumber?.replace('+', '') ?? lacking('phone number')
  return null
}

function lacking(what: string): never {
  throw errors.missing(`contact ${what}`)
}
