/** What the agent does to a conversation: shown at once, with a way back for five seconds (F9). */
import type { AttributeValues, Change, ContactFields } from '../../src-preload/contract/change'
import type { Conversation } from '../../src-preload/contract/entities'
import type { ConversationRef, UserId } from '../../src-preload/contract/ids'
import { say, type TextKey } from '../text/t'
import { attempt, toast, useUi, whyNot } from '../ui-state'
import { call } from './client'

/** A conversation and what it shows now. */
export interface Subject {
  ref: ConversationRef
  conversation: Conversation
}

type Status = Extract<Change, { kind: 'status' }>['status']
type Priority = Extract<Change, { kind: 'priority' }>['priority']

/** Keeps a change; the line at the bottom says what was done and brings it back. */
async function keep({ ref, conversation }: Subject, change: Change, text: string): Promise<void> {
  try {
    const seenId = conversation.preview?.id ?? null
    const { actionId } = await call('conversation.change', { ...ref, change, seenId })
    if (actionId === null) toast({ text })
    else toast({ text, undo: () => void undoAction(ref, actionId) })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}

/** Takes a change back; says so when it is too late. */
export async function undoAction({ profileId }: Pick<ConversationRef, 'profileId'>, actionId: string): Promise<void> {
  try {
    const { undone } = await call('action.undo', { profileId, actionId })
    if (!undone) toast({ level: 'warn', text: say('did.tooLate') })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}

/** Lets a held change go all the same. */
export function releaseAction({ profileId }: ConversationRef, actionId: string): Promise<boolean> {
  return attempt(call('action.release', { profileId, actionId }))
}

const did: Record<Status, TextKey> = {
  open: 'did.reopened',
  resolved: 'did.resolved',
  pending: 'did.pending',
  snoozed: 'did.snoozed',
}

/** Resolves, reopens, puts aside or snoozes; `snoozedUntilAt` null: until the customer writes. */
export async function setStatus(subject: Subject, status: Status, snoozedUntilAt: number | null = null): Promise<void> {
  const { conversation } = subject
  if (conversation.status === status && conversation.snoozedUntilAt === snoozedUntilAt) return
  await keep(subject, { kind: 'status', status, snoozedUntilAt }, say(did[status], { name: conversation.contact.name }))
}

/** Gives the conversation to somebody or nobody. `who` is the name for the line at the bottom; null: me. */
export async function assign(subject: Subject, userId: UserId | null, who: string | null): Promise<void> {
  const { conversation } = subject
  if ((conversation.assignee?.id ?? null) === userId) return
  const { name } = conversation.contact
  const text =
    userId === null
      ? say('did.unassigned', { name })
      : who === null
        ? say('did.assigned', { name })
        : say('did.assignedTo', { name, who })
  await keep(subject, { kind: 'assignee', userId }, text)
}

/** Gives it to a team or none. */
export async function assignTeam(subject: Subject, team: { id: number; name: string } | null): Promise<void> {
  const { conversation } = subject
  if ((conversation.team?.id ?? null) === (team?.id ?? null)) return
  const { name } = conversation.contact
  const text = team ? say('did.team', { name, team: team.name }) : say('did.noTeam', { name })
  await keep(subject, { kind: 'team', teamId: team?.id ?? null }, text)
}

/** How pressing it is; null: not at all. */
export async function setPriority(subject: Subject, priority: Priority): Promise<void> {
  const { conversation } = subject
  if (conversation.priority === priority) return
  const { name } = conversation.contact
  const text =
    priority === null ? say('did.noPriority', { name }) : say('did.priority', { name, priority: say(`priority.${priority}`) })
  await keep(subject, { kind: 'priority', priority }, text)
}

/** Puts a label on, or takes it off. */
export async function turnLabel(subject: Subject, title: string): Promise<void> {
  const { conversation } = subject
  const isOn = conversation.labels.includes(title)
  const change: Change = { kind: 'labels', add: isOn ? [] : [title], remove: isOn ? [title] : [] }
  await keep(subject, change, say(isOn ? 'did.labelOff' : 'did.labelOn', { name: conversation.contact.name, label: title }))
}

/** Mutes the customer, which also resolves, or hears them again. */
export async function turnMute(subject: Subject): Promise<void> {
  const { conversation } = subject
  const muted = !conversation.muted
  await keep(subject, { kind: 'muted', muted }, say(muted ? 'did.muted' : 'did.unmuted', { name: conversation.contact.name }))
}

/** Corrects the customer, in all conversations with them; null takes a way to reach them away. */
export async function changeContact(subject: Subject, fields: ContactFields): Promise<void> {
  const { id, name } = subject.conversation.contact
  await keep(subject, { kind: 'contact', contactId: id, fields }, say('did.contact', { name: fields.name ?? name }))
}

/** Writes a custom attribute of the conversation; null takes it away. `title` is what people call it. */
export async function changeAttribute(
  subject: Subject,
  { key, title, value }: { key: string; title: string; value: AttributeValues[string] },
): Promise<void> {
  const text = say('did.attribute', { attribute: title, name: subject.conversation.contact.name })
  await keep(subject, { kind: 'attributes', values: { [key]: value } }, text)
}

/** Follows it, or no longer: who follows is told of what happens in it. */
export async function turnFollowing(subject: Subject, on: boolean): Promise<void> {
  const text = say(on ? 'did.following' : 'did.notFollowing', { name: subject.conversation.contact.name })
  await keep(subject, { kind: 'following', on }, text)
}

/** Marks it unread, and leaves it: who stays would read it again. */
export async function markUnread(subject: Subject): Promise<void> {
  useUi.getState().select(null)
  await keep(subject, { kind: 'unread' }, say('did.unread', { name: subject.conversation.contact.name }))
}
