import type { Migration } from '../migration'

/**
 * What is taken along (M15). A pack is one JSON `entity`; `pack_conversations` are those it holds, `state` 0: to be fetched,
 * 1: here, 2: cannot be read. Whatever is in one is spared by `prune`. `pictures.kept` is 1 for what a pack has fetched: that
 * is not counted among the shown ones and goes with the pack. `jobs.reviewed_at`: when a reply was let go in a review.
 */
export const packs: Migration = {
  name: '0007-packs',
  sql: `
    ALTER TABLE jobs ADD COLUMN reviewed_at REAL;
    CREATE TABLE packs (id TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE pack_conversations (
      pack_id TEXT NOT NULL,
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      state INTEGER NOT NULL,
      PRIMARY KEY (pack_id, account_id, conversation_id)
    ) WITHOUT ROWID;
    CREATE INDEX pack_conversations_key ON pack_conversations (account_id, conversation_id);
    CREATE INDEX pack_conversations_state ON pack_conversations (pack_id, state);
    ALTER TABLE pictures ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
    DROP INDEX pictures_used;
    CREATE INDEX pictures_used ON pictures (used_at, size) WHERE kept = 0;
  `,
}
