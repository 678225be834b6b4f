/** Templates that a conversation's inbox may send at any time (M14), and the one that is being filled in there. */
import { useQuery } from '@tanstack/react-query'
import type { ClientId, ConversationRef, MessageId } from '../../src-preload/contract/ids'
import type { MessageTemplate, TemplateUse } from '../../src-preload/contract/message-template'
import { filledText, sentUse } from '../parts/templates'
import { call } from './client'
import { keepReply } from './replies'

/** Channels whose inboxes may have some; an API inbox, where its connector left them (FACTS §3.9). */
const CHANNELS: readonly string[] = ['Channel::Whatsapp', 'Channel::Api']

/** What there is; `templates` is null while nobody has asked the server. Without a channel it is asked about any. */
export function useTemplates(ref: ConversationRef | null, channel?: string) {
  return useQuery({
    queryKey: ['templates', ref?.profileId, ref?.accountId, ref?.conversationId],
    queryFn: () => (ref === null ? { templates: null, begun: null } : call('template.list', { conversation: ref })),
    enabled: ref !== null && (channel === undefined || CHANNELS.includes(channel)),
  })
}

/** Whether templates are a thing of this conversation: of WhatsApp always, of others when there are any. */
export function takesTemplates(channel: string, templates: readonly MessageTemplate[] | null | undefined): boolean {
  return channel === 'Channel::Whatsapp' || (templates ?? []).length > 0
}

/** Keeps what was filled in so far, null: nothing, with the draft. */
export async function keepTemplate(conversation: ConversationRef, begun: TemplateUse | null): Promise<void> {
  await call('template.keep', { conversation, begun })
}

interface TemplateReply {
  conversation: ConversationRef
  clientId: ClientId
  seenId: MessageId | null
  template: MessageTemplate
  use: TemplateUse
}

/** Hands it to main as a reply, which has it on disk when this resolves. */
export function sendTemplate({ conversation, clientId, seenId, template, use }: TemplateReply): Promise<void> {
  const text = filledText(template, use.values)
  const as = sentUse(template, use.values)
  return keepReply({ conversation, clientId, seenId, text, private: false, attachments: [], template: as })
}
