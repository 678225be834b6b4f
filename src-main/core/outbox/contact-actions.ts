/** A customer is in many conversations: what is done to the one is shown in all of them, and taken back in all of them. */
import type { Conversation } from '../../../src-preload/contract/entities'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { Tx } from '../ports'
import { isSame } from '../sync/same'
import type { Action } from './action'

/** What lies on top of a conversation: its own actions, and those on customers of its account, which may be its customer. */
export async function actionsOver(tx: Tx, { accountId, conversationId }: ConversationKey): Promise<Action[]> {
  const isOver = ({ change, ...of }: Action): boolean =>
    of.accountId === accountId && (of.conversationId === conversationId || change.kind === 'contact')
  return (await tx.actions()).filter(isOver)
}

/** Name and ways to reach a customer go into their other conversations. `evidenceAt` (server ms): older news do not unsay it. */
export async function spreadContact(
  tx: Tx,
  facts: Fact[],
  { conversation, evidenceAt }: { conversation: Conversation; evidenceAt: number },
): Promise<void> {
  const { accountId, contact } = conversation
  const { name, email, phoneNumber } = contact
  for (const key of await tx.conversationsOf(accountId, contact.id)) {
    const stored = key.conversationId === conversation.id ? null : await tx.conversation(key)
    if (stored === null) continue
    const before = stored.conversation
    const after: Conversation = { ...before, contact: { ...before.contact, name, email, phoneNumber } }
    await tx.putConversation({ conversation: after, evidenceAt: Math.max(stored.evidenceAt, evidenceAt) })
    if (!isSame(before, after)) facts.push({ kind: 'ConversationChanged', conversation: after, before, source: 'answer' })
  }
}
