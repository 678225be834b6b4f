import type { Migration } from '../migration'

/**
 * What the next reply answers is kept with its draft; conversations the agent follows are a list of their own. Nothing told us
 * before who follows what, so all begin as not followed.
 */
export const following: Migration = {
  name: '0014-following',
  sql: `
    ALTER TABLE drafts ADD COLUMN in_reply_to INTEGER;
    ALTER TABLE conversations ADD COLUMN following INTEGER NOT NULL DEFAULT 0;

    -- As before, with the new column: lists and counts never read an entity they do not show.
    DROP INDEX conversations_list;
    CREATE INDEX conversations_list ON conversations
      (status, assignee_id, waiting_since_at, last_activity_at, account_id, id, inbox_id, unread, mentioned, team_id, priority,
       following);
  `,
}
