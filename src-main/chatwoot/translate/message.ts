/** Messages of either form → news. Both forms are whole objects, so what they leave out is told as "none" (FACTS §3.4). */
import type { Attachment, MailHead, Message, MessageType } from '../../../src-preload/contract/entities'
import type { AccountId, ConversationId } from '../../../src-preload/contract/ids'
import { cleanName } from '../../core/files/names'
import type { MessageNews } from '../../core/news'
import { attachmentWire, type AttachmentWire, type MessageWire } from '../wire/message'
import { at, rows } from '../wire/parts'
import { toOffer } from './offer'
import { senderType, toSender } from './people'
import { id, told, toMs, url } from './plain'

/** What a message does not always say itself: whose it is, and when it was true. */
export interface MessageContext {
  accountId: AccountId
  conversationId: ConversationId | null
  evidenceAt: number
}

const TYPES: readonly MessageType[] = ['incoming', 'outgoing', 'activity', 'template']

/** One message; null when nothing says which conversation it belongs to. */
export function toMessageNews(wire: MessageWire, context: MessageContext): MessageNews | null {
  const conversationId = wire.conversation_id ?? context.conversationId
  if (conversationId === null || conversationId === undefined) return null
  const attributes = wire.content_attributes
  return {
    accountId: context.accountId,
    conversationId: id(conversationId),
    id: id(wire.id),
    evidenceAt: context.evidenceAt,
    clientId: clientIdOf(wire),
    fields: told<MessageNews['fields']>({
      inboxId: wire.inbox_id ? id(wire.inbox_id) : undefined,
      marker: markerOf(attributes) ?? undefined,
      type: wire.message_type === undefined ? undefined : typeOf(wire.message_type),
      contentType: wire.content_type ?? undefined,
      content: wire.content === undefined ? undefined : (wire.content ?? ''),
      private: wire.private ?? undefined,
      status: wire.status ?? undefined,
      sender: senderOf(wire),
      attachments: toAttachments(wire.attachments),
      createdAt: toMs(wire.created_at) ?? undefined,
      offer: toOffer(attributes ?? {}),
      translations: translationsOf(attributes),
      ...(attributes === undefined ? {} : ofAttributes(attributes ?? {})),
    }),
  }
}

/** Socket objects say when they were last written; REST objects were true when they were asked for (HOUSE §6). */
export function evidenceOf(wire: { updated_at?: number | string | null | undefined }, fallback: number): number {
  return toMs(wire.updated_at) ?? fallback
}

/** `external_created_at`: a number from JSON, a text from a form (FACTS §4.2). */
export function markerOf(attributes: Record<string, unknown> | null | undefined): number | null {
  const mark = attributes?.['external_created_at']
  const number = typeof mark === 'string' && mark.trim() !== '' ? Number(mark) : mark
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** By the code of the language (FACTS §3.4: `translations`); undefined: none. */
function translationsOf(attributes: Record<string, unknown> | null | undefined): Message['translations'] {
  const all = Object.entries(attributes?.['translations'] ?? {}).filter(([, text]) => typeof text === 'string' && text !== '')
  return all.length === 0 ? undefined : Object.fromEntries(all as [string, string][])
}

function clientIdOf(wire: MessageWire): string | null {
  const stored = wire.content_attributes?.['client_message_id']
  return wire.echo_id ?? (typeof stored === 'string' ? stored : null)
}

function typeOf(type: number | string | null): MessageType {
  const known = typeof type === 'number' ? TYPES[type] : TYPES.find((word) => word === type)
  // A newer kind is shown as a plain line rather than as somebody's words.
  return known ?? 'activity'
}

function senderOf(wire: MessageWire): Message['sender'] {
  if (wire.sender) return toSender(wire.sender, wire.sender_type)
  if (!wire.sender_type) return null
  return { type: senderType(wire.sender_type), id: wire.sender_id ?? null, name: '', avatarUrl: null }
}

function ofAttributes(attributes: Record<string, unknown>): Pick<Message, 'html' | 'mail' | 'error' | 'deleted' | 'inReplyTo'> {
  const html = at(attributes, 'email', 'html_content', 'full')
  const reply = attributes['in_reply_to']
  const error = attributes['external_error']
  return {
    html: typeof html === 'string' && html !== '' ? html : null,
    mail: mailOf(attributes),
    error: typeof error === 'string' && error !== '' ? error : null,
    deleted: attributes['deleted'] === true,
    inReplyTo: typeof reply === 'number' ? id(reply) : null,
  }
}

/** Head of a mail that came in (`email`), or the people a mail went out to (FACTS §3.4: known keys). */
function mailOf(attributes: Record<string, unknown>): MailHead | null {
  const email = attributes['email']
  const to = addresses(at(email, 'to') ?? attributes['to_emails'])
  const cc = addresses(at(email, 'cc') ?? attributes['cc_emails'])
  const isMail = (typeof email === 'object' && email !== null) || to.length > 0 || cc.length > 0
  if (!isMail) return null
  const subject = at(email, 'subject')
  return { subject: typeof subject === 'string' ? subject : null, from: addresses(at(email, 'from')), to, cc }
}

function addresses(list: unknown): string[] {
  if (typeof list === 'string')
    return list
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
  return Array.isArray(list) ? list.filter((part): part is string => typeof part === 'string') : []
}

/** Files of a message, in the order of their ids: the server's own order is an accident (FACTS §3.5). */
export function toAttachments(list: unknown): Attachment[] {
  return rows(attachmentWire, list)
    .rows.map(toAttachment)
    .sort((one, other) => (one.id ?? 0) - (other.id ?? 0))
}

/** One file. Its name is the end of its address; locations and shares have a title instead (FACTS §3.5). */
export function toAttachment(wire: AttachmentWire): Attachment {
  const link = url(wire.data_url)
  return {
    id: wire.id ?? null,
    type: wire.file_type ?? 'file',
    name: cleanName(titleOf(wire) || (link ? nameIn(link) : '') || wire.fallback_title || ''),
    url: link,
    thumbUrl: url(wire.thumb_url),
    size: wire.file_size ?? null,
    width: wire.width ?? null,
    height: wire.height ?? null,
    ...placeOf(wire),
  }
}

/** Of what is no file: a contact's name and number, the title of what was shared (FACTS §3.5). Empty: the name of the file is it. */
function titleOf({ file_type: type, fallback_title: title, meta }: AttachmentWire): string {
  if (type !== 'contact' && type !== 'fallback' && type !== 'share' && type !== 'location') return ''
  const names = [meta?.['firstName'], meta?.['lastName']].filter((name) => typeof name === 'string' && name !== '')
  return [names.join(' '), title ?? ''].filter((part) => part !== '').join(', ')
}

/** Where a location is; nonsense is nowhere. */
function placeOf({ coordinates_lat: latitude, coordinates_long: longitude }: AttachmentWire): Pick<Attachment, 'place'> {
  const isThere = typeof latitude === 'number' && typeof longitude === 'number' && Math.abs(latitude) <= 90
  return isThere && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0) ? { place: { latitude, longitude } } : {}
}

function nameIn(link: string): string {
  const last = (link.split(/[?#]/)[0] ?? '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch (error: unknown) {
    if (error instanceof URIError) return last
    throw error
  }
}
