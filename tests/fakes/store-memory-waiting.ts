/** Customers who wait, of the store in memory; the real one asks SQL. */
import type { StoredConversation, Waiting, WaitingAsk } from '../../src-main/core/ports'

export function waitingIn(rows: StoredConversation[], { me, scope, accounts, limit }: WaitingAsk) {
  const found = rows.flatMap(({ conversation }): Waiting[] => {
    const { accountId, id, contact, assignee, status, waitingSinceAt } = conversation
    const isMine = scope === 'all' || assignee?.id === me || (scope === 'mine-and-unassigned' && assignee === null)
    if (!accounts.includes(accountId) || status !== 'open' || waitingSinceAt === null || !isMine) return []
    const base = { accountId, conversationId: id, name: contact.name, inboxName: '', waitingSinceAt }
    return [{ ...base, assigneeId: assignee?.id ?? null }]
  })
  const sorted = found.sort((one, other) => one.waitingSinceAt - other.waitingSinceAt)
  return { total: found.length, unread: 0, rows: sorted.slice(0, limit) }
}
