/**
 * Reads out of a damaged database what can still be read, row by row, into a new one. What the agent wrote comes first:
 * drafts, then the outbox. Everything else is a copy of what the server has, so a row in doubt is left out and fetched again.
 *
 * A cipher without an authentication code cannot say that a page is wrong; SQLite can, for a page of noise is no b-tree.
 */
import type { Salvage } from '../../src-preload/contract/entities'
import type { Connection } from './connection'
import { isRefusal } from './refusal'
import { asBytes, columnsOf, raw, soundRow, tablesOf } from './sound'
import type { Row, Table } from './sound'

type Counts = Omit<Salvage, 'at'>

/** What the agent alone has. */
const FIRST = ['drafts', 'jobs', 'actions', 'staged_files', 'blobs']
/**
 * Most of them say that nothing is missing, which nobody knows now: without them all of it is asked for again. Noise in a
 * picture is seen by nobody but the agent. Labels in rows of their own are made from the conversations.
 */
const FORGOTTEN = ['cursors', 'whole_histories', 'known_histories', 'known_lists', 'pictures', 'conversation_labels']
const BATCH = 64
/** No table has a row beyond. */
const LAST_ROW = 2 ** 40

/** Copies what can be read; `target` is empty and has the same or a newer schema. Only a target that cannot be written throws. */
export function salvage(source: Connection, target: Connection): Counts {
  const tables = tablesOf(target).filter(({ name }) => !FORGOTTEN.includes(name))
  const own = tables.filter(({ name }) => FIRST.includes(name))
  const rest = tables.filter(({ name }) => !FIRST.includes(name))
  const whole = new Set<string>()
  for (const part of [own, rest]) {
    inOne(target, () => {
      for (const table of part) if (copy(source, target, table)) whole.add(table.name)
    })
  }
  inOne(target, () => {
    dropHoles(source, target, whole.has('messages'))
    keepOrphans(target)
  })
  const count = (sql: string): number => target.first(raw<{ n: number }>(sql), [])?.n ?? 0
  return {
    drafts: count('SELECT count(*) AS n FROM drafts'),
    replies: count('SELECT count(*) AS n FROM jobs'),
    conversations: count('SELECT count(*) AS n FROM conversations'),
    messages: count('SELECT count(*) AS n FROM messages WHERE id IS NOT NULL'),
  }
}

function inOne(target: Connection, work: () => void): void {
  target.exec('BEGIN IMMEDIATE')
  work()
  target.exec('COMMIT')
}

/** The index of words is made anew, by itself. */
const MADE_ANEW = 'indexed_as'

/** Whether all of it could be read. A column that the source is too old to have keeps its default. */
function copy(source: Connection, target: Connection, whole: Table): boolean {
  const there = attempt(() => columnsOf(source, whole.name))?.map(({ name }) => name) ?? []
  const columns = whole.columns.filter(({ name }) => name !== MADE_ANEW && (there.length === 0 || there.includes(name)))
  const table = { ...whole, columns }
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
  const slots = table.columns.map(() => '?').join(', ')
  const insert = raw(`INSERT OR IGNORE INTO "${table.name}" (${names}) VALUES (${slots})`)
  let isWhole = true
  const put = (row: Row): void => {
    const sound = soundRow(table, row)
    if (sound === null) isWhole = false
    else target.run(insert, Object.values(sound))
  }
  if (table.hasRows) return readRows(source, table, put) && isWhole
  const all = attempt(() => source.all(raw<Row>(`SELECT ${asBytes(table)} FROM "${table.name}"`), []))
  all?.forEach(put)
  return all !== null && isWhole
}

