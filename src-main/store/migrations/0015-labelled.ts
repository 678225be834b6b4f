import type { Migration } from '../migration'

/** A search with `label:` asks which conversations a row number means: told without reading the conversations (P6). */
export const labelled: Migration = {
  name: '0015-labelled',
  sql: 'CREATE INDEX conversations_place ON conversations (row, account_id, id)',
}
