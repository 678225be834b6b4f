import type { Message } from '../../src-preload/contract/entities'
import type { StoredMessage } from '../../src-main/core/ports'

/** By server id, or by the clientId of one that has none yet. */
export function putMessage(state: { messages: StoredMessage[] }, row: StoredMessage): void {
  const { id, accountId, clientId } = row.message
  const isSame = (other: StoredMessage): boolean =>
    (id !== null && other.message.accountId === accountId && other.message.id === id) ||
    (clientId !== null && other.message.id === null && other.message.clientId === clientId)
  const at = state.messages.findIndex(isSame)
  state.messages = at < 0 ? [...state.messages, row] : state.messages.with(at, row)
}

/** When the customer wrote last. */
export function lastIncomingAt(messages: Message[]): number | null {
  return messages.findLast((one) => one.type === 'incoming' && one.id !== null)?.createdAt ?? null
}
