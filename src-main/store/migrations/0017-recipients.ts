import type { Migration } from '../migration'

/** Who a mail goes to, besides its customer: of a draft what the agent chose, of a reply all of them. JSON. */
export const recipients: Migration = {
  name: '0017-recipients',
  sql: `
    ALTER TABLE drafts ADD COLUMN recipients TEXT;
    ALTER TABLE jobs ADD COLUMN recipients TEXT;
  `,
}
