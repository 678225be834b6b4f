import type { Migration } from '../migration'

/** Agents' changes of conversations that the server does not have yet. `entity` is the whole action as JSON. */
export const actions: Migration = {
  name: '0002-actions',
  sql: `
    CREATE TABLE actions (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      created_at REAL NOT NULL,
      entity TEXT NOT NULL
    );
    CREATE INDEX actions_lane ON actions (account_id, conversation_id, created_at);
  `,
}
