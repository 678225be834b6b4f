import type { ChatwootServer, ServersOptions } from '../../src-main/chatwoot/index'
import type { AccountId, ConversationId } from '../../src-preload/contract/ids'
import { open, serversFor, tiny, TOKEN, type Tiny } from './tiny-server'

export const key = { accountId: 1 as AccountId, conversationId: 7 as ConversationId }
export const reply = {
  conversation: key,
  clientId: '0b0e7a3e-8f8f-4f27-9f53-111111111111',
  marker: 1795343898.123456,
  text: 'Hello',
  private: false,
  inReplyTo: null,
}
/** How a server answers to it. */
export const row = {
  ...{ id: 5, content: 'Hello', conversation_id: 7, message_type: 1, created_at: 1795343898 },
  content_attributes: {},
}

/** A server of the test's own and our line to it; both end with the test. */
export async function lineTo(
  handler: Parameters<typeof tiny>[0],
  limits: ServersOptions['limits'] = {},
): Promise<Tiny & { server: ChatwootServer }> {
  const started = await tiny(handler)
  const { server } = serversFor({ limits: { maxAnswerBytes: 4_000, ...limits } }).connect(started.base, TOKEN)
  open.push({ stop: () => server.close() })
  return { ...started, server }
}
