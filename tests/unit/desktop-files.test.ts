import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { accountId, profileId, userId } from '../../src-preload/contract/ids'
import { defaultAlertSettings } from '../../src-main/core/alerts/defaults'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { makeAbsenceFile } from '../../src-main/desktop/absence-file'
import { appFile } from '../../src-main/desktop/app-files'
import type { KeptFile } from '../../src-main/desktop/kept-file'
import { makeLinks } from '../../src-main/desktop/links'
import { readProxy } from '../../src-main/desktop/network'
import { makeProfileBook } from '../../src-main/desktop/profile-book'
import { makeSettingsFile } from '../../src-main/desktop/settings'

const log = { info: vi.fn(), warn: vi.fn(), bug: vi.fn(() => 'incident') }

const raise = (error: Error): never => {
  throw error
}

function memoryFile(start: Record<string, unknown> = {}): KeptFile & { copies: number } {
  let values = start
  return {
    copies: 0,
    all: () => values,
    set: (more) => void (values = { ...values, ...more }),
    remove(name) {
      values = Object.fromEntries(Object.entries(values).filter(([key]) => key !== name))
    },
    keepCopy() {
      this.copies++
    },
  }
}

const defaults: Settings = {
  language: 'system',
  theme: 'system',
  density: 'cosy',
  textSize: 100,
  contrast: 'system',
  blurNames: false,
  ...defaultAlertSettings,
  updates: true,
  updateChannel: 'stable',
  undoMs: 5000,
  undoMsByInbox: {},
  busyAfterMs: null,
  offlineAfterMs: 300_000,
  presence: {},
  amberAfterMs: 300_000,
  redAfterMs: 900_000,
  signature: '',
  signatures: {},
  enterSends: false,
  filters: [],
  playbook: true,
  mailPictures: [],
  claimByAnswering: true,
  quickKey: 'Ctrl+Shift+Space',
  keyMap: {},
  singleKeys: true,
  reviewFirst: false,
  historyDays: 90,
  storageMb: 2_048,
}

describe('desktop/settings', () => {
  it('F17 falls back key by key and keeps the file as it was', () => {
    const file = memoryFile({ language: 'ru', theme: 'pink', textSize: 105, undoMs: 1e9, alertsEnabled: false, unknown: 1 })
    const read = makeSettingsFile({ file, defaults, log }).read()
    expect(read).toEqual({ ...defaults, language: 'ru', alertsEnabled: false })
    expect(file.copies).toBe(1)
  })

  it('F17 reads back what it wrote, and refuses what does not fit', () => {
    const file = memoryFile()
    const settings = makeSettingsFile({ file, defaults, log })
    const wanted: Settings = { ...defaults, theme: 'dark', alertPrivacy: 'nothing' }
    settings.write(wanted)
    expect(settings.read()).toEqual(wanted)
    expect(() => settings.write({ ...defaults, undoMs: -1 })).toThrow()
    expect(settings.read()).toEqual(wanted)
  })

  it('F17 whatever stands in the file, the settings are whole', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(defaults)), fc.anything()), (stored) => {
        const read = makeSettingsFile({ file: memoryFile(stored), defaults, log }).read()
        expect(Object.keys(read).toSorted()).toEqual(Object.keys(defaults).toSorted())
      }),
    )
  })
})

