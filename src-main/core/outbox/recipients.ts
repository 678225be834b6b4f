import type { Conversation } from '../../../src-preload/contract/entities'
import type { Recipients } from '../../../src-preload/contract/message-parts'
import { isNobodyElse, repliedTo } from '../../../src-preload/contract/recipients'
import type { Tx } from '../ports'

/** As many of the newest messages are looked through for the last mail. */
const LOOKED_AT = 50

/**
 * Who a reply that is kept now goes to: whom the agent chose, else all who had a copy of the last mail, wherever the reply was
 * written. Null: the customer alone, as everywhere but in e-mail.
 */
export async function recipientsFor(
  tx: Tx,
  conversation: Conversation | null,
  reply: { private: boolean; recipients?: Recipients | undefined },
): Promise<Recipients | null> {
  if (conversation?.channel !== 'Channel::Email' || reply.private) return null
  const recipients = reply.recipients ?? (await asLastTime(tx, conversation))
  return isNobodyElse(recipients) ? null : recipients
}

async function asLastTime(tx: Tx, { accountId, id, inboxId, contact }: Conversation): Promise<Recipients> {
  const messages = await tx.messages({ accountId, conversationId: id }, null, LOOKED_AT)
  const inbox = (await tx.directory(accountId)).inboxes.find((one) => one.id === inboxId)
  return repliedTo(messages, { contact: contact.email, inbox: inbox?.email ?? null })
}
