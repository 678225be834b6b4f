import { toEpoch } from '../model/clock'
import { mustGet } from '../model/database'
import type { Json, JsonObject } from '../model/json'
import { audienceOf, peopleOf } from '../model/people'
import type { Contact, Conversation, Message, User } from '../model/rows'
import type { World } from '../model/world'
import { pushContactView } from '../views/contact'
import { pushConversationView } from '../views/conversation'
import { pushMessageView } from '../views/message'
import { pushUserView } from '../views/user'

/** Tells everybody who sees the inbox about a message; the data is fixed now, with the echo in it. */
export function announceMessage(
  world: World,
  message: Message,
  { event, performer, echoId, more }: { event: string; performer: User | null; echoId?: string; more?: JsonObject },
): void {
  const data = {
    ...pushMessageView(world, message, { echoId }),
    ...more,
    ...performerOf(world, performer, message.accountId),
  }
  const conversation = mustGet(world.db.conversations, message.conversationId)
  world.herald.toUsers(audienceFor(world, conversation), event, () => data)
}

/** Tells everybody who sees the inbox about a conversation, as it is when the event goes out. */
export function announceConversation(
  world: World,
  conversation: Conversation,
  { event, performer = null, only, fixed }: { event: string; performer?: User | null; only?: User; fixed?: JsonObject },
): void {
  const told = performerOf(world, performer, conversation.accountId)
  const audience = only ? [only] : audienceFor(world, conversation)
  world.herald.toUsers(audience, event, () => ({
    ...pushConversationView(world, conversation),
    ...fixed,
    account_id: conversation.accountId,
    ...told,
  }))
}

/** Tells the whole account about a contact. */
export function announceContact(
  world: World,
  contact: Contact,
  { event, performer }: { event: string; performer: User | null },
): void {
  const data = {
    ...pushContactView(world, contact),
    account_id: contact.accountId,
    ...performerOf(world, performer, contact.accountId),
  }
  world.herald.toAccount(contact.accountId, event, () => data)
}

/** Tells everybody who sees the inbox, but not the one who types, that somebody types. */
export function announceTyping(
  world: World,
  conversation: Conversation,
  { isOn, isPrivate, typist }: { isOn: boolean; isPrivate: boolean; typist: User | Contact },
): void {
  const isUser = 'memberships' in typist
  const performer = isUser ? typist : null
  const audience = audienceFor(world, conversation).filter((user) => user !== typist)
  const data = {
    conversation: pushConversationView(world, conversation),
    user: isUser ? pushUserView(world, typist, conversation.accountId) : pushContactView(world, typist),
    is_private: isPrivate,
    account_id: conversation.accountId,
    ...performerOf(world, performer, conversation.accountId),
  }
  world.herald.toUsers(audience, isOn ? 'conversation.typing_on' : 'conversation.typing_off', () => data)
}

/** Marks the list of labels, inboxes or teams as changed and tells everybody in the account. */
export function announceStale(
  world: World,
  accountId: number,
  { list, performer }: { list: 'label' | 'inbox' | 'team'; performer: User | null },
): void {
  const account = mustGet(world.db.accounts, accountId)
  account.cacheKeys[list] = world.clock.now()
  const data = {
    cache_keys: cacheKeysView(world, accountId),
    account_id: accountId,
    ...performerOf(world, performer, accountId),
  }
  world.herald.toUsers(peopleOf(world, accountId), 'account.cache_invalidated', () => data)
}

/** When the short lists of an account changed last: seconds, as texts. */
export function cacheKeysView({ db }: World, accountId: number): JsonObject {
  const { label, inbox, team } = mustGet(db.accounts, accountId).cacheKeys
  return { label: String(toEpoch(label)), inbox: String(toEpoch(inbox)), team: String(toEpoch(team)) }
}

/** The performer key of an event; left out when nobody is known. */
export function performerOf(world: World, performer: User | null, accountId: number): { performer?: Json } {
  return performer ? { performer: pushUserView(world, performer, accountId) } : {}
}

function audienceFor(world: World, { inboxId }: Conversation): User[] {
  const inbox = world.db.inboxes.get(inboxId)
  return inbox ? audienceOf(world, inbox) : []
}
