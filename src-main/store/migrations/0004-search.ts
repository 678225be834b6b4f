import type { Migration } from '../migration'

/**
 * Words of messages and of conversations' customers. The index holds no texts, only where which word is: what was found is
 * read from `messages`. Its row numbers are the server's message ids, so that the newest come first without sorting.
 *
 * What a row says changes `search_hash`; what the index has of it is `indexed_as`. Where they differ the index is behind,
 * and is brought up to date in small steps when there is time: a flood or a catch-up does not wait for it.
 */
export const search: Migration = {
  name: '0004-search',
  sql: `
    ALTER TABLE messages ADD COLUMN search_hash INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE messages ADD COLUMN indexed_as INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX messages_behind ON messages (created_at) WHERE search_hash <> indexed_as AND id IS NOT NULL;
    CREATE VIRTUAL TABLE message_words USING fts5(
      text, people, files, facets,
      content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0'
    );
    -- Which ids a month has, by UTC: never too few. What lies outside is not looked at.
    CREATE TABLE search_months (month INTEGER PRIMARY KEY, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL);
    CREATE VIRTUAL TABLE message_terms USING fts5vocab(message_words, col);

    ALTER TABLE conversations ADD COLUMN search_hash INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE conversations ADD COLUMN indexed_as INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX conversations_behind ON conversations (row) WHERE search_hash <> indexed_as;
    CREATE VIRTUAL TABLE conversation_words USING fts5(
      people, labels,
      content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0'
    );
  `,
}
