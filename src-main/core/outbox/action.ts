/**
 * An agent's change of a conversation on its way to the server. The stored conversation shows it at once; what the server
 * said is kept beside it, so that it can be taken back and so that older news do not flip it (HOUSE §4: the store is the
 * optimistic cache). Here are the pure rules.
 */
import type { ActionState, KeptChange } from '../../../src-preload/contract/change'
import type { Conversation, JobReason } from '../../../src-preload/contract/entities'
import type { AccountId, ClientId, ConversationId, MessageId } from '../../../src-preload/contract/ids'
import { attributesAfter, contactAfter, joinedFields } from './contact-fields'
import { joinedLabels, labelsAfter } from './labels'
import { awaitsReview } from './review-reason'

/** What actions show before the server knows. */
export type Shown = Partial<
  Pick<
    Conversation,
    | 'status'
    | 'snoozedUntilAt'
    | 'assignee'
    | 'team'
    | 'labels'
    | 'priority'
    | 'muted'
    | 'unreadCount'
    | 'agentLastSeenAt'
    | 'contact'
    | 'following'
    | 'customAttributes'
  >
>

/** The row is written before the first byte leaves. Sent as often as needed: each says what is wanted. */
export interface Action {
  id: string
  accountId: AccountId
  conversationId: ConversationId
  change: KeptChange
  /** What the conversation shows meanwhile; labels, attributes and the contact are worked out from the change. */
  after: Shown
  /** What it showed without this action, as far as the server has told. */
  before: Shown
  state: ActionState
  /** Newest message the agent had seen. */
  seenId: MessageId | null
  /** Whose it was then, as far as she knew; those she had given it to herself are among them. */
  seenAssignees: number[]
  /** Made by this reply (M12): it waits while the reply waits for the agent, and goes with it when that is taken back. */
  answers: ClientId | null
  /** Made while the link was not live: the guard looks first. */
  madeBlind: boolean
  /** Its place in the lane, among replies too. */
  createdAt: number
  notBeforeAt: number | null
  failures: number
  reason: JobReason | null
  /** The agent said "do it all the same". */
  released: boolean
}

/** A held one shows nothing: what it would hide must be seen. Before a review it is as good as done, as offline without one. */
function isHidden(action: Action): boolean {
  return action.state === 'held' && !awaitsReview(action)
}

/** The conversation as this action shows it. */
function shownBy(conversation: Conversation, action: Action): Conversation {
  const { change, after, seenId } = action
  if (isHidden(action)) return conversation
  switch (change.kind) {
    case 'labels':
      return { ...conversation, labels: labelsAfter(conversation.labels, change) }
    case 'attributes':
      return { ...conversation, customAttributes: attributesAfter(conversation.customAttributes, change.values) }
    case 'contact':
      if (change.contactId !== conversation.contact.id) return conversation
      return { ...conversation, contact: contactAfter(conversation.contact, change.fields) }
    case 'seen':
      // Nobody has read what came since.
      return isUnseen(conversation.preview, seenId) ? conversation : { ...conversation, ...after }
    default:
      return { ...conversation, ...after }
  }
}

/** A customer's message after the newest that was on the screen. */
export function isUnseen(message: { id: MessageId | null; type: string } | null, seenId: MessageId | null): boolean {
  return message?.type === 'incoming' && (message.id ?? 0) > (seenId ?? Infinity)
}

/** The conversation with its actions on top, and the actions with what lies under each of them now. */
export function over(
  conversation: Conversation,
  actions: readonly Action[],
): { conversation: Conversation; actions: Action[] } {
  let shown = conversation
  const based = actions.map((action) => {
    const before = isElsewhere(action, shown) ? action.before : pick(shown, keysOf(action))
    shown = shownBy(shown, action)
    return { ...action, before }
  })
  return { conversation: shown, actions: based }
}

/** The conversation as the server last told it, without the actions on top. */
export function under(conversation: Conversation, actions: readonly Action[]): Conversation {
  return actions.reduceRight(
    (shown, action) => (isHidden(action) || isElsewhere(action, shown) ? shown : { ...shown, ...action.before }),
    conversation,
  )
}

/** It changes a customer, and this conversation is with another one. */
function isElsewhere({ change }: Action, { contact }: Conversation): boolean {
  return change.kind === 'contact' && change.contactId !== contact.id
}

function pick(shown: Shown, keys: readonly (keyof Shown)[]): Shown {
  return Object.fromEntries(keys.map((key) => [key, shown[key]]))
}

function keysOf({ change, after }: Action): (keyof Shown)[] {
  switch (change.kind) {
    case 'labels':
      return ['labels']
    case 'attributes':
      return ['customAttributes']
    case 'contact':
      return ['contact']
    default:
      return Object.keys(after) as (keyof Shown)[]
  }
}

/** Actions with the same name replace each other. What was read and what was marked unread are one question. */
function slotOf(change: KeptChange): string {
  if (change.kind === 'seen' || change.kind === 'unread') return 'reading'
  return change.kind === 'contact' ? `contact ${change.contactId}` : change.kind
}

/** Two changes in one: for each label, each attribute, and each field of a contact, the newer word counts. */
function joined(older: KeptChange, newer: KeptChange): KeptChange {
  if (older.kind === 'contact' && newer.kind === 'contact')
    return { ...newer, fields: joinedFields(older.fields, newer.fields) }
  if (older.kind === 'attributes' && newer.kind === 'attributes')
    return { ...newer, values: { ...older.values, ...newer.values } }
  if (older.kind !== 'labels' || newer.kind !== 'labels') return newer
  return { kind: 'labels', ...joinedLabels(older, newer) }
}

/**
 * The actions of a conversation after one more. The newest of a kind replaces an older one that has not left; two that
 * cancel out leave nothing. `inFlight`: those a request is out for; they are let be.
 */
export function withAction(
  actions: readonly Action[],
  action: Action,
  { base, inFlight }: { base: Conversation; inFlight: (id: string) => boolean },
): Action[] {
  const older = actions.find((one) => slotOf(one.change) === slotOf(action.change) && !inFlight(one.id))
  const others = actions.filter((one) => one !== older)
  const merged: Action = older
    ? {
        ...action,
        change: joined(older.change, action.change),
        // What was replaced may have reached the server all the same.
        seenAssignees: [...new Set([...older.seenAssignees, ...action.seenAssignees])],
      }
    : action
  const list = [...others, merged].sort((one, other) => one.createdAt - other.createdAt)
  const without = over(base, others).conversation
  return changesNothing(without, over(base, list).conversation) ? others : list
}

function changesNothing(one: Conversation, other: Conversation): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
