/** Pictures and sounds for a window without a network: what is shown, from where, and what never is (F18, F4, HOUSE §8.9). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, MessageId } from '../../src-preload/contract/ids'
import { Media } from '../../src-main/core/files/media'
import { findShown } from '../../src-main/core/files/shelf'
import type { Outcome } from '../../src-main/core/outcome'
import type { Store } from '../../src-main/core/ports'
import { defaultSettings } from '../../src-main/core/settings'
import { FakeClock, settle } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'
import { aMessage } from '../store/examples'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const png = (length = 64) => Uint8Array.from({ length }, (_, at) => PNG[at] ?? 7)
const text = (words: string) => new TextEncoder().encode(words)
const place = { accountId: 1 as AccountId, messageId: 5 as MessageId, attachmentId: 3 }
const NO_WAY = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' } as const

let disk: MemoryDisk
let store: Store
let clock: FakeClock
let log: FakeLog
let asked: string[]
/** What lies where; what is not there is a server without a previewer. */
let served: Map<string, Uint8Array>
let isOffline: boolean
let storageMb: number
let media: Media

beforeEach(async () => {
  ;[disk, clock, log, asked, isOffline, storageMb] = [new MemoryDisk(), new FakeClock(), new FakeLog(), [], false, 2_048]
  served = new Map([
    ['https://s/small', png(64)],
    ['https://s/whole', png(4_000)],
  ])
  store = openMemoryStore(disk)
  await keep(5)
  start()
})

/** A process begins: nothing is in memory. */
function start(): void {
  const readFile = (url: string): Promise<Outcome<{ bytes: Uint8Array; type: string | null }>> => {
    asked.push(url)
    const bytes = served.get(url)
    if (isOffline) return Promise.resolve(NO_WAY)
    if (!bytes) return Promise.resolve({ kind: 'unsure', reason: 'server-error', status: 500, words: null })
    return Promise.resolve({ kind: 'accepted', value: { bytes, type: 'image/png' } })
  }
  const settings = { get: () => ({ ...defaultSettings, storageMb }) }
  media = new Media({ store, clock, log, settings, server: { readFile } })
}

const attachment = (id: number, thumbUrl: string | null = 'https://s/small') => ({
  ...{ id, type: 'image', name: 'mug.png', url: 'https://s/whole', thumbUrl, size: 9, width: null, height: null },
})
const keep = (id: number, over: object = {}) =>
  store.commit((tx) => tx.putMessage({ message: aMessage(1, id, { attachments: [attachment(3)], ...over }), evidenceAt: id }))
const look = async (isSmall = true, where = place) => {
  const shown = await media.received(where, isSmall)
  await settle()
  return shown
}

describe('F18 what is shown', () => {
  it('F18 the small one where there is one, and by our own table a picture', async () => {
    expect(await look()).toEqual({ bytes: png(64), type: 'image/png' })
    expect(await look(false)).toMatchObject({ bytes: png(4_000) })
    expect(asked).toEqual(['https://s/small', 'https://s/whole'])
  })

  it('F18 the whole where the server cannot make it small', async () => {
    served.delete('https://s/small')
    expect(await look()).toMatchObject({ bytes: png(4_000) })
  })

  it('F18 asked for twice at once is fetched once', async () => {
    await Promise.all([look(), look()])
    await look()
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['a page', '<html><script>alert(1)</script></html>'],
    ['a drawing that could run', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a document', '%PDF-1.7'],
    ['nothing', ''],
  ])('F18 %s that calls itself a picture is shown neither now nor later', async (_what, words) => {
    served.set('https://s/small', text(words)).set('https://s/whole', text(words))
    expect(await look()).toBeNull()
    expect(disk.state.pictures.size).toBe(0)
  })

  it('S8 a picture that would fill the memory when drawn is not shown, and can be saved', async () => {
    const bomb = Uint8Array.from([...PNG, 0, 0, 0, 13, ...text('IHDR'), 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0])
    served.set('https://s/small', bomb).set('https://s/whole', bomb)
    expect(await look()).toBeNull()
    expect(disk.state.pictures.size).toBe(0)
    expect((await media.whole(place))?.outcome).toMatchObject({ kind: 'accepted', value: bomb })
  })

  it('F18 a file the message does not have is nothing', async () => {
    expect(await look(true, { ...place, attachmentId: 4 })).toBeNull()
    expect(await look(true, { ...place, messageId: 6 as MessageId })).toBeNull()
    expect(asked).toEqual([])
  })
})

describe('F4 without a network', () => {
  it('F4 seen once it is there after a restart, and nobody is asked', async () => {
    await look()
    isOffline = true
    start()
    expect(await look()).toMatchObject({ bytes: png(64), type: 'image/png' })
    expect(asked).toHaveLength(1)
  })

  it('F4 never seen it is not there, and comes when the network is back', async () => {
    isOffline = true
    expect(await look()).toBeNull()
    isOffline = false
    expect(await look()).not.toBeNull()
  })

  it('F4 a deleted message shows nothing, neither from memory nor from here', async () => {
    await look()
    await keep(5, { deleted: true, attachments: [] })
    expect(await look()).toBeNull()
    start()
    expect(await look()).toBeNull()
  })

  it('F4 a message that is deleted while its picture comes leaves nothing here', async () => {
    const coming = media.received(place, true)
    await keep(5, { deleted: true, attachments: [] })
    await coming
    await settle()
    expect(disk.state.pictures.size).toBe(0)
  })

  it('F4 big ones are shown and not kept', async () => {
    served.set('https://s/whole', png(2 * 1024 * 1024 + 1))
    expect(await look(false)).not.toBeNull()
    expect(disk.state.pictures.size).toBe(0)
  })

  it('F4 a tenth of the budget, and what was looked at last stays', async () => {
    storageMb = 100
    served.set('https://s/whole', png(2 * 1024 * 1024))
    const looks = [11, 12, 13, 14, 15, 16]
    for (const id of looks) {
      await keep(id)
      await clock.advance(1_000)
      await look(false, { ...place, messageId: id as MessageId })
      start()
      isOffline = true
      await look(false, { ...place, messageId: 11 as MessageId })
      isOffline = false
    }
    const left = [...disk.state.pictures.values()].map(({ key }) => key.messageId).sort()
    expect(left).toEqual([11, 13, 14, 15, 16])
  })

  it('F4 a disk that takes nothing does not keep a picture from being shown', async () => {
    store = { ...store, commit: () => Promise.reject(Object.assign(new Error('full'), { name: 'DiskFull' })) }
    start()
    expect(await look()).not.toBeNull()
    await settle()
    expect(await look()).not.toBeNull()
    expect(asked).toHaveLength(1)
  })
})

describe('F18 the token of a picture', () => {
  const profiles = () => ({
    find: (id: string) => (id === 'p1' ? { files: { media } } : null),
    running: () => [{ files: { media } }],
  })
  const find = (token: string) => findShown(profiles() as never, token)

  it('F18 names profile, account, message and file', async () => {
    expect(await find('small/p1/1/5/3')).toMatchObject({ bytes: png(64) })
    expect(await find('file/p1/1/5/3')).toMatchObject({ bytes: png(4_000) })
  })

  it.each([
    'small/p2/1/5/3',
    'small/p1/1/5',
    'small/p1/1/5/3/9',
    'small/p1/1/5/x',
    'small/p1/1/5/1e99',
    'large/p1/1/5/3',
    'small/p1/1/../5/3',
    'staged/nobody',
    '',
  ])('F18 "%s" is nothing', async (token) => {
    expect(await find(token)).toBeNull()
    expect(asked).toEqual([])
  })
})
