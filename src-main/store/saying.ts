/** What search finds a message or a conversation by, and a number that tells whether that is still what the index has. */
import type { Conversation, Message } from '../../src-preload/contract/entities'
import type { Has } from '../core/search/query'

/** `facets` are words of our own that no text is searched for: inbox, account, conversation, sender and kind. */
export interface Saying {
  text: string
  people: string
  files: string
  facets: string
}

/** A mail of a megabyte is found by its beginning. */
const MOST = 50_000
/** Of a phone number people remember the end. */
const PHONE_ENDS = [4, 5, 6, 7, 8, 9, 10]

/** Null: not to be found (taken back, or only what the server notes of itself). */
export function sayingOf(message: Message): Saying | null {
  if (message.deleted || message.type === 'activity') return null
  const { mail, sender, attachments } = message
  return {
    text: [mail?.subject ?? '', message.content.slice(0, MOST)].join('\n'),
    people: [sender?.name ?? '', ...(mail ? [...mail.from, ...mail.to, ...mail.cc] : [])].join('\n'),
    files: attachments.map((file) => file.name).join('\n'),
    facets: facetsOf(message).join(' '),
  }
}

/** A customer as search knows them. */
export function customerOf({ contact, labels }: Conversation): { people: string; labels: string } {
  const digits = contact.phoneNumber?.replace(/\D/g, '') ?? ''
  const ends = PHONE_ENDS.filter((length) => length < digits.length).map((length) => digits.slice(-length))
  return {
    people: [contact.name, contact.email ?? '', contact.identifier ?? '', digits, ...ends].join('\n'),
    labels: labels.join('\n'),
  }
}

/** 31 bits, never 0 (FNV-1a). Two that collide cost one message that is found by its older words. */
export function hashOf(saying: object | null): number {
  let hash = 0x811c9dc5
  for (const part of saying === null ? ['nothing'] : (Object.values(saying) as string[])) {
    for (let index = 0; index < part.length; index += 1) hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193)
    hash = Math.imul(hash ^ 0x1f, 0x01000193)
  }
  return hash & 0x7fffffff || 1
}

/** The words of the facets: letters and digits only, or the tokenizer would part them. */
export const facet = {
  account: (id: number) => `za${id}`,
  inbox: (id: number) => `zi${id}`,
  conversation: (account: number, id: number) => `zc${account}x${id}`,
  /** An agent; a customer is found by name. */
  agent: (id: number) => `zu${id}`,
  has: (kind: Has) => `zh${kind}`,
}

const KINDS = ['file', 'image', 'audio', 'video', 'link', 'note'] as const satisfies Has[]

/** Whether a folded word, or what it is the beginning of, may be a facet. */
export function isFacetBeginning(word: string): boolean {
  if (!word.startsWith('z')) return false
  return word.length === 1 || /^z[aicu](\d|$)/.test(word) || KINDS.some((kind) => facet.has(kind).startsWith(word))
}

function facetsOf(message: Message): string[] {
  const { accountId, conversationId, inboxId, sender } = message
  return [
    facet.account(accountId),
    facet.conversation(accountId, conversationId),
    ...(inboxId === null ? [] : [facet.inbox(inboxId)]),
    ...(sender?.type === 'user' && sender.id !== null ? [facet.agent(sender.id)] : []),
    ...kindsOf(message).map(facet.has),
  ]
}

function kindsOf({ attachments, content, private: isNote }: Message): Has[] {
  const types = attachments.map((one) => one.type)
  return [
    ...(attachments.length > 0 ? (['file'] as const) : []),
    ...(['image', 'audio', 'video'] as const).filter((kind) => types.includes(kind)),
    ...(/https?:\/\//i.test(content) ? (['link'] as const) : []),
    ...(isNote ? (['note'] as const) : []),
  ]
}

/** Of a time in ms by UTC, as a number such as 202611. A time that is no date is as old as can be. */
export function monthOf(at: number): number {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 0 : date.getUTCFullYear() * 100 + date.getUTCMonth() + 1
}
