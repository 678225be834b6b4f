import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { closeDatabase, filesOf, openDatabase } from '../../src-main/store/database'
import { openStore } from '../../src-main/store/index'
import { MIGRATIONS } from '../../src-main/store/migrate'
import { plain } from '../../src-main/store/statement'
import { killNow, makeChildren } from './child'
import type { Children } from './child'
import { collectHandles } from './handles'
import { KEY, NOON, OTHER_KEY, aConversation, aJob, aMessage, keepingLog, keyOf } from './examples'

let folder: string
let file: string
let children: Children
const log = keepingLog()

beforeAll(async () => {
  children = await makeChildren()
})
afterAll(() => children.dispose())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-store-'))
  file = join(folder, 'a.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const SECRETS = ['Zanzibar message', 'Xylophone customer', 'Quixotic draft', 'Wombat reply']

async function writeSecrets() {
  const store = openStore(file, KEY, log)
  const contact = { ...aConversation(1).contact, name: 'Xylophone customer' }
  await store.commit(async (tx) => {
    await tx.putConversation({ conversation: aConversation(1, { contact }), evidenceAt: NOON })
    await tx.putMessage({ message: aMessage(1, 1, { content: 'Zanzibar message' }), evidenceAt: NOON })
    await tx.putDraft(keyOf(1, 1), { text: 'Quixotic draft', private: false, cursor: 0, updatedAt: NOON })
    await tx.putJob(aJob(1, { text: 'Wombat reply' }))
  })
  return store
}

/** Everything beside the index of the log: SQLite rebuilds that one for every reader. */
async function bytes(): Promise<string[]> {
  await collectHandles()
  const here = filesOf(file).filter((one) => existsSync(one) && !one.endsWith('-shm'))
  return here.map((one) => `${one} ${createHash('sha256').update(readFileSync(one)).digest('hex')}`)
}

function errorName(open: () => unknown): string {
  try {
    open()
    return 'none'
  } catch (error: unknown) {
    return error instanceof Error ? error.name : 'not an error'
  }
}

describe('what is on disk', () => {
  test('F4 no text of a customer or an agent is readable in any file of the database', async () => {
    const store = await writeSecrets()
    const readable = () =>
      filesOf(file).filter((one) => existsSync(one) && SECRETS.some((secret) => readFileSync(one).includes(secret)))
    expect(filesOf(file).filter((one) => existsSync(one)).length).toBe(3)
    expect(readable()).toEqual([])
    await store.close()
    expect(readable()).toEqual([])
    expect(readFileSync(file).subarray(0, 15).toString()).not.toBe('SQLite format 3')
  })

  test('F4 only the owner may read the files', async () => {
    const store = await writeSecrets()
    const modes = filesOf(file).flatMap((one) => (existsSync(one) ? [statSync(one).mode & 0o777] : []))
    expect(modes).toEqual([0o600, 0o600, 0o600])
    await store.close()
  })

  test('F2 a power cut cannot take back a commit: the log is flushed each time', () => {
    const db = openDatabase({ file, key: KEY, log })
    const pragma = (name: string) => Object.values(db.first(plain<Record<string, unknown>>(`PRAGMA ${name}`), {}) ?? {})[0]
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'auto_vacuum', 'temp_store'].map(pragma)).toEqual([
      'wal',
      2,
      1,
      2,
      2,
    ])
    closeDatabase(db)
  })
})

