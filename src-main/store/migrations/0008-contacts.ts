import type { Migration } from '../migration'

/**
 * Customers by themselves, for the room of the contacts: what they are found and ordered by, what is noted about them, and
 * which attributes the account has defined. `said` and `name_key` are folded as search folds. A customer is looked for in
 * conversations at each of their messages, so that has an index.
 */
export const contacts: Migration = {
  name: '0008-contacts',
  sql: `
    ALTER TABLE contacts ADD COLUMN said TEXT NOT NULL DEFAULT '';
    ALTER TABLE contacts ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE contacts ADD COLUMN company_key TEXT NOT NULL DEFAULT '';
    ALTER TABLE contacts ADD COLUMN last_activity_at INTEGER;
    ALTER TABLE contacts ADD COLUMN created_at INTEGER;
    ALTER TABLE contacts ADD COLUMN notes TEXT;
    CREATE INDEX contacts_name ON contacts (account_id, name_key, id);
    CREATE INDEX contacts_active ON contacts (account_id, last_activity_at, id);
    CREATE INDEX conversations_contact ON conversations (account_id, contact_id);
    CREATE TABLE contact_attributes (account_id INTEGER PRIMARY KEY, entity TEXT NOT NULL);
  `,
}
