/**
 * The one place that makes a customer-visible message. Every attempt carries three marks, because each server version keeps
 * another one (HOUSE §5.4, FACTS §4.2): `external_created_at` at the top (4.2.0 stores it) and again inside
 * `content_attributes` (4.10 stores those whole and lets them overwrite the top), `client_message_id` in both places, and
 * `echo_id`, which comes back in the answer and on the socket only. Never `source_id`: the server would believe that the
 * channel has the message already, and not deliver it.
 */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { TemplateUse } from '../../src-preload/contract/message-template'
import type { MessageNews } from '../core/news'
import type { Outcome } from '../core/outcome'
import type { OutgoingMessage } from '../core/ports'
import type { FormPart, UploadFile } from './body'
import type { Ask, Call } from './call'
import { conversationPath, messageOne } from './conversation-parts'

/** A reply, with its files as they are read. */
export interface SendInput extends Omit<OutgoingMessage, 'files'> {
  files?: readonly UploadFile[]
}

/** `POST …/messages` (FACTS §3.4, §4). One request, never repeated here. */
export function sendMessage(call: Call, message: SendInput): Promise<Outcome<MessageNews>> {
  const body = message.files?.length ? { form: formOf(message, message.files) } : { json: jsonOf(message) }
  const ask: Ask<MessageNews> = {
    method: 'POST',
    path: conversationPath(message.conversation, 'messages'),
    read: messageOne(message.conversation),
    isMessage: true,
    onSent: message.onSent,
  }
  return call({ ...ask, ...body })
}

function attributesOf(message: SendInput): Record<string, unknown> {
  const reply = message.inReplyTo === null ? {} : { in_reply_to: message.inReplyTo }
  return { external_created_at: message.marker, client_message_id: message.clientId, ...reply }
}

/**
 * Values stand by the names of their places at the top: 4.2.0 knows no other form, and newer servers take it for the body's
 * (Whatsapp::TemplateParameterConverterService). The server refuses null where it expects text.
 */
function templateParams({ name, language, category, namespace, values }: TemplateUse): Record<string, unknown> {
  const known = { category: category ?? undefined, namespace: namespace ?? undefined }
  return { name, language, ...known, processed_params: values }
}

function jsonOf(message: SendInput): Record<string, unknown> {
  return {
    content: message.text,
    message_type: 'outgoing',
    private: message.private,
    echo_id: message.clientId,
    client_message_id: message.clientId,
    external_created_at: message.marker,
    content_attributes: attributesOf(message),
    cc_emails: addressesOf(message.recipients?.cc),
    bcc_emails: addressesOf(message.recipients?.bcc),
    to_emails: addressesOf(message.recipients?.to),
    template_params: message.template ? templateParams(message.template) : undefined,
  }
}

/** Nobody: the field is left out. */
function addressesOf(list: readonly string[] = []): string | undefined {
  return list.length === 0 ? undefined : list.join(',')
}

/** In a form everything is text, and the attributes are JSON text (FACTS §4.4.2). The files come last. */
function formOf(message: SendInput, files: readonly UploadFile[]): FormPart[] {
  const fields = Object.entries(jsonOf(message)).filter(([, value]) => value !== undefined)
  const parts = fields.map(([field, value]): FormPart => ({
    field,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }))
  return [...parts, ...files.map((file): FormPart => ({ field: 'attachments[]', file }))]
}

/**
 * `POST …/messages` of a connector's test: an incoming one is the customer's and exists in API inboxes only (FACTS §2 G21). It
 * carries no marks: who asks for it looks for its text before saying it again.
 */
export function sendTest(
  call: Call,
  message: { conversation: ConversationKey; text: string; incoming: boolean },
): Promise<Outcome<MessageNews>> {
  return call({
    method: 'POST',
    path: conversationPath(message.conversation, 'messages'),
    json: { content: message.text, message_type: message.incoming ? 'incoming' : 'outgoing' },
    read: messageOne(message.conversation),
    isMessage: true,
  })
}
