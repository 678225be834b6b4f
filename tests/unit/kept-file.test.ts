import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../fakes/temp-folder'
import { defaultSettings } from '../../src-main/core/settings'
import { openKeptFile } from '../../src-main/desktop/kept-file'
import { privateFolder } from '../../src-main/desktop/private-folder'
import { makeProfileBook } from '../../src-main/desktop/profile-book'
import { makeSettingsFile } from '../../src-main/desktop/settings'
import { FakeLog } from '../fakes/log'

const disk = { isFull: false }

/** electron-store as far as it is used: reads when opened, writes when assigned. The real one needs Electron. */
class FileStore {
  private readonly path: string
  private values: Record<string, unknown> = {}

  constructor({ cwd, name }: { cwd: string; name: string }) {
    this.path = join(cwd, `${name}.json`)
    const text = readdirSync(cwd).includes(`${name}.json`) ? readFileSync(this.path, 'utf8') : '{}'
    this.values = JSON.parse(text) as Record<string, unknown>
    if (disk.isFull && text === '{}') throw new Error('ENOSPC: no space left on device')
  }

  get store(): Record<string, unknown> {
    return this.values
  }

  set store(next: Record<string, unknown>) {
    if (disk.isFull) throw new Error('ENOSPC: no space left on device')
    this.values = next
    writeFileSync(this.path, JSON.stringify(next))
  }
}

function setUp(text?: string) {
  disk.isFull = false
  const folder = tempFolder('kept')
  const path = join(folder, 'settings.json')
  if (text !== undefined) writeFileSync(path, text)
  const log = new FakeLog()
  const open = () => openKeptFile('settings', { folder, Store: FileStore, log })
  return { folder, path, log, open, onDisk: () => JSON.parse(readFileSync(path, 'utf8')) as unknown }
}

describe('desktop/kept-file', () => {
  it('F17 keeps what it was given, and forgets one by one', () => {
    const { open, onDisk } = setUp()
    const file = open()
    file.set({ a: 1, b: { c: 2 } })
    file.set({ a: 3 })
    expect([file.all(), onDisk(), open().all()]).toEqual(Array(3).fill({ a: 3, b: { c: 2 } }))
    file.remove('a')
    expect([file.all(), onDisk()]).toEqual(Array(2).fill({ b: { c: 2 } }))
  })

  it.each(['', '{"language":"ru"', '\u0000\u0000\u0000', 'null'])(
    'F17 a broken file is put aside, not overwritten: %j',
    (text) => {
      const { open, path } = setUp(text)
      const file = open()
      expect(file.all()).toEqual({})
      file.set({ language: 'en' })
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ language: 'en' })
      if (text !== 'null') expect(readFileSync(`${path}.bak`, 'utf8')).toBe(text)
    },
  )

  it('F17 what cannot be read or moved does not keep Perch from opening', () => {
    const { folder, log } = setUp()
    class NoStore extends FileStore {
      constructor(options: { cwd: string; name: string }) {
        super(options)
        throw new Error('EACCES: permission denied')
      }
    }
    mkdirSync(join(folder, 'settings.json.bak', 'full'), { recursive: true })
    const file = openKeptFile('settings', { folder, Store: NoStore, log })
    file.set({ a: 1 })
    expect([file.all(), log.lines]).toEqual([{ a: 1 }, ['file could not be read']])
  })

  it('F17 on a full disk a setting holds until Perch ends; the file stays as it was', () => {
    const { open, onDisk, log } = setUp('{"theme":"light"}')
    const file = open()
    const settings = makeSettingsFile({ file, defaults: defaultSettings, log })
    disk.isFull = true
    settings.write({ ...defaultSettings, theme: 'dark' })
    expect([log.lines, onDisk(), settings.read().theme]).toEqual([['settings not kept'], { theme: 'light' }, 'light'])
    disk.isFull = false
    settings.write({ ...defaultSettings, theme: 'dark' })
    expect(onDisk()).toMatchObject({ theme: 'dark' })
  })

  it('F11 on a full disk a profile is not said to be kept', () => {
    const { open, log } = setUp('{"x":1}')
    const book = makeProfileBook(open(), log)
    disk.isFull = true
    const entry = { id: 'p1', baseUrl: 'https://a.example', version: null, accounts: [], colour: 1 }
    expect(() => book.put({ ...entry, user: { id: 7, name: 'Jo', email: null, avatarUrl: null } } as never)).toThrow('ENOSPC')
    expect(book.list()).toEqual([])
  })

  it('F17 a first start on a full disk opens', () => {
    const { open } = setUp()
    disk.isFull = true
    expect(open().all()).toEqual({})
  })

  it('F17 something odd in the file: the copy is made before anything is written', () => {
    const { open, path, log } = setUp('{"theme":"pink","undoMs":7000}')
    const settings = makeSettingsFile({ file: open(), defaults: defaultSettings, log })
    expect(settings.read()).toEqual({ ...defaultSettings, undoMs: 7000 })
    settings.write(defaultSettings)
    expect(readFileSync(`${path}.bak`, 'utf8')).toBe('{"theme":"pink","undoMs":7000}')
  })
})

describe('the folder of Perch', () => {
  const modeOf = (path: string) => statSync(path).mode & 0o777

  it('F19 is its owner’s alone, whether it is new or was open to all', () => {
    const home = tempFolder('private')
    expect(modeOf(privateFolder(join(home, 'a', 'Perch')))).toBe(0o700)
    chmodSync(join(home, 'a', 'Perch'), 0o755)
    expect(modeOf(privateFolder(join(home, 'a', 'Perch')))).toBe(0o700)
  })

  it('F12 a place where nothing can be made does not keep Perch from starting', () => {
    const file = join(tempFolder('private'), 'file')
    writeFileSync(file, '')
    expect(privateFolder(join(file, 'Perch'))).toBe(join(file, 'Perch'))
  })
})
