import type { Conversation } from '../../../src-preload/contract/entities'
import type { Recipients } from '../../../src-preload/contract/message-parts'
import { NOBODY_ELSE, ownAddresses, repliedTo } from '../../../src-preload/contract/recipients'
import type { Tx } from '../ports'
import { isSame } from '../sync/same'
import type { Job } from './jobs'

/** As many of the newest messages are looked through for the last mail. */
const LOOKED_AT = 50

/**
 * Who a reply that is kept now goes to: whom the agent chose, else all who had a copy of the last mail, wherever the reply was
 * written. Null: this is no mail.
 */
export async function recipientsFor(
  tx: Tx,
  conversation: Conversation | null,
  reply: { private: boolean; recipients?: Recipients | undefined },
): Promise<Recipients | null> {
  if (conversation?.channel !== 'Channel::Email' || reply.private) return null
  return reply.recipients ?? asLastTime(tx, conversation)
}

/** Whom the agent had chosen for a reply that is taken back; undefined: nobody, it would go as last time. */
export async function chosenFor(
  tx: Tx,
  { accountId, conversationId, recipients }: Pick<Job, 'accountId' | 'conversationId' | 'recipients'>,
): Promise<Recipients | undefined> {
  if (recipients === null) return undefined
  const stored = await tx.conversation({ accountId, conversationId })
  const usual = stored === null ? NOBODY_ELSE : await asLastTime(tx, stored.conversation)
  return isSame(usual, recipients) ? undefined : recipients
}

async function asLastTime(tx: Tx, { accountId, id, inboxId, contact }: Conversation): Promise<Recipients> {
  const messages = await tx.messages({ accountId, conversationId: id }, null, LOOKED_AT)
  const inbox = (await tx.directory(accountId)).inboxes.find((one) => one.id === inboxId)
  return repliedTo(messages, { contact: contact.email, own: ownAddresses(inbox) })
}
