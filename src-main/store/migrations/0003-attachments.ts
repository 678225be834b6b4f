import type { Migration } from '../migration'

/**
 * Files that wait to be sent; their bytes lie in `blobs` under the same id. `client_id` is null while a file belongs to the
 * draft of its conversation, then it names the reply. `whole` is 0 until the last byte is here. `name` is a JSON string.
 */
export const attachments: Migration = {
  name: '0003-attachments',
  sql: `
    CREATE TABLE staged_files (
      id TEXT PRIMARY KEY,
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      client_id TEXT,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      size INTEGER NOT NULL,
      whole INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX staged_files_place ON staged_files (account_id, conversation_id, position);
  `,
}
