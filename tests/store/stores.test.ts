import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseName } from '../../src-main/store/file-name'
import { makeStores, openStore } from '../../src-main/store/index'
import { profileId } from '../../src-preload/contract/ids'
import { KEY, OTHER_KEY, aJob, keepingLog } from './examples'
import { collectHandles } from './handles'

let folder: string
const log = keepingLog()
const ANA = profileId.parse('ana')
const BEN = profileId.parse('ben')

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'perch-stores-')), 'databases')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const stores = (throwAway = false) => makeStores({ folder, isThrowAway: () => throwAway, log })
const files = () => readdirSync(folder).sort()

describe('file names', () => {
  test('F11 a plain profile id is the name; anything else is made harmless and stays apart', () => {
    expect(databaseName('p-1a2b3c')).toBe('p-1a2b3c.db')
    expect(databaseName('../../etc/passwd')).toMatch(/^-etc-passwd\.[0-9a-f]{16}\.db$/)
    expect(databaseName('con')).not.toBe('con.db')
    expect(databaseName('Ana').toLowerCase()).not.toBe(databaseName('ana').toLowerCase())
  })

  test('F11 no id leaves the folder, and no two ids share a file on any file system', () => {
    const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        expect(databaseName(one)).toMatch(/^[a-z0-9_.-]{1,80}\.db$/)
        expect(databaseName(one)).not.toMatch(/^\.|\.\./)
        if (one !== other) expect(databaseName(one)).not.toBe(databaseName(other))
      }),
    )
  })
})

describe('sign-out', () => {
  test('F6 every file of the profile goes, those of the others stay', async () => {
    const all = stores()
    const [ana, ben] = [await all.open(ANA, KEY), await all.open(BEN, OTHER_KEY)]
    await ana.commit((tx) => tx.putJob(aJob(1)))
    await ben.commit((tx) => tx.putJob(aJob(1)))
    writeFileSync(join(folder, 'ana.db.before-migration'), 'left over')
    await ana.close()
    await all.remove(ANA)
    expect(files().filter((name) => name.startsWith('ana'))).toEqual([])
    await ben.close()
    const again = await all.open(BEN, OTHER_KEY)
    expect(await again.jobs()).toHaveLength(1)
    await again.close()
  })

  test('F2 the old connection, let go of late, does no harm to the next sign-in', async () => {
    const all = stores()
    const old = await all.open(ANA, KEY)
    await old.commit((tx) => tx.putJob(aJob(1)))
    await old.close()
    await all.remove(ANA)
    const fresh = await all.open(ANA, OTHER_KEY)
    await fresh.commit((tx) => tx.putJob(aJob(2)))
    await collectHandles()
    expect(files()).toContain('ana.db-wal')
    const beside = openStore(join(folder, 'ana.db'), OTHER_KEY, log)
    expect(await beside.jobs()).toEqual([aJob(2)])
    await beside.close()
    await fresh.close()
  })

  test('F2 closing and opening the same file keeps the log of the new connection', async () => {
    const all = stores()
    await (await all.open(ANA, KEY)).close()
    const fresh = await all.open(ANA, KEY)
    await fresh.commit((tx) => tx.putJob(aJob(2)))
    await collectHandles()
    expect(files()).toContain('ana.db-wal')
    await fresh.close()
  })

  test('F19 a database whose key is lost is put away whole; a new one begins, and signing out removes both', async () => {
    const all = stores()
    const old = await all.open(ANA, KEY)
    await old.commit((tx) => tx.putJob(aJob(1)))
    await old.close()
    await collectHandles()
    await all.setAside(ANA)
    const fresh = await all.open(ANA, OTHER_KEY)
    expect(await fresh.jobs()).toEqual([])
    await fresh.close()
    const found = openStore(join(folder, 'ana.db.aside'), KEY, log)
    expect(await found.jobs()).toEqual([aJob(1)])
    await found.close()
    await all.setAside(BEN)
    await all.remove(ANA)
    expect(files()).toEqual([])
  })

  test('F19 without a keychain nothing is put away: the key may come back with it', async () => {
    await (await stores().open(ANA, KEY)).close()
    const kept = files()
    await stores(true).setAside(ANA)
    expect(files()).toEqual(kept)
  })

  test('F6 removing what was never there is no error', async () => {
    await stores().remove(ANA)
    const all = stores()
    await (await all.open(BEN, KEY)).close()
    await all.remove(ANA)
    expect(files()).toContain('ben.db')
  })

  test('F6 what a crash left of a sign-out goes at the next start', async () => {
    await (await stores().open(ANA, KEY)).close()
    writeFileSync(join(folder, 'ana.db.gone'), '')
    stores()
    expect(files()).toEqual([])
  })
})

describe('without a keychain', () => {
  test('F19 the database is deleted at the next start, the one from before the trouble is not', async () => {
    await (await stores().open(ANA, KEY)).close()
    const kept = files()
    const store = await stores(true).open(ANA, OTHER_KEY)
    await store.commit((tx) => tx.putJob(aJob(1)))
    await store.close()
    expect(files().length).toBeGreaterThan(kept.length)
    stores()
    expect(files()).toEqual(kept)
  })

  test('F19 a keychain that comes late finds the database as it was; signing out without one removes both', async () => {
    const chain = { isMissing: false }
    const all = makeStores({ folder, isThrowAway: () => chain.isMissing, log })
    const before = await all.open(ANA, KEY)
    await before.commit((tx) => tx.putJob(aJob(1)))
    await before.close()
    chain.isMissing = true
    const meanwhile = await all.open(ANA, OTHER_KEY)
    expect(await meanwhile.jobs()).toEqual([])
    await meanwhile.close()
    chain.isMissing = false
    const after = await all.open(ANA, KEY)
    expect(await after.jobs()).toEqual([aJob(1)])
    await after.close()
    chain.isMissing = true
    await all.remove(ANA)
    expect(files()).toEqual([])
  })

  test('F19 within one run it is an ordinary database', async () => {
    const all = stores(true)
    const store = await all.open(ANA, KEY)
    await store.commit((tx) => tx.putJob(aJob(1)))
    await store.close()
    const again = await all.open(ANA, KEY)
    expect(await again.jobs()).toHaveLength(1)
    await again.close()
    await all.remove(ANA)
    expect(files()).toEqual([])
  })
})
