import type { Conversation } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import { over, under } from '../outbox/action'
import type { Tx } from '../ports'
import type { News } from './queue'

type Followed = Extract<News, { kind: 'followed' }>

/**
 * Marks what the agent follows. Nothing but this list tells (FACTS §3.3), so it says nothing of anything else; what became newer
 * since it was asked for stays as it is until it is asked for again.
 */
export async function applyFollowed(tx: Tx, { account, on, off, asOfAt }: Followed): Promise<Fact[]> {
  const facts: Fact[] = []
  const told = [...on.map((id) => [id, true] as const), ...off.map((id) => [id, false] as const)]
  for (const [conversationId, following] of told) {
    const key = { accountId: account, conversationId }
    const stored = await tx.conversation(key)
    if (stored === null || stored.evidenceAt > asOfAt) continue
    const before = stored.conversation
    const actions = await tx.actionsOver(key)
    const base = under(before, actions)
    if (base.following === following) continue
    const shown = over({ ...base, following }, actions)
    for (const action of shown.actions) await tx.putAction(action)
    await tx.putConversation({ conversation: shown.conversation, evidenceAt: stored.evidenceAt })
    facts.push({ kind: 'ConversationChanged', conversation: shown.conversation, before, source: 'look' })
  }
  return facts
}

/** Who is given a conversation is made one of its participants by the server (FACTS §3.3). */
export function followedByAssignment(before: Conversation | null, now: Conversation, me: UserId): Conversation {
  const isNew = before !== null && now.assignee?.id === me && before.assignee?.id !== me
  return isNew ? { ...now, following: true } : now
}
