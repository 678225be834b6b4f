import { conversationSchema } from '../../src-preload/contract/entities'
import type { Conversation } from '../../src-preload/contract/entities'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Connection } from './connection'
import { parseEntity } from './parse'

/** The entity of a row, or null when it no longer parses. */
export function parseConversation(tx: Connection, key: ConversationKey, entity: string): Conversation | null {
  const name = { what: 'conversation', row: `${key.accountId}/${key.conversationId}` }
  return parseEntity(tx, conversationSchema, { name, entity })
}
