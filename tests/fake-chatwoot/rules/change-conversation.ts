import { mustGet } from '../model/database'
import { membershipOf } from '../model/membership'
import { membersOf } from '../model/people'
import type { Conversation, Inbox, User } from '../model/rows'
import type { World } from '../model/world'
import { assigneeText, priorityText, statusText, teamText, writeActivity } from './activity'
import { announceConversation } from './announce'
import { notify } from './notify'
import { deliverConversationHooks } from './webhooks'

/** What of a conversation is watched: a change of any of these is told as conversation.updated. */
export type Change = Partial<
  Pick<
    Conversation,
    'status' | 'priority' | 'assigneeId' | 'teamId' | 'snoozedUntil' | 'waitingSince' | 'firstReplyAt' | 'customAttributes'
  >
>

/**
 * Changes a conversation the way one save does: events for what really changed, notes about it, a notification for a
 * new assignee. Without anybody (`by` is null) the server itself does it.
 */
export function changeConversation(
  world: World,
  conversation: Conversation,
  { change, by }: { change: Change; by: User | null },
): void {
  const wanted = withConsequences(world, conversation, change)
  const before = { ...conversation }
  const changed = (Object.keys(wanted) as (keyof Change)[]).filter((key) => !isSame(wanted[key], before[key]))
  if (changed.length === 0) return
  Object.assign(conversation, wanted, { updatedAt: world.clock.now() })
  if (changed.includes('status')) announceConversation(world, conversation, { event: 'conversation.status_changed' })
  announceConversation(world, conversation, { event: 'conversation.updated' })
  if (changed.includes('assigneeId')) announceConversation(world, conversation, { event: 'assignee.changed' })
  if (changed.includes('teamId')) announceConversation(world, conversation, { event: 'team.changed' })
  deliverConversationHooks(world, conversation, changed.includes('status'))
  writeNotes(world, conversation, { before, by })
  if (changed.includes('assigneeId')) welcomeAssignee(world, conversation, by)
  if (changed.includes('status') && conversation.status === 'open') assignAutomatically(world, conversation, by)
}

function withConsequences({ features }: World, conversation: Conversation, change: Change): Change {
  const status = change.status ?? conversation.status
  const isResolved = change.status === 'resolved' && features.clearsWaitingWhenResolved
  return {
    ...change,
    ...(status === 'snoozed' ? {} : { snoozedUntil: null }),
    ...(isResolved ? { waitingSince: null } : {}),
  }
}

function isSame(one: unknown, two: unknown): boolean {
  return one === two || JSON.stringify(one) === JSON.stringify(two)
}

function writeNotes(world: World, conversation: Conversation, { before, by }: { before: Conversation; by: User | null }): void {
  const { db } = world
  if (before.status !== conversation.status) {
    const text = statusText(conversation.status, by)
    if (text) writeActivity(world, conversation, text)
  }
  if (!by) return
  if (before.priority !== conversation.priority) {
    writeActivity(world, conversation, priorityText({ from: before.priority, to: conversation.priority, by }))
  }
  if (before.teamId !== conversation.teamId) {
    const teams = { from: db.teams.get(before.teamId), to: db.teams.get(conversation.teamId) }
    writeActivity(world, conversation, teamText({ ...teams, by }))
  } else if (before.assigneeId !== conversation.assigneeId) {
    writeActivity(world, conversation, assigneeText(db.users.get(conversation.assigneeId), by))
  }
}

/** An assignee follows the conversation from now on, and is told unless he took it himself. */
export function welcomeAssignee(world: World, conversation: Conversation, by: User | null): void {
  const assignee = world.db.users.get(conversation.assigneeId)
  if (!assignee) return
  follow(conversation, assignee)
  if (assignee === by) return
  notify(world, { user: assignee, type: 'conversation_assignment', conversation })
}

/** Makes somebody a participant. */
export function follow(conversation: Conversation, user: User): void {
  if (!conversation.participantIds.includes(user.id)) conversation.participantIds.push(user.id)
}

/** Sets or takes away the team; an assignee outside the team is dropped. */
export function assignTeam(
  world: World,
  conversation: Conversation,
  { teamId, by }: { teamId: number | null; by: User | null },
): void {
  const team = world.db.teams.get(teamId)
  const isInside = !team || team.memberIds.includes(conversation.assigneeId ?? -1)
  const assigneeId = isInside ? conversation.assigneeId : null
  changeConversation(world, conversation, { change: { teamId: team?.id ?? null, assigneeId }, by })
}

/** Replaces the labels: two events and a note for each kind of change. */
export function setLabels(
  world: World,
  conversation: Conversation,
  { labels, by }: { labels: string[]; by: User | null },
): void {
  const added = labels.filter((one) => !conversation.labels.includes(one))
  const removed = conversation.labels.filter((one) => !labels.includes(one))
  if (added.length + removed.length === 0) return
  conversation.labels = labels
  conversation.updatedAt = world.clock.now()
  announceConversation(world, conversation, { event: 'conversation.updated' })
  announceConversation(world, conversation, { event: 'conversation.updated' })
  if (!by) return
  if (added.length) writeActivity(world, conversation, `${by.name} added ${added.join(', ')}`)
  if (removed.length) writeActivity(world, conversation, `${by.name} removed ${removed.join(', ')}`)
}

/** Who of the connected members is next: the one with the fewest open conversations of the inbox. */
export function nextAssignee(world: World, inbox: Inbox): User | undefined {
  if (inbox.settings['enable_auto_assignment'] !== true) return undefined
  const free = membersOf(world, inbox).filter((user) => {
    const membership = membershipOf(user, inbox.accountId)
    return world.presence.isPresent(user.id, inbox.accountId) && membership?.availability === 'online'
  })
  const load = (user: User) => world.db.conversations.where((one) => one.assigneeId === user.id).length
  return free.sort((one, two) => load(one) - load(two))[0]
}

function assignAutomatically(world: World, conversation: Conversation, by: User | null): void {
  if (conversation.assigneeId !== null) return
  const assignee = nextAssignee(world, mustGet(world.db.inboxes, conversation.inboxId))
  if (assignee) changeConversation(world, conversation, { change: { assigneeId: assignee.id }, by })
}
