/** What the server is asked to do with one message: deliver it once more, or say it in another language. */
import type { ConversationRef, MessageId } from '../../src-preload/contract/ids'
import { say } from '../text/t'
import { toast, whyNot } from '../ui-state'
import { call } from './client'

/** Accounts whose server said that nothing there translates; asked again in the next window. */
const mute = new Set<string>()
const nameOf = ({ profileId, accountId }: ConversationRef) => `${profileId}/${accountId}`

/** Whether it may be asked for. */
export function mayTranslate(ref: ConversationRef): boolean {
  return !mute.has(nameOf(ref))
}

/** Has a message said in the language of the window. */
export async function translateMessage(conversation: ConversationRef, messageId: MessageId): Promise<void> {
  try {
    const language = document.documentElement.lang || 'en'
    const { end } = await call('message.translate', { conversation, messageId, language })
    if (end === 'done') return
    mute.add(nameOf(conversation))
    toast({ level: 'warn', text: say('message.noTranslation') })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}

/** Delivers once more what the channel did not take, and says what came of it. */
export async function deliverAgain(conversation: ConversationRef, messageId: MessageId): Promise<void> {
  try {
    const { end } = await call('message.retry', { conversation, messageId })
    toast({ level: end === 'unsure' || end === 'by-hand' ? 'warn' : 'info', text: say(`message.retry.${end}`) })
  } catch (thrown: unknown) {
    toast({ level: 'error', text: whyNot(thrown) })
  }
}
