import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '../../src-main/store/database'
import { openStore } from '../../src-main/store/index'
import { MIGRATIONS } from '../../src-main/store/migrate'
import { plain } from '../../src-main/store/statement'
import { DamagedDesk, draft, HERE, PAGE, safe } from './damaged'
import { KEY, NOON, OTHER_KEY, aConversation, aJob, aMessage, keyOf } from './examples'
import { collectHandles } from './handles'

let desk: DamagedDesk
beforeEach(() => {
  desk = new DamagedDesk()
})
afterEach(() => desk.remove())

describe('a damaged file', () => {
  test('F6 noise over pages that is found while reading: the next opening saves drafts and replies, and what else can be read', async () => {
    await desk.written()
    const pages = statSync(desk.file).size / PAGE
    // Without the list of tables nothing could be found; a test below is about that.
    const tables = await desk.pagesOf('sqlite_schema')
    const ninth = Array.from({ length: Math.floor((pages - 60) / 9) }, (_, index) => 60 + index * 9)
    desk.spoil(ninth.filter((page) => !tables.includes(page)))
    await desk.meet(desk.open())
    const store = desk.open()
    expect(await desk.holds(store)).toEqual(safe)
    expect(store.salvage).toMatchObject({ drafts: 1, replies: 1 })
    expect(store.salvage?.conversations).toBeGreaterThan(150)
    expect((await store.health(5)).map((line) => line.what)).toEqual(['salvaged'])
    await store.close()
    await collectHandles()
    const again = desk.open()
    expect(again.salvage).toBeNull()
    expect(await desk.holds(again)).toEqual(safe)
    await again.close()
  })

  test('F4 a history with a hole is read anew: what is kept of a conversation is whole', async () => {
    await desk.written()
    const pages = await desk.pagesOf('messages')
    desk.spoil(pages.filter((_, index) => index % 40 === 20))
    await desk.meet(desk.open())
    const store = desk.open()
    let [kept, gone] = [0, 0]
    for (let id = 1; id <= 300; id += 1) {
      const ids = (await store.messages(keyOf(1, id), null, 50)).map((message) => message.id)
      expect([0, 10]).toContain(ids.length)
      if (ids.length === 10) kept += 1
      else gone += 1
      expect(await store.reachedStart(keyOf(1, id))).toBe(false)
    }
    expect(gone).toBeGreaterThan(0)
    expect(kept).toBeGreaterThan(50)
    expect(await store.cursors()).toEqual([])
    await store.close()
  })

  test.each([
    ['the first 100 bytes are zero', 100],
    ['the first page is zero', PAGE],
  ])('F6 %s: all the rest is found, for the key still fits', async (_what, length) => {
    await desk.written()
    const bytes = readFileSync(desk.file)
    writeFileSync(desk.file, bytes.fill(0, 0, length))
    const store = desk.open()
    expect(await desk.holds(store)).toEqual(safe)
    expect(store.salvage).toMatchObject({ drafts: 1, replies: 1, conversations: 300, messages: 3_000 })
    await store.close()
  })

  /** Noise over one page of the file as it was, and nothing else of it is lost. */
  async function allIsFound(whole: Buffer, page: number): Promise<void> {
    writeFileSync(desk.file, whole)
    desk.spoil([page])
    const store = desk.open()
    expect(await desk.holds(store)).toEqual(safe)
    expect(store.salvage).toMatchObject({ drafts: 1, replies: 1, conversations: 300, messages: 3_000 })
    await store.close()
    await collectHandles()
  }

  test('F6 noise over any one page of the list of tables: all the rest is found, for it lies at the same places', async () => {
    await desk.written()
    const whole = readFileSync(desk.file)
    const pages = await desk.pagesOf('sqlite_schema')
    expect(pages.length).toBeGreaterThan(2)
    for (const page of [pages[0], pages.at(-1)]) await allIsFound(whole, page ?? 0)
  })

  // The list of tables of a database that grew with Perch lies between its rows, and elsewhere for each version it began with.
  test.each([1, 4, 8, 12, MIGRATIONS.length - 1])(
    'F6 of a database that began with version %s and grew since, no page of the list of tables, nor the first, takes more along',
    async (version) => {
      const old = openDatabase({ file: desk.file, key: KEY, log: desk.log, migrations: MIGRATIONS.slice(0, version) })
      old.exec("INSERT INTO blobs VALUES ('old', 0, zeroblob(300000))")
      closeDatabase(old)
      await collectHandles()
      await desk.written()
      const whole = readFileSync(desk.file)
      const pages = await desk.pagesOf('sqlite_schema')
      expect(pages.length).toBeGreaterThan(2)
      for (const page of [0, pages[0], pages.at(-1)]) await allIsFound(whole, page ?? 0)
    },
  )

  test('F6 the roots of all tables lie at the same places, whatever version a database began with', async () => {
    const roots = new Set<string>()
    for (let version = 1; version <= MIGRATIONS.length; version += 1) {
      const file = join(desk.folder, `from-${version}.db`)
      const parts = { file, key: KEY, log: desk.log }
      const old = openDatabase({ ...parts, migrations: MIGRATIONS.slice(0, version) })
      old.exec("INSERT INTO blobs VALUES ('old', 0, zeroblob(300000))")
      closeDatabase(old)
      const grown = openDatabase(parts)
      const sql = 'SELECT name, rootpage FROM sqlite_schema ORDER BY rowid'
      roots.add(JSON.stringify(grown.all(plain<{ name: string; rootpage: number }>(sql), {})))
      closeDatabase(grown)
      await collectHandles()
    }
    // What `page-one` stands on. A step that breaks this makes lost lists of tables unreadable.
    expect(roots.size).toBe(1)
  })

  test.each([0.9, 0.5, 0.2])('F6 a file cut to %s of its length opens, with what was before the cut', async (share) => {
    await desk.written()
    truncateSync(desk.file, Math.floor(statSync(desk.file).size * share) + 100)
    const store = desk.open()
    const found = await desk.holds(store)
    expect(found.isReadable).toBe(true)
    expect(store.salvage).not.toBeNull()
    // Both tables are small and begin at the front of the desk.file.
    expect([found.draft, found.replies]).toEqual([safe.draft, safe.replies])
    await store.close()
  })

  test('F6 noise from one end to the other: a new database begins, the old one is put beside it', async () => {
    await desk.written()
    const before = readFileSync(desk.file)
    desk.spoil(Array.from({ length: statSync(desk.file).size / PAGE - 1 }, (_, index) => index + 1))
    // Even the list of tables is gone, so it is found when it is opened.
    const store = desk.open()
    expect(store.salvage).toMatchObject({ drafts: 0, replies: 0, conversations: 0, messages: 0 })
    await desk.write(store)
    expect(await desk.holds(store)).toEqual(safe)
    await store.close()
    expect(statSync(join(desk.folder, 'a.db.broken')).size).toBe(before.length)
  })

  test('F4 one broken file is kept, not one for each time, and nothing else is left beside the new one', async () => {
    for (let round = 0; round < 3; round += 1) {
      await desk.written()
      writeFileSync(desk.file, readFileSync(desk.file).fill(0, 0, PAGE))
      await desk.open().close()
      await collectHandles()
    }
    expect(readdirSync(desk.folder).sort()).toEqual(['a.db', 'a.db.broken'])
  })

  test('F4 a wrong key is not taken for damage: nothing is written, moved or made', async () => {
    await desk.written()
    const before = readFileSync(desk.file)
    expect(() => openStore(desk.file, OTHER_KEY, desk.log)).toThrow(expect.objectContaining({ name: 'WrongKey' }))
    expect(readdirSync(desk.folder)).toEqual(['a.db'])
    expect(readFileSync(desk.file).equals(before)).toBe(true)
  })

  test('F2 words whose job was lost become a draft, those of a note a note', async () => {
    const store = desk.open()
    const unsent = { id: null, type: 'outgoing', clientId: aJob(5).clientId, marker: aJob(5).marker }
    await store.commit(async (tx) => {
      await tx.putConversation({ conversation: aConversation(7), evidenceAt: NOON })
      await tx.putMessage({ message: aMessage(7, 1, { ...unsent, content: 'Never sent', private: true }), evidenceAt: 0 })
      await tx.putDraft(HERE, draft)
    })
    await store.close()
    await collectHandles()
    writeFileSync(desk.file, readFileSync(desk.file).fill(0, 0, PAGE))
    const again = desk.open()
    expect(await again.draft(HERE)).toMatchObject({ text: 'Never sent\n\nQuixotic draft', private: true })
    expect(await again.messages(HERE, null, 10)).toEqual([])
    await again.close()
  })

  test('F6 a crash when the new one was ready: it takes its place at the next start', async () => {
    await desk.written()
    copyFileSync(desk.file, `${desk.file}.mended`)
    desk.spoil(Array.from({ length: 50 }, (_, index) => index))
    writeFileSync(`${desk.file}.damaged`, '')
    const store = desk.open()
    expect(await desk.holds(store)).toEqual(safe)
    expect(existsSync(`${desk.file}.mended`)).toBe(false)
    await store.close()
  })
})
