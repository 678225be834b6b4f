/** Alerts as text keys of the catalogs, at the privacy level the agent chose (LOOK §12). No sentence is made here. */
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { Job } from '../outbox/jobs'
import type { Alert } from '../ports'
import type { AlertCause } from './policy'

type Privacy = Settings['alertPrivacy']
type Line = Extract<Alert['body'], { kind: 'text' }>

const LONGEST_TEXT = 200
const UNITS_PER_LETTER = 20
const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export interface NewsOfConversation {
  key: string
  cause: AlertCause
  message: Message
  conversation: Conversation | null
  inboxName: string | null
  /** Alerts of this conversation since the agent last looked, this one included. */
  count: number
  privacy: Privacy
}

/** The alert for a message. */
export function alertOfMessage(news: NewsOfConversation): Alert {
  if (news.privacy === 'nothing') return closed(news)
  return news.cause === 'customer' ? alertOfCustomer(news) : alertOfNote(news)
}

function closed({ key, cause }: NewsOfConversation): Alert {
  const title = cause === 'customer' ? line('alert.someone') : line('app.name')
  return { key, title, context: null, body: line('alert.openToRead'), actions: ['open'], urgent: false }
}

function alertOfCustomer({ key, message, conversation, inboxName, count, privacy }: NewsOfConversation): Alert {
  const name = conversation?.contact.name ?? message.sender?.name ?? ''
  const canReply = conversation?.canReply ?? true
  const base = { key, title: titleOf(name, count), urgent: false }
  if (privacy === 'name') {
    const body = line('alert.newMessage', { channel: inboxName ?? '' })
    return { ...base, context: null, body, actions: canReply ? ['reply', 'open'] : ['open'] }
  }
  return { ...base, context: inboxName, body: bodyOf(message), actions: canReply ? ['reply', 'resolve'] : ['open', 'resolve'] }
}

function titleOf(name: string, count: number): Alert['title'] {
  return name.trim() === '' ? line('alert.someone') : { kind: 'name', name, more: count - 1 }
}

function alertOfNote({ key, cause, message, conversation, inboxName, privacy }: NewsOfConversation): Alert {
  const who = message.sender?.name ?? ''
  const name = conversation?.contact.name ?? ''
  const isMention = cause === 'mention'
  const title = isMention ? line('alert.mention', { who }) : line('alert.note', { who, name })
  const body = isMention ? line('alert.mentionIn', { name }) : privacy === 'text' ? bodyOf(message) : line('alert.openToRead')
  return { key, title, context: privacy === 'text' ? inboxName : null, body, actions: ['open'], urgent: false }
}

function bodyOf(message: Message): Alert['body'] {
  const text = message.content.trim()
  if (text !== '') return { kind: 'customer', text: cut(text) }
  const type = message.attachments[0]?.type ?? ''
  return line(['image', 'audio', 'video', 'file'].includes(type) ? `alert.${type}` : 'alert.attachment')
}

/** By characters as people see them, so that no flag, family or accent is torn. One "character" may hide a page of marks. */
function cut(text: string): string {
  const start = text.slice(0, LONGEST_TEXT * UNITS_PER_LETTER)
  const ends = [...LETTERS.segment(start)].map(({ index, segment }) => index + segment.length)
  if (text.length === start.length && ends.length <= LONGEST_TEXT) return text
  return `${start.slice(0, ends[Math.min(LONGEST_TEXT - 1, ends.length - 1) - 1] ?? 0)}…`
}

export interface StuckReply {
  key: string
  job: Job
  conversation: Conversation | null
  inboxName: string | null
  privacy: Privacy
}

/** The alert for a reply that was not sent, or is held by the guard. */
export function alertOfStuck({ key, job, conversation, inboxName, privacy }: StuckReply): Alert {
  const name = conversation?.contact.name ?? ''
  const isNamed = privacy !== 'nothing' && name !== ''
  const isHeld = job.state === 'held'
  const named = line(isHeld ? 'alert.held' : 'alert.notSent', { name })
  const words = privacy === 'text' ? (job.reason?.words ?? '').trim() : ''
  const why =
    words === ''
      ? line(`reason.${job.reason?.key ?? 'other'}`)
      : line('alert.notSentWhy', { channel: inboxName ?? '', words: cut(words) })
  return {
    key,
    title: isNamed ? named : line('alert.notSentPlain'),
    context: null,
    body: isHeld ? line('alert.heldWhy') : why,
    actions: ['open'],
    urgent: true,
  }
}

/** The server refused the token for good: the agent must know that no alert will come. */
export function alertOfSignedOut(key: string, account: string): Alert {
  return {
    key,
    title: line('alert.signedOut', { account }),
    context: null,
    body: line('alert.signedOutText'),
    actions: ['open'],
    urgent: true,
  }
}

function line(textKey: string, values: Line['values'] = {}): Line {
  return { kind: 'text', textKey, values }
}
