/** Conversations in which something was said, for the card of what was missed. */
import type { MovedTalk, SaidLine } from '../../src-main/core/ports'

export const NOW = Date.UTC(2026, 0, 5, 8, 0, 0)
export const ME = 7
export const JONAS = 8

export function said(type: string, some: Partial<SaidLine> = {}): SaidLine {
  return { at: NOW, type, private: false, sender: null, mentionsMe: false, ...some }
}
export const asks = () => said('incoming')
export const answers = (id: number, some: Partial<SaidLine> = {}) =>
  said('outgoing', { sender: { type: 'user', id, name: id === JONAS ? 'Jonas' : 'Mira' }, ...some })

export function talk(lines: SaidLine[], some: Partial<MovedTalk> = {}): MovedTalk {
  const key = { accountId: 1 as never, conversationId: 42 as never }
  return { ...key, status: 'open', assigneeId: null, waitingSinceAt: null, said: lines, ...some }
}
export const waits = { waitingSinceAt: NOW - 14 * 60_000 }
