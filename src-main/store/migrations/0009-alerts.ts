import type { Migration } from '../migration'

/**
 * A verdict keeps the rule that decided and the event as the policy saw it, so that other settings can be tried on it.
 * `memberships`: inboxes of which the agent is a member, where the server tells of others too. `alert_tokens`: what an alert
 * that outlived the process was about.
 */
export const alerts: Migration = {
  name: '0009-alerts',
  sql: `
    ALTER TABLE verdicts ADD COLUMN rule TEXT;
    ALTER TABLE verdicts ADD COLUMN entity TEXT;
    CREATE TABLE memberships (
      account_id INTEGER NOT NULL,
      inbox_id INTEGER NOT NULL,
      is_member INTEGER NOT NULL,
      checked_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, inbox_id)
    );
    CREATE TABLE alert_tokens (
      row INTEGER PRIMARY KEY,
      token TEXT NOT NULL UNIQUE,
      account_id INTEGER NOT NULL,
      conversation_id INTEGER NOT NULL
    );
  `,
}
