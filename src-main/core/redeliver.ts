/**
 * A message that the channel did not take, once more. Where the server can deliver it again it is asked to (FACTS §3.4, §7); where it
 * cannot, or only pretends (e-mail before 4.10), the words go as a new reply through the outbox. Never twice: the server is asked
 * how the message stands right before, and the new reply has a name that follows from the message.
 */
import type { Answer } from '../../src-preload/contract/errors'
import type { Message } from '../../src-preload/contract/entities'
import type { ClientId, ConversationKey, MessageId } from '../../src-preload/contract/ids'
import type { CallOutput } from '../../src-preload/contract/schemas'
import { errorOf, ok, refuse } from './answer'
import type { MessageNews } from './news'
import type { Outbox } from './outbox'
import type { Server, Store } from './ports'
import { ANSWER } from './sync/origin'
import type { NewsQueue } from './sync/queue'

export interface RedeliverNeeds {
  store: Pick<Store, 'message' | 'conversation' | 'messageByClientId' | 'job'>
  server: Pick<Server, 'errands' | 'messages'>
  queue: Pick<NewsQueue, 'pushed'>
  outbox: Pick<Outbox, 'send'>
  isConnected: () => boolean
  /** Of the server, as it says. */
  version: () => string | null
}

type End = CallOutput<'message.retry'>['end']

/** One at a time for each message. */
export function makeRedeliver(needs: RedeliverNeeds) {
  const busy = new Set<string>()
  return async (key: ConversationKey, id: MessageId): Promise<Answer<{ end: End }>> => {
    const name = `${key.accountId}/${id}`
    if (busy.has(name)) return ok({ end: 'already' })
    busy.add(name)
    try {
      return await redeliver(needs, key, id)
    } finally {
      busy.delete(name)
    }
  }
}

async function redeliver(needs: RedeliverNeeds, key: ConversationKey, id: MessageId): Promise<Answer<{ end: End }>> {
  const message = (await needs.store.message(key.accountId, id))?.message
  if (!message || message.conversationId !== key.conversationId || message.type === 'incoming')
    return refuse({ kind: 'not-found' })
  if (message.status !== 'failed' || message.deleted) return ok({ end: 'already' })
  const channel = (await needs.store.conversation(key))?.conversation.channel ?? ''
  return canRetry(needs.version(), channel) ? askServer(needs, key, id) : sendAnew(needs, key, message)
}

/** Retrying came between 3.1 and 3.4, and sends e-mail since 4.10 only (FACTS §3.4, §7). An unknown version is taken for a new one. */
export function canRetry(version: string | null, channel: string): boolean {
  const [, major = '99', minor = '0'] = /^v?(\d{1,5})\.(\d{1,5})/.exec(version ?? '') ?? []
  const has = (one: number, two: number) => Number(major) > one || (Number(major) === one && Number(minor) >= two)
  return channel === 'Channel::Email' ? has(4, 10) : has(3, 4)
}

async function askServer(needs: RedeliverNeeds, key: ConversationKey, id: MessageId): Promise<Answer<{ end: End }>> {
  const { server, queue, isConnected } = needs
  if (!isConnected()) return refuse({ kind: 'offline' })
  const tell = (list: MessageNews[]) => queue.pushed({ kind: 'messages', key, list, reachedStart: false, origin: ANSWER })
  const read = await server.messages(key, { after: (id - 1) as MessageId })
  if (read.kind !== 'accepted') return refuse(errorOf(read) ?? { kind: 'offline' })
  const there = read.value.filter((one) => one.id === id)
  if (there.length === 0) return refuse({ kind: 'not-found' })
  if (there[0]?.fields.status !== 'failed') {
    await tell(there)
    return ok({ end: 'already' })
  }
  const outcome = await server.errands.retryMessage(key, id)
  // It may be on its way: what becomes of it is told by the server, and asked for before the next time.
  if (outcome.kind === 'unsure' && outcome.words === null) return ok({ end: 'unsure' })
  if (outcome.kind !== 'accepted') return refuse(errorOf(outcome) ?? { kind: 'offline' })
  await tell([outcome.value])
  return ok({ end: 'asked' })
}

/** Its files are the server's, and nobody can hand them over again: they must be sent by hand. */
async function sendAnew(needs: RedeliverNeeds, key: ConversationKey, message: Message): Promise<Answer<{ end: End }>> {
  const { store, outbox } = needs
  if (message.attachments.length > 0 || message.content.trim() === '') return ok({ end: 'by-hand' })
  const clientId = nameOf(message)
  if ((await store.job(clientId)) !== null || (await store.messageByClientId(clientId)) !== null) return ok({ end: 'already' })
  const { content: text, private: isNote, inReplyTo } = message
  await outbox.send({
    ...{ conversation: key, clientId, text, private: isNote, seenId: message.id },
    inReplyTo: inReplyTo ?? undefined,
    recipients: message.mail === null ? undefined : { to: message.mail.to, cc: message.mail.cc, bcc: [] },
    // What is being written there stays a draft, and the guard looks first: much may have been said since.
    origin: 'notification',
  })
  return ok({ end: 'again' })
}

const hex = (number: number, length: number) => number.toString(16).padStart(length, '0').slice(-length)

/** The same for the same message, whenever it is asked for. */
function nameOf({ accountId, id }: Message): ClientId {
  return `${hex(accountId, 8)}-fa11-4ed0-8000-${hex(id ?? 0, 12)}` as ClientId
}
