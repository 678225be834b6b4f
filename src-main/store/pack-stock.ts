/** What of a choice is stored already, so that it can be told beforehand what a pack would be (M15). */
import type { PackFiles } from '../../src-preload/contract/schemas/pack'
import type { PackScope, PackStock } from '../core/ports'
import type { Connection } from './connection'
import { filledSince } from './history'
import { raw } from './sound'

/** Messages that tell how many files there are, and how big. */
const SAMPLE = 2_000

/** An empty or missing list stands for everything. */
const FITS = `c.account_id = ?1 AND c.last_activity_at >= ?2
  AND (?3 IS NULL OR c.inbox_id IN (SELECT value FROM json_each(?3)))
  AND (?4 IS NULL OR c.contact_id = ?4)
  AND (?5 IS NULL OR EXISTS (SELECT 1 FROM json_each(c.entity, '$.labels') AS own
    WHERE own.value IN (SELECT value FROM json_each(?5))))`

const counted = raw<{ known: number; filled: number | null; messages: number | null; of_filled: number | null }>(`
  SELECT count(*) AS known, sum(filled) AS filled, sum(n) AS messages, sum(filled * n) AS of_filled FROM (
    SELECT ${filledSince('?2')} AS filled,
      (SELECT count(*) FROM messages AS m INDEXED BY messages_page
        WHERE m.account_id = c.account_id AND m.conversation_id = c.id AND m.created_at >= ?2 AND m.id IS NOT NULL) AS n
    FROM conversations AS c WHERE ${FITS})`)

/** How a file is called that is a picture (FACTS §3.5); size null: the server did not say. */
const sampled = raw<{ messages: number; files: number | null; bytes: number | null }>(`
  SELECT count(*) AS messages, sum(files) AS files, sum(bytes) AS bytes FROM (
    SELECT
      (SELECT count(*) FROM json_each(entity, '$.attachments') AS a
        WHERE (?2 = 0 OR a.value ->> 'type' = 'image') AND coalesce(a.value ->> 'size', 0) <= ?3) AS files,
      (SELECT sum(a.value ->> 'size') FROM json_each(entity, '$.attachments') AS a
        WHERE (?2 = 0 OR a.value ->> 'type' = 'image') AND coalesce(a.value ->> 'size', 0) <= ?3) AS bytes
    FROM (SELECT entity FROM messages WHERE account_id = ?1 AND id IS NOT NULL ORDER BY row DESC LIMIT ${SAMPLE}))`)

/** Counted, but for the files, which are guessed by a sample. */
export function packStock(tx: Connection, scope: PackScope, files: PackFiles | null): PackStock {
  const list = (values: readonly unknown[] | null): string | null =>
    values === null || values.length === 0 ? null : JSON.stringify(values)
  const row = tx.first(counted, [scope.account, scope.since, list(scope.inboxes), scope.contact, list(scope.labels)])
  const stock = {
    known: row?.known ?? 0,
    filled: row?.filled ?? 0,
    messages: row?.messages ?? 0,
    filledMessages: row?.of_filled ?? 0,
  }
  if (files === null) return { ...stock, filesPerMessage: 0, bytesPerFile: 0 }
  const sample = tx.first(sampled, [scope.account, Number(files.kinds === 'pictures'), files.maxBytes])
  const count = sample?.files ?? 0
  return {
    ...stock,
    filesPerMessage: count / Math.max(1, sample?.messages ?? 0),
    bytesPerFile: count === 0 ? 0 : (sample?.bytes ?? 0) / count,
  }
}
