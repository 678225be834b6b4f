import type { Migration } from '../migration'

/** Which canned responses were sent, and after which words of a customer (M13). `stems` is JSON. */
export const playbook: Migration = {
  name: '0012-playbook',
  sql: `
    CREATE TABLE canned_uses (
      row INTEGER PRIMARY KEY,
      account_id INTEGER NOT NULL,
      canned_id INTEGER NOT NULL,
      stems TEXT NOT NULL,
      used_at INTEGER NOT NULL
    );
    CREATE INDEX canned_uses_of ON canned_uses (account_id, row);
  `,
}
