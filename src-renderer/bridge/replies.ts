import type { ClientId, ConversationRef } from '../../src-preload/contract/ids'
import type { CallInput } from '../../src-preload/contract/schemas'
import { say } from '../text/t'
import { attempt, toast, useUi, whyNot } from '../ui-state'
import { undoAction } from './changes'
import { call } from './client'

/** An unsent reply and where it belongs. */
export interface ReplyRef {
  conversation: ConversationRef
  clientId: ClientId
}

/** Hands a reply to main, which has it on disk when this resolves; what was taken by answering can be given back (M12). */
export async function keepReply(reply: CallInput<'reply.send'>): Promise<void> {
  const { claimId } = await call('reply.send', reply)
  if (claimId !== null) toast({ text: say('did.claimed'), undo: () => void undoAction(reply.conversation, claimId) })
}

const named = (reply: ReplyRef) => ({ profileId: reply.conversation.profileId, clientId: reply.clientId })

/** Takes a reply back before it leaves; its text returns as the draft. Answers whether it came in time. */
export async function takeBack(reply: ReplyRef): Promise<boolean> {
  try {
    const { undone } = await call('reply.undo', named(reply))
    if (undone) useUi.getState().draftIsNew(reply.conversation)
    else toast({ level: 'warn', text: say('reply.tooLate') })
    return undone
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
    return false
  }
}

/** Lets a resting or held reply go now. */
export function release(reply: ReplyRef): Promise<boolean> {
  return attempt(call('reply.release', named(reply)))
}

/** Sends a failed reply again. */
export function retry(reply: ReplyRef): Promise<boolean> {
  return attempt(call('reply.retry', named(reply)))
}

/** A reply as it was before it was dropped. */
type Words = Omit<CallInput<'draft.save'>, 'conversation' | 'cursor'>

/** Drops a reply. It comes back as the draft while the line at the bottom stands. */
export async function drop(reply: ReplyRef, words: Pick<Words, 'text' | 'private'>): Promise<void> {
  await attempt(discard(reply, words))
}

async function discard(reply: ReplyRef, { text, private: isNote }: Pick<Words, 'text' | 'private'>): Promise<void> {
  const { files, ...rest } = await call('reply.discard', named(reply))
  const back = () => void attempt(bringBack(reply.conversation, { text, private: isNote, ...rest }))
  // Words come back, bytes do not: half of a reply is not offered as the whole.
  if (files > 0) toast({ text: say('reply.droppedFiles', { count: files }) })
  else toast({ text: say('reply.dropped'), undo: back })
}

/** Puts words before what is being written there; a note stays a note. What the agent chose there since then counts. */
async function bringBack(conversation: ConversationRef, words: Words): Promise<void> {
  const draft = await call('draft.get', { conversation })
  const text = [words.text, draft?.text ?? ''].filter((part) => part !== '').join('\n')
  await call('draft.save', {
    conversation,
    text,
    private: words.private || (draft?.private ?? false),
    cursor: words.text.length,
    inReplyTo: draft?.inReplyTo ?? words.inReplyTo,
    recipients: draft?.recipients ?? words.recipients,
  })
  useUi.getState().draftIsNew(conversation)
}