/** Row by row where need be; false when some had to be passed over. */
function readRows(source: Connection, table: Table, put: (row: Row) => void): boolean {
  const select = raw<Row>(
    `SELECT rowid AS "_at", ${asBytes(table)} FROM "${table.name}" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  )
  const read = (after: number, limit: number): Row[] | null => attempt(() => source.all(select, [after, limit]))
  let [after, limit, isWhole]: [number, number, boolean] = [Number.MIN_SAFE_INTEGER, BATCH, true]
  for (;;) {
    const rows = read(after, limit)
    if (rows?.length === 0) return isWhole
    if (rows !== null) {
      rows.forEach(put)
      after = Number(rows.at(-1)?.['_at'])
      limit = Math.min(BATCH, limit * 2)
    } else if (limit > 1) limit = Math.floor(limit / 2)
    else {
      isWhole = false
      const next = passOver(Math.max(0, after), (at) => read(at, 1) !== null)
      if (next === null) return false
      after = next
    }
  }
}

/** The first place after `from` that can be read again: first in doubled steps, then between the last two. */
function passOver(from: number, isReadable: (at: number) => boolean): number | null {
  let step = 1
  while (!isReadable(from + step)) {
    if (step > LAST_ROW) return null
    step *= 2
  }
  let [bad, good] = [from + Math.floor(step / 2), from + step]
  while (good - bad > 1) {
    const middle = Math.floor((bad + good) / 2)
    if (isReadable(middle)) good = middle
    else bad = middle
  }
  return good
}

/** Null when the source cannot give it, whatever the reason: a table that it does not have is not there to be read either. */
function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error: unknown) {
    if (error instanceof Error && !isRefusal(error, 'DiskFull')) return null
    throw error
  }
}

/**
 * A history with a hole in the middle would never be noticed: what lies between two known messages is not asked for again.
 * The index knows how many there were. Where it cannot tell, the conversation is read anew.
 */
function dropHoles(source: Connection, target: Connection, isWhole: boolean): void {
  if (isWhole) return
  const counting = (hint: string) =>
    raw<{ account_id: number; conversation_id: number; n: number }>(
      `SELECT account_id, conversation_id, count(*) AS n FROM messages ${hint} GROUP BY account_id, conversation_id`,
    )
  const known = attempt(() => source.all(counting('INDEXED BY messages_page'), []))
  const before = new Map(known?.map((one) => [`${one.account_id}/${one.conversation_id}`, one.n]))
  const forget = raw('DELETE FROM messages WHERE account_id = ? AND conversation_id = ? AND id IS NOT NULL')
  for (const { account_id, conversation_id, n } of target.all(counting(''), [])) {
    if (before.get(`${account_id}/${conversation_id}`) !== n) target.run(forget, [account_id, conversation_id])
  }
}

interface Orphan {
  account_id: number
  conversation_id: number
  client_id: string
  text: string
  private: number
  at: number
}

/** Words of the agent without the job that would send them become a draft: they are seen, and never sent twice. */
function keepOrphans(target: Connection): void {
  const orphans = target.all(
    raw<Orphan>(`SELECT account_id, conversation_id, client_id, created_at AS at, entity ->> '$.content' AS text,
      coalesce(entity ->> '$.private', 0) AS private FROM messages
      WHERE id IS NULL AND client_id NOT IN (SELECT client_id FROM jobs) ORDER BY created_at`),
    [],
  )
  const draft = raw<{ text: string; private: number }>(
    'SELECT text, private FROM drafts WHERE account_id = ? AND conversation_id = ?',
  )
  const put = raw(
    'INSERT OR REPLACE INTO drafts (account_id, conversation_id, text, private, cursor, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const one of orphans) {
    const key = [one.account_id, one.conversation_id]
    const was = target.first(draft, key)
    const text = was === undefined ? one.text : `${one.text}\n\n${String(JSON.parse(was.text))}`
    // A note among them makes the whole a note.
    target.run(put, [...key, JSON.stringify(text), Math.max(one.private, was?.private ?? 0), text.length, one.at])
  }
  target.exec('DELETE FROM messages WHERE id IS NULL AND client_id NOT IN (SELECT client_id FROM jobs)')
}
