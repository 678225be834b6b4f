import type { Store } from '../../src-main/core/ports'
import { accountId } from '../../src-preload/contract/ids'
import { ME, NOON, aConversation, aMessage, keyOf } from './examples'

/** How much to write. `conversationsPerCommit` keeps a commit short enough to watch. */
export interface FillSize {
  conversations: number
  messagesEach: number
  conversationsPerCommit?: number
}

const WORDS = 'order refund invoice delivery broken thanks hello парсель заказ возврат спасибо когда please screen login'.split(
  ' ',
)
const STATUSES = ['open', 'open', 'open', 'resolved', 'pending', 'snoozed']

/** The same small numbers every time (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Fills a store with the same conversations and messages each time: account 1, conversations 1…n, message ids without gaps. */
export async function fill(store: Store, size: FillSize): Promise<void> {
  const roll = dice(42)
  const perCommit = size.conversationsPerCommit ?? 100
  await store.commit(async (tx) => {
    const inboxes = [3, 4, 5].map((id) => ({ id, name: `Inbox ${id}` }))
    const rest = {
      channel: 'Channel::Api',
      avatarUrl: null,
      phoneNumber: null,
      email: null,
      webhookUrl: null,
      inboxIdentifier: null,
    }
    await tx.putDirectory({
      accountId: accountId.parse(1),
      inboxes: inboxes.map(({ id, name }) => ({ ...rest, id: id as never, name })),
      agents: [],
      teams: [],
      labels: [],
      cannedResponses: [],
    })
    await tx.putCursor({ accountId: accountId.parse(1), lastGoodAt: NOON, filled: true })
  })
  for (let first = 1; first <= size.conversations; first += perCommit) {
    await store.commit(async (tx) => {
      for (let id = first; id < first + perCommit && id <= size.conversations; id++) {
        await tx.putConversation({ conversation: aFilledConversation(id, size.messagesEach, roll), evidenceAt: NOON })
        for (let n = 1; n <= size.messagesEach; n++) {
          await tx.putMessage({ message: aFilledMessage(id, (id - 1) * size.messagesEach + n, roll), evidenceAt: NOON })
        }
        await tx.setReachedStart(keyOf(1, id))
      }
    })
  }
}

function text(roll: () => number): string {
  return Array.from({ length: 5 + Math.floor(roll() * 25) }, () => WORDS[Math.floor(roll() * WORDS.length)]).join(' ')
}

function aFilledConversation(id: number, messagesEach: number, roll: () => number) {
  const lastActivityAt = NOON - Math.floor(roll() * 86_400_000)
  const status = STATUSES[Math.floor(roll() * STATUSES.length)]
  const agent = { id: ME, name: 'Me', avatarUrl: null }
  return aConversation(id, {
    status,
    inboxId: 3 + (id % 3),
    assignee: roll() < 0.4 ? agent : roll() < 0.5 ? { ...agent, id: 8, name: 'Ana' } : null,
    unreadCount: roll() < 0.3 ? 1 + Math.floor(roll() * 5) : 0,
    waitingSinceAt: status === 'open' && roll() < 0.5 ? lastActivityAt - Math.floor(roll() * 3_600_000) : null,
    lastActivityAt,
    preview: {
      id: id * messagesEach || null,
      type: 'incoming',
      text: text(roll),
      private: false,
      status: 'sent',
      senderType: 'contact',
      senderName: `Customer ${id}`,
      attachmentType: null,
      createdAt: lastActivityAt,
    },
  })
}

function aFilledMessage(conversation: number, id: number, roll: () => number) {
  const mine = roll() < 0.45
  return aMessage(conversation, id, {
    type: mine ? 'outgoing' : 'incoming',
    content: text(roll),
    sender: mine
      ? { type: 'user', id: ME, name: 'Me', avatarUrl: null }
      : { type: 'contact', id: 1000 + conversation, name: `Customer ${conversation}`, avatarUrl: null },
    createdAt: NOON - 86_400_000 + id * 1000,
  })
}
