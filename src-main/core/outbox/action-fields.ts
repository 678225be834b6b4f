import type { KeptChange } from '../../../src-preload/contract/change'
import type { Conversation, Directory } from '../../../src-preload/contract/entities'
import type { ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { Tx } from '../ports'
import type { Shown } from './action'

/** The server counts messages of the same second too (FACTS §3.3). */
const A_SECOND_MS = 1_000
/** Nobody marks unread what is further away than this. */
const NEWEST = 50

interface FieldsAsk {
  /** As the server last told it. */
  conversation: Conversation
  change: KeptChange
  me: { id: UserId; name: string }
  /** The server's clock in ms. */
  serverNow: () => number
}

/** What a conversation shows once this is done, before the server says so. Null: it cannot be done here. */
export async function fieldsAfter(tx: Tx, { conversation, change, ...deps }: FieldsAsk): Promise<Shown | null> {
  switch (change.kind) {
    case 'status':
      return { status: change.status, snoozedUntilAt: change.status === 'snoozed' ? wakesAt(conversation, change) : null }
    case 'assignee':
      return { assignee: personOf(change.userId, await tx.directory(conversation.accountId), deps.me) }
    case 'team': {
      const team = (await tx.directory(conversation.accountId)).teams.find(({ id }) => id === change.teamId)
      if (change.teamId !== null && team === undefined) return null
      return { team: team ? { id: team.id, name: team.name } : null }
    }
    case 'labels':
    case 'attributes':
      return {}
    case 'priority':
      return { priority: change.priority }
    case 'muted':
      return change.muted ? { muted: true, status: 'resolved', snoozedUntilAt: null } : { muted: false }
    case 'unread':
      return unreadFrom(tx, conversation)
    case 'following':
      return { following: change.on }
    case 'seen':
      return conversation.unreadCount === 0 ? {} : { unreadCount: 0, agentLastSeenAt: deps.serverNow() }
    case 'contact':
      return change.contactId === conversation.contact.id ? {} : null
  }
}

/** Snoozed once more without a time the server keeps the time it has (FACTS §3.3). */
function wakesAt({ status, snoozedUntilAt }: Conversation, change: { snoozedUntilAt: number | null }): number | null {
  return change.snoozedUntilAt ?? (status === 'snoozed' ? snoozedUntilAt : null)
}

function personOf(user: UserId | null, { agents }: Directory, me: { id: UserId; name: string }): Conversation['assignee'] {
  if (user === null) return null
  const agent = agents.find(({ id }) => id === user)
  if (agent) return { id: agent.id, name: agent.name, avatarUrl: agent.avatarUrl }
  // Somebody we have no name for: the server's event brings it.
  return { id: user, name: user === me.id ? me.name : `#${user}`, avatarUrl: null }
}

/** From the last customer's message on, as the server does it. */
async function unreadFrom(tx: Tx, { accountId, id, unreadCount }: Conversation): Promise<Shown | null> {
  const key: ConversationKey = { accountId, conversationId: id }
  const last = (await tx.messages(key, null, NEWEST)).findLast((message) => message.type === 'incoming')
  if (last === undefined) return null
  return { unreadCount: Math.max(1, unreadCount), agentLastSeenAt: last.createdAt - A_SECOND_MS }
}
