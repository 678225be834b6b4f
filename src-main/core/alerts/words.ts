/** Alerts as text keys of the catalogs, at the privacy level the agent chose (LOOK §12). No sentence is made here. */
import type { Conversation, Message } from '../../../src-preload/contract/entities'
import type { AlertKind } from '../../../src-preload/contract/schemas/alert'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { Job } from '../outbox/jobs'
import type { Alert } from '../ports'

type Privacy = Settings['alertPrivacy']
type Line = Extract<Alert['body'], { kind: 'text' }>

const LONGEST_TEXT = 200
const UNITS_PER_LETTER = 20
const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const MINUTE_MS = 60_000

export interface Names {
  conversation: Conversation | null
  inboxName: string | null
}

/** How loud an alert is and what it looks like, whatever it says. */
interface Manner {
  key: string
  privacy: Privacy
  urgent: boolean
  sound: NonNullable<Alert['sound']> | null
}

export interface NewsOfConversation extends Names, Manner {
  kind: AlertKind
  /** Null: a customer of whom we remind, and whose words are not at hand. */
  message: Message | null
  /** How long the customer has waited, ms. */
  waitedMs: number
  hasDraft: boolean
  picture: Uint8Array | null
  /** Alerts of this conversation since the agent last looked, this one included. */
  count: number
}

/** The alert for a message, or for a customer who waits. */
export function alertOfMessage(news: NewsOfConversation): Alert {
  if (news.privacy === 'nothing') return closed(news)
  if (news.kind === 'waiting') return alertOfWaiting(news)
  return news.kind === 'customer' ? alertOfCustomer(news) : alertOfNote(news)
}

/** Nothing about anybody: what is common to all. */
function plain({ key, urgent, sound }: Manner): Omit<Alert, 'title' | 'body'> {
  return { key, context: null, actions: ['open'], urgent, sound, picture: null }
}

/** How many, and of nobody (LOOK §12). */
function closed(news: NewsOfConversation): Alert {
  const title = news.kind === 'note' || news.kind === 'mention' ? line('app.name') : line('alert.someone')
  const body = news.count > 1 ? line('alert.countOnly', counted(news.count)) : line('alert.openToRead')
  return { ...plain(news), title, body }
}

function alertOfCustomer(news: NewsOfConversation): Alert {
  const { message, conversation, inboxName, count, privacy, picture } = news
  const name = conversation?.contact.name ?? message?.sender?.name ?? ''
  const actions = actionsFor(conversation, privacy)
  const base = { ...plain(news), title: titleOf(name, count), actions, picture }
  if (privacy === 'name' || message === null) return { ...base, body: newMessageIn(inboxName) }
  return { ...base, context: inboxName, body: bodyOf(message) }
}

/** Desktops show three buttons, or a few more: the most wanted come first. */
function actionsFor(conversation: Conversation | null, privacy: Privacy): Alert['actions'] {
  const first: Alert['actions'] = (conversation?.canReply ?? true) ? ['reply'] : ['open']
  return privacy === 'name' ? [...first, 'read'] : [...first, 'resolve', 'snooze', 'read']
}

function alertOfWaiting(news: NewsOfConversation): Alert {
  const { message, conversation, inboxName, privacy, picture, hasDraft, waitedMs } = news
  const name = conversation?.contact.name ?? ''
  const minutes = Math.max(1, Math.floor(waitedMs / MINUTE_MS))
  const title = name.trim() === '' ? line('alert.someone') : line('alert.waits', { ...counted(minutes), name })
  const words = privacy === 'text' && message !== null ? bodyOf(message) : newMessageIn(inboxName)
  const body = hasDraft ? line('alert.waitsDraft') : words
  const context = privacy === 'text' ? inboxName : null
  return { ...plain(news), title, context, body, actions: actionsFor(conversation, privacy), picture }
}

/** Before the lists are here nobody knows which inbox it is. */
function newMessageIn(inboxName: string | null): Line {
  return inboxName === null ? line('alert.openToRead') : line('alert.newMessage', { channel: inboxName })
}

function titleOf(name: string, count: number): Alert['title'] {
  return name.trim() === '' ? line('alert.someone') : { kind: 'name', name, more: count - 1 }
}

function alertOfNote(news: NewsOfConversation): Alert {
  const { kind, message, conversation, inboxName, privacy, picture } = news
  const who = message?.sender?.name ?? ''
  const name = conversation?.contact.name ?? ''
  const isMention = kind === 'mention'
  const title = isMention ? line('alert.mention', { who }) : line('alert.note', { who, name })
  const isShown = !isMention && privacy === 'text' && message !== null
  const where = isMention && name.trim() !== '' ? line('alert.mentionIn', { name }) : line('alert.openToRead')
  const body = isShown ? bodyOf(message) : where
  return { ...plain(news), title, body, context: privacy === 'text' ? inboxName : null, actions: ['open', 'read'], picture }
}

export interface Summary extends Manner {
  /** The newest few. */
  names: Names[]
  count: number
}

/** Too many conversations at once: one alert for all of them. */
export function alertOfSummary(summary: Summary): Alert {
  const { names, count, privacy } = summary
  const known = names.flatMap(({ conversation }) => conversation?.contact.name.trim() || []).map(cut)
  const others = count - known.length
  const list = known.join(', ')
  const isNamed = privacy !== 'nothing' && known.length > 0
  const body =
    others > 0 ? line('alert.manyMore', { ...counted(others), names: list }) : line('alert.manyNames', { names: list })
  return { ...plain(summary), title: line('alert.many', counted(count)), body: isNamed ? body : line('alert.openToRead') }
}

/** A reply from an alert that could not be kept: its words are given back, for they are nowhere else. */
export function alertOfUnkept(key: string, text: string): Alert {
  const body = { kind: 'customer', text: cut(text) } as const
  return { ...trouble(key), title: line('alert.unkept'), body }
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

export interface StuckReply extends Names {
  key: string
  job: Job
  privacy: Privacy
}

/** Something is wrong and stays on screen until it is seen; without a sound, for it is nobody who waits. */
const trouble = (key: string): ReturnType<typeof plain> => plain({ key, privacy: 'text', urgent: true, sound: null })

/** The alert for a reply that was not sent, or is held by the guard. */
export function alertOfStuck({ key, job, conversation, inboxName, privacy }: StuckReply): Alert {
  const name = conversation?.contact.name ?? ''
  const isNamed = privacy !== 'nothing' && name.trim() !== ''
  const isHeld = job.state === 'held'
  const named = line(isHeld ? 'alert.held' : 'alert.notSent', { name })
  const words = privacy === 'text' ? (job.reason?.words ?? '').trim() : ''
  const said = (): Alert['body'] =>
    inboxName === null
      ? { kind: 'customer', text: cut(words) }
      : line('alert.notSentWhy', { channel: inboxName, words: cut(words) })
  const why = words === '' ? line(`reason.${job.reason?.key ?? 'other'}`) : said()
  return { ...trouble(key), title: isNamed ? named : line('alert.notSentPlain'), body: isHeld ? line('alert.heldWhy') : why }
}

/** The server refused the token for good: the agent must know that no alert will come. */
export function alertOfSignedOut(key: string, account: string): Alert {
  return { ...trouble(key), title: line('alert.signedOut', { account }), body: line('alert.signedOutText') }
}

function line(textKey: string, values: Line['values'] = {}): Line {
  return { kind: 'text', textKey, values }
}

/** The catalogs choose the plural by it. */
function counted(count: number): Line['values'] {
  return { count: String(count) }
}
