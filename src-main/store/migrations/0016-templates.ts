import type { Migration } from '../migration'

/** Templates of the inboxes stand beside the directory, which is read far more often; a draft and a reply may be one of them. */
export const templates: Migration = {
  name: '0016-templates',
  sql: `
    ALTER TABLE directories ADD COLUMN templates TEXT;
    ALTER TABLE drafts ADD COLUMN template TEXT;
    ALTER TABLE jobs ADD COLUMN template TEXT;
  `,
}
