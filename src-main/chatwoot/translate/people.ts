import type { Agent, Availability, Contact, Person, Sender } from '../../../src-preload/contract/entities'
import type { ServerProfile } from '../../core/news'
import { rows } from '../wire/parts'
import {
  membershipWire,
  type AgentWire,
  type ContactWire,
  type MembershipWire,
  type SenderWire,
  type UserWire,
} from '../wire/people'
import { id, told, url } from './plain'

/** The three words of FACTS §1.5; a newer one, or none, is null. */
export function toAvailability(word: string | null | undefined): Availability | null {
  return word === 'online' || word === 'busy' || word === 'offline' ? word : null
}

/** A customer of either form; keys that were not told stay away (FACTS §3.8, §5.3). */
export function toContact(wire: ContactWire): Partial<Contact> & Pick<Contact, 'id'> {
  return told<Partial<Contact> & Pick<Contact, 'id'>>({
    id: id(wire.id),
    name: wire.name === undefined ? undefined : (wire.name ?? ''),
    email: wire.email,
    phoneNumber: wire.phone_number,
    identifier: wire.identifier,
    avatarUrl: wire.thumbnail === undefined ? undefined : url(wire.thumbnail),
    blocked: wire.blocked ?? undefined,
    customAttributes: wire.custom_attributes ?? undefined,
    additionalAttributes: wire.additional_attributes ?? undefined,
  })
}

/** A customer with every key, for calls that answer with a whole one (FACTS §3.8). */
export function toWholeContact(wire: ContactWire): Contact {
  const empty = { name: '', email: null, phoneNumber: null, identifier: null, avatarUrl: null, blocked: false }
  return { ...empty, customAttributes: {}, additionalAttributes: {}, ...toContact(wire) }
}

/** An agent as REST tells (FACTS §3.6). */
export function toAgent(wire: AgentWire): Agent {
  return {
    id: id(wire.id),
    name: nameOf(wire),
    email: wire.email ?? null,
    avatarUrl: url(wire.thumbnail ?? wire.avatar_url),
    availability: toAvailability(wire.availability_status),
    role: wire.role ?? null,
  }
}

/**
 * Who a conversation is assigned to. From 4.10 it may be a bot, whose numbers are counted apart from people's (FACTS §7):
 * its id is negated, or a bot would pass for the agent who has the same number.
 */
export function toAssignee(wire: AgentWire, type: string | null | undefined): Person {
  const isBot = type === 'AgentBot' || wire.type === 'agent_bot'
  return { id: isBot ? -wire.id : wire.id, name: nameOf(wire), avatarUrl: url(wire.thumbnail ?? wire.avatar_url) }
}

/** The author of a message. REST and push write `type` in small letters; `sender_type` of the row is the class (FACTS §3.4). */
export function toSender(wire: SenderWire, rowType: string | null | undefined): Sender {
  return {
    type: wire.type ?? senderType(rowType),
    id: wire.id ?? null,
    name: nameOf(wire),
    avatarUrl: url(wire.thumbnail ?? wire.avatar_url),
    ...(wire.blocked === true ? { blocked: true } : {}),
  }
}

/** `User` → `user`, `AgentBot` → `agent_bot`. */
export function senderType(rowType: string | null | undefined): string {
  return (rowType ?? 'unknown').replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
}

/** Who is signed in (FACTS §1.5). Null when the answer has no pubsub token: bots and platform apps have none. */
export function toProfile(wire: UserWire): ServerProfile | null {
  if (!wire.pubsub_token) return null
  return {
    userId: id(wire.id),
    name: nameOf(wire),
    email: wire.email ?? null,
    avatarUrl: url(wire.avatar_url),
    signature: wire.message_signature || null,
    pubsubToken: wire.pubsub_token,
    accounts: rows(membershipWire, wire.accounts).rows.map(toMembership),
  }
}

function toMembership(wire: MembershipWire): ServerProfile['accounts'][number] {
  return {
    id: id(wire.id),
    name: wire.name ?? '',
    role: wire.role ?? 'agent',
    availability: toAvailability(wire.availability) ?? 'offline',
    autoOffline: wire.auto_offline ?? true,
    active: wire.status !== 'suspended',
  }
}

function nameOf(wire: { available_name?: string | null | undefined; name?: string | null | undefined }): string {
  return wire.available_name || wire.name || ''
}
