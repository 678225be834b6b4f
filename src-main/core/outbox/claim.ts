/**
 * Who answers takes the conversation (M12). The server assigns nobody by a reply (FACTS §3.4), so this is a change of ours: kept
 * in the commit that keeps the reply, after it in the lane, undone as any other, and held when a colleague was faster. Nobody has
 * been answered while the reply waits for a word of the agent: until then it waits too, and is gone when the reply is taken back.
 */
import type { ClientId, ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { Tx } from '../ports'
import { type ActionNeeds, dropAction, keepAction } from './actions'
import { isKeptForReview } from './needs'

/** As much of a reply as tells whether it takes the conversation. */
interface Answer {
  clientId: ClientId
  conversation: ConversationKey
  seenId: MessageId | null
  private: boolean
  origin: 'composer' | 'quick' | 'notification'
}

/** Takes what is nobody's; the id of the change, or null when there is nothing to take. */
export async function claim(
  tx: Tx,
  facts: Fact[],
  { needs, reply }: { needs: ActionNeeds; reply: Answer },
): Promise<string | null> {
  const { conversation, seenId, origin, clientId } = reply
  // In field mode it is taken when the reply is let go: one thing to look at, not two.
  if (reply.private || needs.claims?.() !== true || isKeptForReview(needs)) return null
  const stored = await tx.conversation(conversation)
  if (stored === null || stored.conversation.assignee !== null) return null
  const change = { kind: 'assignee', userId: needs.me.id } as const
  // Where no line with an undo is shown, nothing waits for one.
  const action = { conversation, change, seenId, rests: origin !== 'notification', answers: clientId }
  return (await keepAction(tx, facts, { needs, action }))?.id ?? null
}

/** The reply is taken back, or it begins anew: nobody is answered by it any more. Whether it had taken the conversation. */
export async function unclaim(tx: Tx, facts: Fact[], reply: ConversationKey & { clientId: ClientId }): Promise<boolean> {
  const claimed = (await tx.actionsOver(reply)).find(({ answers }) => answers === reply.clientId)
  return claimed !== undefined && (await dropAction(tx, facts, claimed.id)) !== null
}
