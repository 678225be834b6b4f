import type { Migration } from '../migration'

/**
 * How far back what is here is without a hole: messages of a conversation, conversations of an account. A time that is
 * earlier than all stands for the very beginning. `whole_histories` goes on to say that the first message is here.
 */
export const history: Migration = {
  name: '0005-history',
  sql: `
    CREATE TABLE known_histories (
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      since_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, conversation_id)
    ) WITHOUT ROWID;
    CREATE TABLE known_lists (account_id INTEGER PRIMARY KEY, since_at INTEGER NOT NULL);
  `,
}
