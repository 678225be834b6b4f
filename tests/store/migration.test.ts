import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '../../src-main/store/database'
import { openStore } from '../../src-main/store/index'
import { MIGRATIONS } from '../../src-main/store/migrate'
import { plain } from '../../src-main/store/statement'
import { killNow, makeChildren } from './child'
import type { Children } from './child'
import { KEY, NOON, aJob, keepingLog, keyOf } from './examples'
import { fill } from './fill'
import { collectHandles } from './handles'

let folder: string
let file: string
let children: Children
const log = keepingLog()

beforeAll(async () => {
  children = await makeChildren('database')
})
afterAll(() => children.dispose())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perch-migration-'))
  file = join(folder, 'a.db')
  const store = openStore(file, KEY, log)
  await fill(store, { conversations: 50, messagesEach: 5 })
  await store.commit(async (tx) => {
    await tx.putDraft(keyOf(1, 7), { text: 'Quixotic draft', private: false, cursor: 0, updatedAt: NOON })
    await tx.putJob(aJob(1, { text: 'Wombat reply' }))
  })
  await store.close()
  await collectHandles()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (migrations = MIGRATIONS) => openDatabase({ file, key: KEY, log, migrations })
const rows = (sql: string, migrations = MIGRATIONS) => {
  const db = open(migrations)
  try {
    return db.all(plain<Record<string, unknown>>(sql), {})
  } finally {
    closeDatabase(db)
  }
}
const ALL = 'SELECT count(*) AS n, sum(length(entity)) AS bytes FROM messages'

/** Takes about a second: counts, changes rows that were there, and makes new ones. */
const slow = {
  name: '0002-slow',
  sql: `
    CREATE TABLE more (a);
    UPDATE drafts SET cursor = 1;
    INSERT INTO more WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT i FROM n;
    DELETE FROM verdicts;`,
}
const bad = { name: '0002-bad', sql: 'CREATE TABLE more (a); DELETE FROM messages; INSERT INTO nowhere VALUES (1);' }

describe('a migration that is interrupted', () => {
  test.each([0, 30, 90, 200, 350, 600, 1_000])('F6 killed %s ms after it began, the next start has all rows', async (ms) => {
    const before = rows(ALL)
    const child = await children.run(`
      console.log('ready')
      setImmediate(() => {
        const migrations = ${JSON.stringify([...MIGRATIONS, slow])}
        openDatabase({ file: ${JSON.stringify(file)}, key: ${JSON.stringify(KEY)}, log, migrations })
      })
      setInterval(() => undefined, 1000)`)
    await new Promise((resolve) => setTimeout(resolve, ms))
    await killNow(child)
    expect(rows(ALL, [...MIGRATIONS, slow])).toEqual(before)
    expect(rows('SELECT count(*) AS n FROM more', [...MIGRATIONS, slow])).toEqual([{ n: 400_000 }])
    expect(rows('SELECT cursor FROM drafts', [...MIGRATIONS, slow])).toEqual([{ cursor: 1 }])
    await collectHandles()
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([])
  })

  test('F6 a copy that was only half made, or left over, is never taken for one', async () => {
    writeFileSync(`${file}.before-migration-part`, 'half')
    writeFileSync(`${file}.before-migration`, 'of an earlier version')
    expect(rows('SELECT count(*) AS n FROM jobs')).toEqual([{ n: 1 }])
    await collectHandles()
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([])
  })
})

describe('a migration that fails', () => {
  test('F6 is named with its versions, leaves all as it was, and keeps the copy', () => {
    const before = rows(ALL)
    const failing = () => open([...MIGRATIONS, bad])
    expect(failing).toThrow(
      expect.objectContaining({
        name: 'MigrationFailed',
        message: `From version ${MIGRATIONS.length} to ${MIGRATIONS.length + 1}`,
      }),
    )
    expect(existsSync(`${file}.before-migration`)).toBe(true)
    expect(rows(ALL)).toEqual(before)
    expect(rows('SELECT text FROM jobs')).toEqual([{ text: '"Wombat reply"' }])
  })

  test('F6 one that ends its own transaction half way is undone from the copy', async () => {
    const before = rows(ALL)
    const worse = {
      name: '0002-worse',
      sql: `DELETE FROM messages; PRAGMA user_version = ${MIGRATIONS.length + 1}; COMMIT; INSERT INTO nowhere VALUES (1);`,
    }
    expect(() => open([...MIGRATIONS, worse])).toThrow(expect.objectContaining({ name: 'MigrationFailed' }))
    await collectHandles()
    expect(rows(ALL)).toEqual(before)
  })
})
