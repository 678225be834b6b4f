import type { Migration } from '../migration'

/**
 * What lists are filtered and sorted by beside the views: team, priority (0 none to 4 urgent) and labels. `labels` is the JSON
 * of their titles; the triggers keep one row for each in a table of their own, so that a filter looks into no JSON.
 */
export const listFilters: Migration = {
  name: '0013-list-filters',
  sql: `
    ALTER TABLE conversations ADD COLUMN team_id INTEGER;
    ALTER TABLE conversations ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE conversations ADD COLUMN labels TEXT NOT NULL DEFAULT '[]';
    UPDATE conversations SET
      team_id = entity ->> '$.team.id',
      priority = CASE entity ->> '$.priority'
        WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 WHEN 'urgent' THEN 4 ELSE 0 END,
      labels = iif(json_type(entity, '$.labels') = 'array', entity -> '$.labels', '[]')
      WHERE json_valid(entity);

    CREATE TABLE conversation_labels (
      row INTEGER NOT NULL,
      title TEXT NOT NULL,
      PRIMARY KEY (row, title)
    ) WITHOUT ROWID;
    INSERT OR IGNORE INTO conversation_labels
      SELECT c.row, l.value FROM conversations c, json_each(c.labels) l WHERE l.type = 'text';
    CREATE TRIGGER conversation_labels_new AFTER INSERT ON conversations WHEN new.labels <> '[]' BEGIN
      INSERT OR IGNORE INTO conversation_labels SELECT new.row, value FROM json_each(new.labels) WHERE type = 'text';
    END;
    CREATE TRIGGER conversation_labels_changed AFTER UPDATE OF labels ON conversations WHEN new.labels <> old.labels BEGIN
      DELETE FROM conversation_labels WHERE row = new.row;
      INSERT OR IGNORE INTO conversation_labels SELECT new.row, value FROM json_each(new.labels) WHERE type = 'text';
    END;
    CREATE TRIGGER conversation_labels_gone AFTER DELETE ON conversations BEGIN
      DELETE FROM conversation_labels WHERE row = old.row;
    END;

    -- A change of a customer lies on top of each of their conversations: found among a thousand others without reading them.
    CREATE INDEX actions_contact ON actions (account_id, created_at)
      WHERE json_valid(entity) AND entity ->> '$.change.kind' = 'contact';

    -- As before, with the new columns: lists and counts never read an entity they do not show.
    DROP INDEX conversations_list;
    CREATE INDEX conversations_list ON conversations
      (status, assignee_id, waiting_since_at, last_activity_at, account_id, id, inbox_id, unread, mentioned, team_id, priority);
  `,
}