describe('wrong keys', () => {
  test('F4 a wrong key is refused and the file stays as it was', async () => {
    await (await writeSecrets()).close()
    const before = await bytes()
    expect(errorName(() => openStore(file, OTHER_KEY, log))).toBe('WrongKey')
    expect(await bytes()).toEqual(before)
    const store = openStore(file, KEY, log)
    expect((await store.message(keyOf(1, 1).accountId, 1 as never))?.message.content).toBe('Zanzibar message')
    await store.close()
  })

  test('F2 a wrong key leaves the unfinished log of a killed process alone', async () => {
    const child = await children.run(`
      const store = openStore(${JSON.stringify(file)}, ${JSON.stringify(KEY)}, log)
      await store.commit((tx) => tx.putJob(${JSON.stringify(aJob(1, { text: 'Wombat reply' }))}))
      console.log('ready'); setInterval(() => {}, 1000)`)
    await killNow(child)
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
    const before = await bytes()
    expect(errorName(() => openStore(file, OTHER_KEY, log))).toBe('WrongKey')
    expect(await bytes()).toEqual(before)
    const store = openStore(file, KEY, log)
    expect((await store.jobs()).map((job) => job.text)).toEqual(['Wombat reply'])
    await store.close()
  })

  test('F4 the key is tried on the right file whatever the folder is called', async () => {
    file = join(folder, 'Zoë #1 50% ?mode=ro & Дом', 'a.db')
    await (await writeSecrets()).close()
    expect(errorName(() => openStore(file, OTHER_KEY, log))).toBe('WrongKey')
    const store = openStore(file, KEY, log)
    expect((await store.jobs()).map((job) => job.text)).toEqual(['Wombat reply'])
    await store.close()
    expect(log.lines.filter((line) => line.what.includes('looked at'))).toEqual([])
  })

  test('F4 something that is no key never makes an unencrypted file', () => {
    for (const key of ['', 'short', 'g'.repeat(64)]) expect(() => openStore(file, key, log)).toThrow(TypeError)
    expect(existsSync(file)).toBe(false)
  })

  test('F4 a database another process writes to is refused with a name', async () => {
    await (await writeSecrets()).close()
    const child = await children.run(`
      const store = openStore(${JSON.stringify(file)}, ${JSON.stringify(KEY)}, log)
      void store.commit(async () => { console.log('ready'); await new Promise((done) => setTimeout(done, 60_000)) })`)
    expect(errorName(() => openStore(file, KEY, log))).toBe('DatabaseLocked')
    await killNow(child)
    await openStore(file, KEY, log).close()
  })
})

describe('migrations', () => {
  const schema = plain<{ sql: string | null }>('SELECT sql FROM sqlite_schema ORDER BY name')
  const version = plain<{ user_version: number }>('PRAGMA user_version')
  const second = { name: '0002-more', sql: 'CREATE TABLE more (a); INSERT INTO more VALUES (1);' }
  const bad = { name: '0003-bad', sql: 'DROP TABLE drafts; CREATE TABLE more (a);' }
  const open = (migrations = MIGRATIONS) => openDatabase({ file, key: KEY, log, migrations })

  test('F4 from nothing to today, and opening again changes nothing', () => {
    const first = open()
    const before = first.all(schema, {})
    closeDatabase(first)
    const size = statSync(file).size
    const again = open()
    expect(again.all(schema, {})).toEqual(before)
    expect(again.first(version, {})).toEqual({ user_version: MIGRATIONS.length })
    closeDatabase(again)
    expect(statSync(file).size).toBe(size)
  })

  test('F4 a later step finds the data of the earlier one and leaves no copy behind', async () => {
    await (await writeSecrets()).close()
    const db = open([...MIGRATIONS, second])
    expect(db.first(version, {})).toEqual({ user_version: MIGRATIONS.length + 1 })
    expect(db.all(plain('SELECT a FROM more'), {})).toEqual([{ a: 1 }])
    expect(db.all(plain('SELECT id FROM messages'), {})).toEqual([{ id: 1 }])
    closeDatabase(db)
    expect(existsSync(`${file}.before-migration`)).toBe(false)
  })

  test('F6 a step that fails takes nothing with it, and a copy of the file is kept', async () => {
    await (await writeSecrets()).close()
    expect(() => open([...MIGRATIONS, second, bad])).toThrow()
    copyFileSync(`${file}.before-migration`, join(folder, 'copy.db'))
    for (const one of [file, join(folder, 'copy.db')]) {
      const store = openStore(one, KEY, log)
      expect((await store.draft(keyOf(1, 1)))?.text).toBe('Quixotic draft')
      await store.close()
    }
  })

  test('F4 a database of a newer Perch is refused and stays as it was', async () => {
    closeDatabase(open([...MIGRATIONS, second]))
    const before = await bytes()
    expect(errorName(() => openStore(file, KEY, log))).toBe('NewerDatabase')
    expect(await bytes()).toEqual(before)
  })
})
