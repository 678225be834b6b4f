/** A customer is in many conversations: what is done to the one is shown in all of them, and taken back in all of them. */
import type { Conversation } from '../../../src-preload/contract/entities'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { ContactKey, StoredConversation, Tx } from '../ports'
import { mergeConversation } from '../sync/merge'
import { isSame } from '../sync/same'
import type { Action } from './action'
import { NO_TALK } from './contact-fields'

/** Changes of this customer that the server does not have yet, in the order in which they were made. */
export async function contactActions(tx: Pick<Tx, 'actions'>, { accountId, contactId }: ContactKey): Promise<Action[]> {
  return (await tx.actions()).filter(
    (one) => one.accountId === accountId && one.change.kind === 'contact' && one.change.contactId === contactId,
  )
}

/** What a change is kept with: its conversation, or for a customer without a stored one, something that looks like it. */
export async function standOf(tx: Tx, { accountId, conversationId, change }: Pick<Action, 'change'> & ConversationKey) {
  if (conversationId !== NO_TALK || change.kind !== 'contact') return tx.conversation({ accountId, conversationId })
  const stored = await tx.contact({ accountId, contactId: change.contactId })
  if (stored === null) return null
  const fields = { contact: stored.contact }
  return mergeConversation(null, { accountId, id: NO_TALK, evidenceAt: 0, fields, messages: [] })
}

/** Writes what `standOf` gave, with other fields. */
export async function putStand(tx: Tx, facts: Fact[], { stand, conversation }: Shown): Promise<void> {
  if (conversation.id !== NO_TALK) {
    await tx.putConversation({ ...stand, conversation })
    facts.push({ kind: 'ConversationChanged', conversation, before: stand.conversation, source: 'answer' })
    return
  }
  const { accountId, contact } = conversation
  const stored = await tx.contact({ accountId, contactId: contact.id })
  await tx.putContact({ lastActivityAt: null, createdAt: null, ...stored, accountId, contact })
  facts.push({ kind: 'ContactsChanged', accountId })
}

type Shown = { stand: StoredConversation; conversation: Conversation }

/** What is known of a customer goes into their other conversations. `evidenceAt` (server ms): older news do not unsay it. */
export async function spreadContact(
  tx: Tx,
  facts: Fact[],
  { conversation, evidenceAt }: { conversation: Conversation; evidenceAt: number },
): Promise<void> {
  const { accountId, contact } = conversation
  for (const key of await tx.conversationsOf(accountId, contact.id)) {
    const stored = key.conversationId === conversation.id ? null : await tx.conversation(key)
    if (stored === null) continue
    const before = stored.conversation
    const after: Conversation = { ...before, contact }
    await tx.putConversation({ conversation: after, evidenceAt: Math.max(stored.evidenceAt, evidenceAt) })
    if (!isSame(before, after)) facts.push({ kind: 'ConversationChanged', conversation: after, before, source: 'answer' })
  }
}
