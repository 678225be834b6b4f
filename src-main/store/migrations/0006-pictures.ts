import type { Migration } from '../migration'

/**
 * Bytes of pictures and sounds that were shown, so that they can be shown without a network. Each goes with its message, in
 * the same commit, whatever takes it. `small` is 1 for the small one of a picture.
 */
export const pictures: Migration = {
  name: '0006-pictures',
  sql: `
    CREATE TABLE pictures (
      row INTEGER PRIMARY KEY,
      account_id INTEGER NOT NULL,
      message_id INTEGER NOT NULL,
      attachment_id INTEGER NOT NULL,
      small INTEGER NOT NULL,
      type TEXT NOT NULL,
      size INTEGER NOT NULL,
      used_at INTEGER NOT NULL,
      bytes BLOB NOT NULL
    );
    CREATE UNIQUE INDEX pictures_place ON pictures (account_id, message_id, attachment_id, small);
    CREATE INDEX pictures_used ON pictures (used_at, size);
    CREATE TRIGGER pictures_gone AFTER DELETE ON messages WHEN old.id IS NOT NULL
    BEGIN
      DELETE FROM pictures WHERE account_id = old.account_id AND message_id = old.id;
    END;
  `,
}
