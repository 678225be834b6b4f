/** M15: files that are taken along are on this computer, of the kinds and sizes that were chosen, and readable without a network. */
import { beforeEach, describe, expect, it } from 'vitest'
import { accountId, conversationId, messageId } from '../../src-preload/contract/ids'
import type { PackFiles } from '../../src-preload/contract/schemas/pack'
import { fetchStep } from '../../src-main/core/field-pack/fetching'
import { Media } from '../../src-main/core/files/media'
import type { Outcome } from '../../src-main/core/outcome'
import type { Server, StoredPack } from '../../src-main/core/ports'
import { defaultSettings } from '../../src-main/core/settings'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { aConversation, aMessage, NOON } from '../store/examples'
import { temporaryStore } from '../store/temporary'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const key = { accountId: accountId.parse(1), conversationId: conversationId.parse(7) }
const disk = temporaryStore()
const clock = new FakeClock(NOON)
/** Of each file: its message, kind, size as the message tells it. */
const FILES = [
  { id: 1, at: 10, type: 'image', size: 100 },
  { id: 2, at: 20, type: 'file', size: 200 },
  { id: 3, at: 20, type: 'image', size: 9_000 },
  { id: 4, at: 30, type: 'image', size: null },
  { id: 5, at: -10, type: 'image', size: 100 },
]

let asked: string[]
let isOver: boolean
/** What is not an answer with bytes. */
let ends: Map<string, Exclude<Outcome<never>, { kind: 'accepted' }>>

beforeEach(async () => {
  asked = []
  isOver = false
  ends = new Map()
  await disk.store.commit(async (tx) => {
    await tx.putConversation({ conversation: aConversation(7), evidenceAt: 1 })
    for (const at of new Set(FILES.map((one) => one.at))) {
      const attachments = FILES.filter((one) => one.at === at).map(attachment)
      await tx.putMessage({ message: aMessage(7, 100 + at, { createdAt: NOON + at, attachments }), evidenceAt: 1 })
    }
    await tx.setReachedStart(key)
  })
})

const url = (id: number) => `https://s/${id}`
const attachment = ({ id, type, size }: (typeof FILES)[number]) => ({
  ...{ id, type, name: `${id}.png`, url: url(id), thumbUrl: null, size, width: null, height: null },
})

const readFile: Server['readFile'] = (wanted) => {
  asked.push(wanted)
  const end = ends.get(wanted)
  return Promise.resolve(end ?? { kind: 'accepted', value: { bytes: Uint8Array.from(PNG), type: 'image/png' } })
}

const media = () =>
  new Media({ store: disk.store, clock, log: new FakeLog(), settings: { get: () => defaultSettings }, server: { readFile } })

async function take(files: PackFiles | null): Promise<string> {
  const pack: StoredPack = {
    id: 'a',
    ask: { accounts: [], labels: [], contact: null, period: { kind: 'days', days: 9 }, files, keepDays: null },
    ...{ stage: 'fetching', since: NOON, place: { list: 0, page: 1 }, createdAt: 1, builtAt: null, expiresAt: null },
  }
  await disk.store.commit(async (tx) => {
    await tx.putPack(pack)
    await tx.addToPack('a', [key])
  })
  const server = { messages: () => Promise.resolve({ kind: 'accepted', value: [] }) } as unknown as Server
  const queue = { pushed: () => Promise.resolve(true) } as never
  return fetchStep({ store: disk.store, server, queue, media: media(), isOver: () => isOver }, pack, key)
}

const isKept = async (id: number) => {
  const at = FILES.find((one) => one.id === id)?.at ?? 0
  const place = { accountId: key.accountId, messageId: messageId.parse(100 + at), attachmentId: id, isSmall: false }
  return (await disk.store.picture(place)) !== null
}
const kept = async () => {
  const all = await Promise.all(FILES.map(async ({ id }) => ((await isKept(id)) ? [id] : [])))
  return all.flat()
}
const next = () => disk.store.packNext('a')

describe('M15 files of a pack', () => {
  it('M15 pictures of the period that are small enough, or do not say how big they are', async () => {
    expect(await take({ kinds: 'pictures', maxBytes: 1_000 })).toBe('done')
    expect(await kept()).toEqual([1, 4])
    expect(asked.toSorted()).toEqual([url(1), url(4)])
    expect(await next()).toBeNull()
  })

  it('M15 all kinds; and none where none were wanted', async () => {
    await take(null)
    expect(asked).toEqual([])
    await take({ kinds: 'all', maxBytes: 10_000 })
    expect(await kept()).toEqual([1, 2, 3, 4])
  })

  it('M15 the second time nothing is asked for, and they are read without a network', async () => {
    await take({ kinds: 'all', maxBytes: 10_000 })
    asked = []
    await take({ kinds: 'all', maxBytes: 10_000 })
    expect(asked).toEqual([])
    const file = await media().whole({ accountId: key.accountId, messageId: messageId.parse(120), attachmentId: 2 })
    expect(file?.outcome).toMatchObject({ kind: 'accepted', value: Uint8Array.from(PNG) })
    expect(asked).toEqual([])
  })

  it.each([
    ['too big after all', { kind: 'never-sent', reason: 'too-large', detail: 'more than 1000 bytes' }],
    ['gone', { kind: 'refused', reason: 'not-found', status: 404, words: '' }],
    ['broken on the server', { kind: 'unsure', reason: 'server-error', status: 500, words: null }],
  ] as const)('M15 one that is %s is left, and the others come', async (_what, end) => {
    ends.set(url(1), end)
    expect(await take({ kinds: 'all', maxBytes: 10_000 })).toBe('done')
    expect(await kept()).toEqual([2, 3, 4])
    expect(await next()).toBeNull()
  })

  it.each([
    ['never-sent', { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' }],
    ['unsure', { kind: 'unsure', reason: 'timeout', status: null, words: null }],
    ['throttled', { kind: 'throttled' }],
  ] as const)('M15 a line that is %s stops it there, what came is kept and the rest comes later', async (kind, end) => {
    ends.set(url(2), end)
    expect(await take({ kinds: 'all', maxBytes: 10_000 })).toBe(kind)
    expect(await next()).toEqual(key)
    ends.clear()
    expect(await take({ kinds: 'all', maxBytes: 10_000 })).toBe('done')
    expect(await kept()).toEqual([1, 2, 3, 4])
    expect(asked.filter((one) => one === url(4))).toHaveLength(1)
  })

  it('M15 called off it asks for nothing more', async () => {
    isOver = true
    expect(await take({ kinds: 'all', maxBytes: 10_000 })).toBe('over')
    expect(asked).toEqual([])
  })
})
