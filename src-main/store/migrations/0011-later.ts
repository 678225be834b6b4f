import type { Migration } from '../migration'

/** A reply that leaves at a time the agent chose (send later), in ms. */
export const later: Migration = {
  name: '0011-later',
  sql: `ALTER TABLE jobs ADD COLUMN leave_at REAL;`,
}
