/**
 * What the server no longer lets us see goes, so that nobody seems to wait there for ever: a deleted conversation, an inbox
 * we were taken out of, an account we left. No event tells of the first, and a stale list of the others (FACTS §5.3).
 * What the agent wrote stays: a conversation with a draft or an unsent reply is only set aside.
 */
import type { Directory } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationKey, InboxId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import { NO_TALK } from '../outbox/contact-fields'
import type { Tx } from '../ports'

/** Of a conversation whose inbox nobody told us yet. */
const UNTOLD = 0 as InboxId

/** One conversation that is gone. */
export async function forgetConversation(tx: Tx, key: ConversationKey): Promise<Fact[]> {
  if (await hasOwnText(tx, key)) return setAside(tx, key)
  await tx.removeConversation(key)
  return [{ kind: 'ConversationRemoved', conversation: { accountId: key.accountId, conversationId: key.conversationId } }]
}

/** Those of inboxes that are not in the directory any more. */
export async function forgetInboxes(tx: Tx, { accountId, inboxes }: Directory): Promise<Fact[]> {
  const mine = inboxes.map((inbox) => inbox.id)
  return forgetAll(tx, await tx.conversationsOutside(accountId, [UNTOLD, ...mine]))
}

/** Those of accounts that are not in the profile any more. */
export async function forgetAccounts(tx: Tx, kept: readonly AccountId[]): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const { accountId } of await tx.cursors()) {
    if (kept.includes(accountId)) continue
    facts.push(...(await forgetAll(tx, await tx.conversationsOutside(accountId, []))))
    await tx.removeContacts(accountId)
    for (const action of await tx.actions()) if (isLoneIn(accountId, action)) await tx.removeAction(action.id)
    await tx.removeCursor(accountId)
    await tx.setListedSince(accountId, null)
  }
  return facts
}

/** A change of a customer with whom no conversation is stored. */
function isLoneIn(account: AccountId, { accountId, conversationId }: ConversationKey): boolean {
  return accountId === account && conversationId === NO_TALK
}

async function forgetAll(tx: Tx, keys: ConversationKey[]): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const key of keys) facts.push(...(await forgetConversation(tx, key)))
  return facts
}

async function hasOwnText(tx: Tx, key: ConversationKey): Promise<boolean> {
  if ((await tx.draft(key)) !== null) return true
  return (await tx.jobs()).some((job) => job.accountId === key.accountId && job.conversationId === key.conversationId)
}

/** It stays to be found, and calls for nobody. */
async function setAside(tx: Tx, key: ConversationKey): Promise<Fact[]> {
  const stored = await tx.conversation(key)
  if (stored === null || (stored.conversation.waitingSinceAt === null && stored.conversation.unreadCount === 0)) return []
  const before = stored.conversation
  const conversation = { ...before, waitingSinceAt: null, unreadCount: 0 }
  await tx.putConversation({ ...stored, conversation })
  return [{ kind: 'ConversationChanged', conversation, before, source: 'look' }]
}
