import type { Conversation } from '../../../src-preload/contract/entities'
import type { ConversationRef, UserId } from '../../../src-preload/contract/ids'
import { call } from '../../bridge/client'
import { useKeys } from '../../keys'
import { say, type TextKey } from '../../text/t'
import { attempt, toast } from '../../ui-state'
import type { Talk } from './talk-context'

type Status = 'open' | 'resolved' | 'pending'

const did: Record<Status, TextKey> = { open: 'did.reopened', resolved: 'did.resolved', pending: 'did.pending' }

function isStatus(word: string): word is Status {
  return word === 'open' || word === 'resolved' || word === 'pending'
}

/** Changes the status; the line at the bottom brings the old one back. */
export async function setStatus(ref: ConversationRef, conversation: Conversation, status: Status): Promise<void> {
  const before = conversation.status
  if (before === status || !(await attempt(call('conversation.setStatus', { ...ref, status })))) return
  const text = say(did[status], { name: conversation.contact.name })
  if (!isStatus(before)) toast({ text })
  else toast({ text, undo: () => void attempt(call('conversation.setStatus', { ...ref, status: before })) })
}

/** Gives the conversation to somebody or nobody, with a way back. */
export async function assign(ref: ConversationRef, conversation: Conversation, userId: UserId | null): Promise<void> {
  const before = (conversation.assignee?.id ?? null) as UserId | null
  if (before === userId || !(await attempt(call('conversation.assign', { ...ref, userId })))) return
  const text = say(userId === null ? 'did.unassigned' : 'did.assigned', { name: conversation.contact.name })
  toast({ text, undo: () => void attempt(call('conversation.assign', { ...ref, userId: before })) })
}

/** E, Shift+E and I, on the conversation that is open. */
export function useActionKeys({ ref, conversation, account }: Talk): void {
  const me = account?.profile.user.id
  useKeys({
    resolve: () => void setStatus(ref, conversation, 'resolved'),
    reopen: () => void setStatus(ref, conversation, 'open'),
    assignMe: () => me !== undefined && void assign(ref, conversation, me),
  })
}
