/**
 * The one end of every send. The answer of a POST, the socket's echo and a look-up all come here, in any order and any
 * number: the first one makes the unsent message the server's and removes the job, the others find nothing to do.
 */
import type { Message } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import type { MailHead, Recipients } from '../../../src-preload/contract/message-parts'
import { NOBODY_ELSE } from '../../../src-preload/contract/recipients'
import type { Fact } from '../facts'
import { asAttachment, removeFilesOf } from '../files/on-the-way'
import type { MessageNews } from '../news'
import type { StoredFile, Tx } from '../ports'
import { overlaid } from '../sync/merge'
import type { Job } from './jobs'
import { sameMarker } from './marker'

/** Whether this message is that reply: written by me, with one of its marks. Never by content: Liquid rewrites it (FACTS §4.2). */
export function isSameReply(job: Job, news: MessageNews, me: UserId): boolean {
  if (news.accountId !== job.accountId || news.conversationId !== job.conversationId) return false
  const { sender, type, marker } = news.fields
  if (type !== undefined && type !== 'outgoing') return false
  if (sender && (sender.type !== 'user' || sender.id !== me)) return false
  if (news.clientId !== null) return news.clientId === job.clientId
  // A marker alone is only believed when the sender is known to be me.
  return sender !== undefined && sender !== null && sameMarker(marker, job.marker)
}

/**
 * Runs inside the caller's commit and returns what to tell after it; an empty list when the message is not a waiting
 * reply of ours. The message row then carries the server's id, so a merge that follows finds it by that id.
 */
export async function acknowledge(tx: Tx, news: MessageNews, me: UserId): Promise<Fact[]> {
  const job = await findJob(tx, news, me)
  if (!job) return []
  const message = await adopt(tx, job, news)
  await removeFilesOf(tx, job)
  await tx.removeJob(job.clientId)
  const conversation = { accountId: job.accountId, conversationId: job.conversationId }
  return [
    { kind: 'ReplySent', clientId: job.clientId, message },
    { kind: 'OutboxChanged', conversation },
  ]
}

async function findJob(tx: Tx, news: MessageNews, me: UserId): Promise<Job | null> {
  if (news.clientId === null && (news.fields.marker ?? null) === null) return null
  return (await tx.jobs()).find((job) => isSameReply(job, news, me)) ?? null
}

/** The row with our clientId becomes the server's; a copy that arrived unrecognised before gives way to it. */
async function adopt(tx: Tx, job: Job, news: MessageNews): Promise<Message> {
  const known = await tx.message(news.accountId, news.id)
  const own = await tx.messageByClientId(job.clientId)
  const base = known?.message ?? own?.message ?? unsentMessage(job)
  const message: Message = { ...overlaid<Message>(base, news.fields), id: news.id, clientId: job.clientId, marker: job.marker }
  if (known && own && own.message.id === null) await tx.removeUnsentMessage(job.clientId)
  await tx.putMessage({ message, evidenceAt: Math.max(news.evidenceAt, known?.evidenceAt ?? 0) })
  return message
}

/** As the server will show it: nothing, where it goes to the customer alone. */
function headOf(recipients: Recipients | null): MailHead | null {
  const { to, cc } = recipients ?? NOBODY_ELSE
  return to.length + cc.length === 0 ? null : { subject: null, from: [], to, cc }
}

/** The message as only this computer has it. */
export function unsentMessage(job: Job, files: readonly StoredFile[] = []): Message {
  return {
    accountId: job.accountId,
    conversationId: job.conversationId,
    inboxId: null,
    id: null,
    clientId: job.clientId,
    marker: job.marker,
    type: 'outgoing',
    contentType: 'text',
    content: job.text,
    html: null,
    mail: headOf(job.recipients),
    private: job.private,
    status: 'sent',
    error: null,
    deleted: false,
    inReplyTo: job.inReplyTo,
    sender: null,
    attachments: files.map(asAttachment),
    createdAt: job.createdAt,
  }
}
