import type { Migration } from '../migration'

/**
 * Everything is keyed by account and the number in it: one file is one user on one server. Typed columns are what lists
 * filter, sort and join by; the rest of an object is its JSON `entity`. Texts a person wrote are JSON strings, because
 * the driver cuts plain text at a NUL. Times are epoch ms, markers whole microseconds.
 */
export const start: Migration = {
  name: '0001-start',
  sql: `
    CREATE TABLE conversations (
      row INTEGER PRIMARY KEY,
      account_id INTEGER NOT NULL,
      id INTEGER NOT NULL,
      inbox_id INTEGER NOT NULL,
      contact_id INTEGER NOT NULL,
      status TEXT NOT NULL,
      assignee_id INTEGER,
      unread INTEGER NOT NULL,
      waiting_since_at INTEGER,
      last_activity_at INTEGER NOT NULL,
      mentioned INTEGER NOT NULL DEFAULT 0,
      evidence_at REAL NOT NULL,
      entity TEXT NOT NULL
    );
    CREATE UNIQUE INDEX conversations_key ON conversations (account_id, id);
    -- Holds every column the lists and counts look at: they never read an entity they do not show.
    CREATE INDEX conversations_list ON conversations
      (status, assignee_id, waiting_since_at, last_activity_at, account_id, id, inbox_id, unread, mentioned);

    CREATE TABLE messages (
      row INTEGER PRIMARY KEY,
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      id INTEGER,
      client_id TEXT,
      marker INTEGER,
      created_at INTEGER NOT NULL,
      evidence_at REAL NOT NULL,
      entity TEXT NOT NULL
    );
    CREATE UNIQUE INDEX messages_id ON messages (account_id, id) WHERE id IS NOT NULL;
    CREATE UNIQUE INDEX messages_client_id ON messages (client_id) WHERE client_id IS NOT NULL;
    CREATE INDEX messages_marker ON messages (marker) WHERE marker IS NOT NULL;
    CREATE INDEX messages_page ON messages (account_id, conversation_id, created_at, id);
    CREATE INDEX messages_unsent ON messages (account_id, conversation_id, created_at) WHERE id IS NULL;

    -- Conversations of which every older message is here. A table of its own: history may come before the conversation.
    CREATE TABLE whole_histories (
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      PRIMARY KEY (account_id, conversation_id)
    ) WITHOUT ROWID;

    CREATE TABLE jobs (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      client_id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      state TEXT NOT NULL,
      marker INTEGER NOT NULL UNIQUE,
      text TEXT NOT NULL,
      private INTEGER NOT NULL,
      in_reply_to INTEGER,
      anchor_id INTEGER,
      seen_id INTEGER,
      created_at INTEGER NOT NULL,
      not_before_at REAL,
      written_blind INTEGER NOT NULL,
      unsure_since_at REAL,
      looks INTEGER NOT NULL,
      rounds INTEGER NOT NULL,
      failures INTEGER NOT NULL,
      born_at REAL NOT NULL,
      reason TEXT,
      released INTEGER NOT NULL
    );
    CREATE INDEX jobs_lane ON jobs (account_id, conversation_id);

    CREATE TABLE drafts (
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      text TEXT NOT NULL,
      private INTEGER NOT NULL,
      cursor INTEGER NOT NULL,
      updated_at REAL NOT NULL,
      PRIMARY KEY (account_id, conversation_id)
    );

    CREATE TABLE directories (account_id INTEGER PRIMARY KEY, entity TEXT NOT NULL);
    CREATE TABLE inboxes (
      account_id INTEGER NOT NULL,
      id INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (account_id, id)
    ) WITHOUT ROWID;

    CREATE TABLE cursors (account_id INTEGER PRIMARY KEY, last_good_at REAL, filled INTEGER NOT NULL);

    CREATE TABLE verdicts (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      at REAL NOT NULL,
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL,
      event TEXT NOT NULL,
      alerted INTEGER NOT NULL,
      reason TEXT
    );

    CREATE TABLE contacts (
      account_id INTEGER NOT NULL,
      id INTEGER NOT NULL,
      evidence_at REAL NOT NULL,
      entity TEXT NOT NULL,
      PRIMARY KEY (account_id, id)
    );

    CREATE TABLE blobs (
      blob_id TEXT NOT NULL,
      part INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (blob_id, part)
    );

    CREATE TABLE health (row INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, what TEXT NOT NULL, facts TEXT);
  `,
}