describe('desktop/profile-book', () => {
  const entry = {
    id: profileId.parse('p1'),
    baseUrl: 'https://chat.example.com',
    version: '4.10.1',
    user: { id: userId.parse(7), name: 'Jo', email: null, avatarUrl: null },
    accounts: [{ id: accountId.parse(1), name: 'Acme', role: 'agent' }],
    colour: 1,
  }

  it('M9 keeps when nobody was here until the card is read; rubbish is nothing, and a full disk no accident', () => {
    const file = memoryFile()
    const absence = { cause: 'slept', sinceAt: 1, untilAt: 2 } as const
    const kept = makeAbsenceFile(() => file, log)
    expect(kept.read()).toBeNull()
    kept.write(absence)
    expect(makeAbsenceFile(() => file, log).read()).toEqual(absence)
    kept.write(null)
    expect([kept.read(), file.all()]).toEqual([null, {}])
    for (const unread of ['yesterday', { cause: 'asleep', sinceAt: 1, untilAt: 2 }, null]) {
      expect(makeAbsenceFile(() => memoryFile({ unread }), log).read()).toBeNull()
    }
    const full = { ...memoryFile(), set: () => raise(new Error('ENOSPC')) }
    expect(() => makeAbsenceFile(() => full, log).write(absence)).not.toThrow()
  })

  it('F11 keeps profiles without room for a secret', () => {
    const file = memoryFile()
    const book = makeProfileBook(file, log)
    book.put({ ...entry, token: 'secret-token' } as typeof entry)
    expect(book.list()).toEqual([entry])
    expect(JSON.stringify(file.all())).not.toContain('secret-token')
    book.remove(entry.id)
    expect(book.list()).toEqual([])
  })

  it('F11 leaves out an entry it cannot read, keeps the others and a copy of the file', () => {
    const file = memoryFile({ p1: entry, p2: { ...entry, id: 'p2', baseUrl: 'javascript:alert(1)' }, p3: 'x' })
    expect(makeProfileBook(file, log).list()).toEqual([entry])
    expect(file.copies).toBe(1)
  })

  it('F19 keeps pinned certificates beside the profiles; one it cannot read is kept as one that nothing fits', () => {
    const file = memoryFile({ p1: entry })
    const pin = { key: 'AA', issuer: 'Root', validFromAt: 1, validUntilAt: 2 }
    const server = 'https://chat.example.com'
    makeProfileBook(file, log).setPins({ [server]: pin })
    const book = makeProfileBook(file, log)
    expect([book.list(), book.pins(), file.copies]).toEqual([[entry], { [server]: pin }, 0])
    file.set({ pins: { [server]: { key: 5 }, 'https://b.example': 'x', nonsense: pin } })
    const nobody = { key: '', issuer: '', validFromAt: 0, validUntilAt: 0 }
    expect(book.pins()).toEqual({ [server]: nobody, 'https://b.example': nobody })
    file.set({ pins: 'x' })
    expect(book.pins()).toEqual({})
  })
})

describe('desktop/app-files', () => {
  const root = '/app/out/renderer'
  const find = (address: string) => appFile(root, new URL(address))

  it('HOUSE8 serves what lies in the folder, with its type', () => {
    expect(find('app://window/index.html')).toEqual({ file: `${root}/index.html`, type: 'text/html; charset=utf-8' })
    expect(find('app://window/')).toEqual({ file: `${root}/index.html`, type: 'text/html; charset=utf-8' })
    expect(find('app://window/assets/a%20b.js?v=1#x')?.file).toBe(`${root}/assets/a b.js`)
    expect(find('app://window/font.woff2')?.type).toBe('font/woff2')
  })

  it.each([
    '..%2f..%2fsecret.js',
    '%2e%2e/%2e%2e/secret.js',
    '..%5c..%5csecret.js',
    '%00.js',
    '%',
    'a.exe',
    'package',
    '/etc/x.js',
  ])('HOUSE8 nothing outside, nothing unknown: %s', (path) => {
    const found = find(`app://window/${path}`)
    expect(found === null || found.file.startsWith(`${root}/`)).toBe(true)
    if (!path.startsWith('/etc') && !path.startsWith('%2e')) expect(found).toBeNull()
  })

  it('HOUSE8 no path leads out of the folder', () => {
    const part = fc.oneof(fc.constantFrom('..', '%2e%2e', '%2f', '/', '\\', '%5c', '.', '%00', 'a', '.js'), fc.string())
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const address = `app://window/${parts.join('')}`
        const found = URL.canParse(address) ? find(address) : null
        expect(found === null || found.file.startsWith(`${root}/`)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('desktop/links', () => {
  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['HTTP://A.example', 'http://a.example/'],
    ['mailto:ana@example.com', 'mailto:ana@example.com'],
    ['tel:+351912345678', 'tel:+351912345678'],
    ['  https://a.example', 'https://a.example/'],
  ])('HOUSE8 opens %s as the parser reads it', async (text, href) => {
    const openExternal = vi.fn(() => Promise.resolve())
    expect(await makeLinks({ openExternal, log }).open(text)).toBe(true)
    expect(openExternal).toHaveBeenCalledWith(href)
  })

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'file:///etc/passwd',
    'smb://x/y',
    'app://window/',
    'perch://x',
    'x',
    '',
    'data:text/html,x',
  ])('HOUSE8 refuses %s', async (text) => {
    const openExternal = vi.fn(() => Promise.resolve())
    expect(await makeLinks({ openExternal, log }).open(text)).toBe(false)
    expect(openExternal).not.toHaveBeenCalled()
  })

  it('HOUSE8 says so when nothing opens it', async () => {
    expect(await makeLinks({ openExternal: () => Promise.reject(new Error('no browser')), log }).open('https://a.b')).toBe(
      false,
    )
  })
})

describe('desktop/network', () => {
  it.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.corp:3128; DIRECT', 'http://proxy.corp:3128'],
    ['HTTPS p:443', 'https://p:443'],
    ['SOCKS5 s:1080;DIRECT', 'socks5://s:1080'],
    ['DIRECT; PROXY p:1', null],
  ])('F19 reads the answer %s', (answer, expected) => {
    expect(readProxy(answer)).toBe(expected)
  })
})
