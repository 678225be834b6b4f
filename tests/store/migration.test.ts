import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '../../src-main/store/database'
import { makeStores, openStore } from '../../src-main/store/index'
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

describe('going back after a migration that worked', () => {
  const next = { name: '0099-next', sql: 'CREATE TABLE more (a); UPDATE drafts SET cursor = 9; DELETE FROM messages;' }
  const newer = [...MIGRATIONS, next]
  const earlier = () => `${file}.earlier`

  test('F6 the older version refuses what the newer one wrote and leaves it alone; with the copy in its place it has all it had', async () => {
    const before = rows(ALL)
    expect(rows('SELECT cursor FROM drafts', newer)).toEqual([{ cursor: 9 }])
    await collectHandles()
    const newers = readFileSync(file)
    expect(() => open()).toThrow(expect.objectContaining({ name: 'NewerDatabase' }))
    await collectHandles()
    expect(readFileSync(file).equals(newers)).toBe(true)
    // As TROUBLESHOOTING says.
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    renameSync(file, join(folder, 'newer.db'))
    renameSync(earlier(), file)
    expect(rows(ALL)).toEqual(before)
    expect(rows('SELECT text, cursor FROM drafts')).toEqual([{ text: '"Quixotic draft"', cursor: 0 }])
    expect(rows('SELECT text FROM jobs')).toEqual([{ text: '"Wombat reply"' }])
  })

  test('F6 a copy that a killed start left is kept as it is: looking at it leaves nothing beside it', () => {
    rows('SELECT 1', newer)
    renameSync(earlier(), `${file}.before-migration`)
    rows('SELECT 1', newer)
    expect(existsSync(earlier())).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([])
  })

  test('F6 it is told to nobody without the key', () => {
    rows('SELECT 1', newer)
    expect(readFileSync(earlier()).includes('Quixotic')).toBe(false)
    expect(() => openDatabase({ file: earlier(), key: 'cd'.repeat(32), log })).toThrow(
      expect.objectContaining({ name: 'WrongKey' }),
    )
  })

  test('F6 a start that ended before it had tidied up keeps the copy all the same', async () => {
    rows('SELECT 1', newer)
    await collectHandles()
    renameSync(earlier(), `${file}.before-migration`)
    rows('SELECT 1', newer)
    expect([existsSync(earlier()), existsSync(`${file}.before-migration`)]).toEqual([true, false])
  })

  test('F6 it stays for two weeks of starts and no longer, and only the newest stays', () => {
    const days = (count: number) => new Date(Date.now() - count * 86_400_000)
    rows('SELECT 1', newer)
    utimesSync(earlier(), days(13), days(13))
    rows('SELECT 1', newer)
    expect(existsSync(earlier())).toBe(true)
    const old = readFileSync(earlier())
    rows('SELECT 1', [...newer, { name: '0100', sql: 'CREATE TABLE evenmore (a)' }])
    expect(readFileSync(earlier()).equals(old)).toBe(false)
    utimesSync(earlier(), days(15), days(15))
    rows('SELECT 1', [...newer, { name: '0100', sql: '' }])
    expect(existsSync(earlier())).toBe(false)
  })

  test('F6 a large one is not kept twice', () => {
    closeDatabase(openDatabase({ file, key: KEY, log, migrations: newer, earlierBytes: 4096 }))
    expect(readdirSync(folder).filter((name) => /earlier|before/.test(name))).toEqual([])
  })

  test('F6 a new database has none', () => {
    const fresh = join(folder, 'fresh.db')
    closeDatabase(openDatabase({ file: fresh, key: KEY, log }))
    expect(existsSync(`${fresh}.earlier`)).toBe(false)
  })

  test('F6 signing out takes it away as well', async () => {
    const stores = makeStores({ folder: join(folder, 'stores'), isThrowAway: () => false, log })
    const store = await stores.open('p1' as never, KEY)
    await store.close()
    const [name = ''] = readdirSync(join(folder, 'stores')).filter((one) => one.endsWith('.db'))
    writeFileSync(join(folder, 'stores', `${name}.earlier`), 'of before')
    await stores.remove('p1' as never)
    expect(readdirSync(join(folder, 'stores'))).toEqual([])
  })
})
