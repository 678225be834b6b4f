import type { Migration } from '../migration'

/** What customers wrote since a time is counted with every message that comes: without reading one of them (P9). */
export const incoming: Migration = {
  name: '0010-incoming',
  sql: `
    CREATE INDEX messages_incoming ON messages (account_id, conversation_id, created_at)
      WHERE id IS NOT NULL AND json_valid(entity) AND entity ->> '$.type' = 'incoming';
  `,
}
