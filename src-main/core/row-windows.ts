/** The end of the reply window for the rows of a list (M14): of those that are on a page, and only where there is an end. */
import type { Conversation, Directory, ListRow } from '../../src-preload/contract/entities'
import type { AccountId } from '../../src-preload/contract/ids'
import { mayClose, replyUntil } from './outbox/deadline'
import type { Store } from './ports'

interface Reading {
  store: Pick<Store, 'directory' | 'lastIncomingAt'>
  /** How far this computer's clock is before the server's, in ms. */
  aheadMs: () => number
}

/** What the row shows already tells of the customer's last message, as long as nobody answered it. */
function lastIncoming({ store }: Reading, { accountId, id, preview }: Conversation): Promise<number | null> {
  if (preview?.type === 'incoming') return Promise.resolve(preview.createdAt)
  return store.lastIncomingAt({ accountId, conversationId: id })
}

/** The rows, with their ends. What is over needs none. */
export async function withWindows(reading: Reading, rows: ListRow[]): Promise<ListRow[]> {
  const books = new Map<AccountId, Promise<Directory>>()
  const bookOf = (account: AccountId): Promise<Directory> => {
    const known = books.get(account) ?? reading.store.directory(account)
    books.set(account, known)
    return known
  }
  return Promise.all(
    rows.map(async (row) => {
      if (row.status === 'resolved' || !mayHaveEnd(row.channel)) return row
      const inbox = (await bookOf(row.accountId)).inboxes.find(({ id }) => id === row.inboxId) ?? null
      if (!mayClose({ conversation: row, inbox })) return row
      const view = { conversation: row, heardAt: row.lastActivityAt, inbox, lastIncomingAt: await lastIncoming(reading, row) }
      const until = replyUntil(view)
      return until === null ? row : { ...row, replyUntilAt: until + reading.aheadMs() }
    }),
  )
}

/** Most channels never close: their rows ask nothing. */
function mayHaveEnd(channel: string): boolean {
  return channel !== 'Channel::Email' && channel !== 'Channel::WebWidget' && channel !== 'Channel::Telegram'
}
