import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { call } from '../../bridge/client'
import { mayTranslate } from '../../bridge/once-more'
import { quote } from '../../bridge/replying'
import { say, type Say } from '../../text/t'
import { attempt, toast, useUi } from '../../ui-state'
import type { MessageTalk } from './talk-context'

/** Who speaks, for a screen reader and for quotes. */
export function whoOf(message: Pick<TimelineMessage, 'sender' | 'type'>, talk: MessageTalk, t: Say): string {
  if (message.sender && message.sender.id === talk.account?.profile.user.id && message.sender.type === 'user')
    return t('message.you')
  if (message.sender?.name) return message.sender.name
  return message.type === 'incoming' ? talk.conversation.contact.name : t('message.you')
}

/** What can be copied, quoted or taken away has been said, and the server has it. */
export function canQuote(message: TimelineMessage): boolean {
  return message.id !== null && !message.deleted && message.type !== 'activity'
}

/** The server has it, and the channel did not take it. */
export function isUndelivered(message: TimelineMessage): boolean {
  return message.outbox === null && message.status === 'failed' && message.type !== 'incoming' && !message.deleted
}

/** Words that the server has, and not yet in the language of the window. */
export function canTranslate(message: TimelineMessage, talk: MessageTalk): boolean {
  const isDone = message.translations?.[document.documentElement.lang] !== undefined
  return talk.isLive && canQuote(message) && message.content.trim() !== '' && !isDone && mayTranslate(talk.ref)
}

async function copy(text: string, done: 'message.copied' | 'message.linkCopied'): Promise<void> {
  if (await attempt(navigator.clipboard.writeText(text))) toast({ text: say(done) })
}

/** The words that are marked in it, or all of it. */
export function copyText(message: TimelineMessage, place: Element | null): void {
  const marked = window.getSelection()
  const isMarked = marked !== null && !marked.isCollapsed && place !== null && place.contains(marked.anchorNode)
  void copy(isMarked ? marked.toString() : message.content, 'message.copied')
}

/** Where the dashboard shows it; it scrolls to the message. */
function addressOf(message: TimelineMessage, { ref, account }: MessageTalk): string | null {
  if (!account) return null
  const talk = `${account.profile.baseUrl}/app/accounts/${ref.accountId}/conversations/${ref.conversationId}`
  return message.id === null ? talk : `${talk}?messageId=${message.id}`
}

export function copyLink(message: TimelineMessage, talk: MessageTalk): void {
  const url = addressOf(message, talk)
  if (url !== null) void copy(url, 'message.linkCopied')
}

export function openInBrowser(message: TimelineMessage, talk: MessageTalk): void {
  const url = addressOf(message, talk)
  if (url !== null) void attempt(call('link.open', { url }))
}

/** The next reply answers this one; the composer has the focus. */
export function quoteMessage(message: TimelineMessage, talk: MessageTalk): void {
  if (message.id === null || !canQuote(message)) return
  quote(talk.ref, message)
  useUi.getState().askComposer(null)
}
