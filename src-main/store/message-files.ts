import type { TimelineMessage } from '../../src-preload/contract/entities'
import { messageSchema } from '../../src-preload/contract/entities'
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Connection } from './connection'
import { parseEntity } from './parse'
import { raw } from './sound'

const withFiles = raw<{ row: number; entity: string }>(`
  SELECT row, entity FROM messages INDEXED BY messages_page
  WHERE account_id = ? AND conversation_id = ? AND id IS NOT NULL
    AND json_valid(entity) AND json_array_length(entity, '$.attachments') > 0 AND NOT entity ->> '$.deleted'
  ORDER BY created_at DESC, id DESC LIMIT ?`)

/** Messages of a conversation that brought files, the newest first. */
export function findWithFiles(
  tx: Connection,
  { accountId, conversationId }: ConversationKey,
  limit: number,
): TimelineMessage[] {
  return tx.all(withFiles, [accountId, conversationId, limit]).flatMap(({ row, entity }) => {
    const message = parseEntity(tx, messageSchema, { name: { what: 'message', row: String(row) }, entity })
    return message === null ? [] : [{ ...message, outbox: null }]
  })
}
