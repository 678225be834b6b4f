/** Customers, conversations and messages for the pictures. Made up; the names are those of the mock-ups. */
import type { ContactCard, ContactRow } from '../../src-preload/contract/contact'
import type { Directory, ListRow, TimelineMessage } from '../../src-preload/contract/entities'
import type { ListPage } from '../../src-preload/contract/schemas/conversation'
import { contact, conversation, directory, id, message, MINUTE, row } from '../fakes/desk'

/** Follows each word that came from a customer or a colleague, so that a test can tell it from our own words. */
export const MARK = '˙'
/** The same for names of accounts, inboxes and labels: they are not of people. */
export const PLACE_MARK = '˚'

/** What a customer or a colleague said. */
export interface Say {
  (text: string): string
  /** What an account, an inbox or a label is called. */
  place: (text: string) => string
}

export function sayer(isMarked: boolean): Say {
  const marked = (mark: string) => (text: string) =>
    isMarked ? text.replace(/[\p{L}\p{N}\p{Extended_Pictographic}]+/gu, (word) => word + mark) : text
  return Object.assign(marked(MARK), { place: marked(PLACE_MARK) })
}

const INBOXES: [number, string, string][] = [
  [1, 'WhatsApp Orders', 'Channel::Whatsapp'],
  [2, 'Help by e-mail', 'Channel::Email'],
  [3, 'Website', 'Channel::WebWidget'],
  [4, 'Telegram', 'Channel::Telegram'],
]

export function bookOf(say: Say): Directory {
  const book = directory(
    id.account(1),
    INBOXES.map(([n, name, channel]) => [n, say.place(name), channel]),
    [
      [say.place('returns'), '#1f93ff'],
      [say.place('vip'), '#f5f5f5'],
      [say.place('broken'), 'not a colour'],
    ],
  )
  const agent = (n: number, name: string): Directory['agents'][number] => {
    return { id: id.user(n), name: say(name), email: null, avatarUrl: null, availability: 'online', role: 'agent' }
  }
  const canned = (n: number, shortCode: string, content: string) => ({
    id: n,
    shortCode: say(shortCode),
    content: say(content),
  })
  return {
    ...book,
    agents: [agent(1, 'Mira Olsen'), agent(2, 'Jonas Weber')],
    teams: [{ id: 9, name: say.place('Returns'), isMember: true }],
    cannedResponses: [
      canned(1, 'parcel', 'Your parcel has left our house.'),
      canned(2, 'thanks', 'Thank you for your patience.'),
    ],
  }
}

type Line = [name: string, words: string, waitsMin: number | null, more: Partial<ListRow>]

const lines = (say: Say): Line[] => [
  ['Ana Ferreira', 'Is my parcel on its way?', 18, { unreadCount: 2, labels: [say.place('returns')], priority: 'urgent' }],
  ['Kofi Mensah', 'Do you have it in blue?', 9, { unreadCount: 1, inboxId: id.inbox(3), channel: 'Channel::WebWidget' }],
  ['Priya Raman', 'The invoice has the wrong address', 3, { inboxId: id.inbox(2), channel: 'Channel::Email', assignee: null }],
  ['Tom Becker', 'I have sent it back on Monday', null, { labels: [say.place('vip'), say.place('broken')], mark: 'not-sent' }],
  ['Yuki Tanaka', 'Thank you, that was quick', null, { inboxId: id.inbox(4), channel: 'Channel::Telegram' }],
  ['Grete Lund', 'Can it be delivered to a shop?', null, { mark: 'draft', draftText: say('Yes, to each of them') }],
  ['Nadia Haddad', 'The lid does not close', null, { assignee: { id: 2, name: say('Jonas Weber'), avatarUrl: null } }],
  ['Luis Ortega', 'Perfect', null, { unreadCount: 12 }],
]

export function rowsOf(say: Say): ListRow[] {
  return lines(say).map(([name, words, waitsMin, more], index) => {
    const createdAt = Date.now() - (waitsMin ?? 20 + index * 7) * MINUTE
    const preview = {
      ...{ id: id.message(900 + index), type: 'incoming' as const, text: say(words), private: false, status: 'sent' },
      ...{ senderType: 'contact', senderName: say(name), attachmentType: null, createdAt },
    }
    const assignee = { id: 1, name: say('Mira Olsen'), avatarUrl: null }
    const base = conversation(1042 + index, say(name), { preview, assignee, lastActivityAt: createdAt })
    return row({ ...base, waitingSinceAt: waitsMin === null ? null : createdAt, contact: personOf(say, name) }, more)
  })
}

function personOf(say: Say, name: string) {
  const mail = `${name.toLowerCase().replace(' ', '.')}@example.com`
  return contact(say(name), {
    email: say(mail),
    phoneNumber: say('+351 912 000 001'),
    customAttributes: { plan: say('Gold') },
    additionalAttributes: { city: say('Porto'), country: say('Portugal'), company_name: say('Casa Azul') },
  })
}

/** So many rows, only of those that are asked for. */
export function manyRows(say: Say, total: number, { offset, limit }: { offset: number; limit: number }): ListPage {
  const known = rowsOf(say)
  const count = Math.max(0, Math.min(limit, total - offset))
  const rows = Array.from({ length: count }, (_, n) => {
    const from = known[(offset + n) % known.length] as ListRow
    return { ...from, id: id.conversation(1042 + offset + n), waitingSinceAt: offset + n < 3 ? from.waitingSinceAt : null }
  })
  return { rows, total, complete: true, asOfAt: Date.now() }
}

export function talkOf(say: Say): TimelineMessage[] {
  const ours = { type: 'outgoing' as const, sender: { type: 'user', id: 1, name: say('Mira Olsen'), avatarUrl: null } }
  const theirs = { sender: { type: 'contact', id: 7, name: say('Ana Ferreira'), avatarUrl: null } }
  const at = (n: number) => ({ createdAt: Date.now() - (40 - n) * MINUTE })
  const file = {
    id: 1,
    type: 'file',
    name: say('invoice 42.pdf'),
    url: null,
    thumbUrl: null,
    size: 98_304,
    width: null,
    height: null,
  }
  return [
    message(1, { ...theirs, ...at(1), content: say('Good morning! I ordered the blue kettle on Friday.') }),
    message(2, { ...ours, ...at(2), content: say('Good morning Ana. It left our house yesterday.'), status: 'read' }),
    message(3, { ...at(3), type: 'activity', content: say('Jonas Weber added the label returns'), sender: null }),
    message(4, { ...ours, ...at(4), private: true, content: say('She called already. Be **kind**.') }),
    message(5, { ...theirs, ...at(5), content: say('Here is the paper.'), attachments: [file] }),
    message(6, {
      ...ours,
      ...at(6),
      content: say('Thank you, it is clear now.'),
      status: 'failed',
      error: say.place('Number is not on WhatsApp'),
    }),
    message(7, { ...theirs, ...at(22), content: say('Is my parcel on its way?') }),
  ]
}

export function contactsOf(say: Say): ContactRow[] {
  return lines(say).map(([name], index) => ({
    contact: { ...personOf(say, name), id: id.contact(index + 1) },
    lastActivityAt: Date.now() - index * 9 * MINUTE,
    createdAt: Date.now() - 90 * MINUTE,
    kept: false,
  }))
}

export function cardOf(say: Say, n: number): ContactCard | null {
  const one = contactsOf(say)[n - 1]
  if (!one) return null
  const note = { id: 1, content: say('Prefers to be called in the morning'), author: say('Jonas Weber'), createdAt: Date.now() }
  return { ...one, notes: [note], trouble: null }
}
