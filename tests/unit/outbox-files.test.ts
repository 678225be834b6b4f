/** Replies with files: one commit moves them, every end gives them back or removes them, and a kill changes nothing (F18, F6). */
import { describe, expect, it } from 'vitest'
import { filesOfDraft } from '../../src-main/core/files/on-the-way'
import type { OutgoingMessage, StoredFile } from '../../src-main/core/ports'
import type { ClientId, StagedId } from '../../src-preload/contract/ids'
import { uuidOf } from '../fakes/chance'
import { keyOf, OutboxWorld } from '../fakes/outbox-world'
import { someBytes } from '../fakes/sources'

const key = keyOf(0)
const PIECE = 256 * 1024
const idOf = (n: number) => uuidOf(n, 0xf11e) as StagedId
const sizes = [700_000, 5]

async function worldWithFiles(options: ConstructorParameters<typeof OutboxWorld>[0] = {}): Promise<OutboxWorld> {
  const world = new OutboxWorld(options)
  await world.start()
  await world.store.commit(async (tx) => {
    for (const [n, size] of sizes.entries()) {
      const file: StoredFile = {
        ...key,
        id: idOf(n),
        clientId: null,
        position: n,
        name: `${n}.bin`,
        type: 'application/pdf',
        size,
        isWhole: true,
      }
      await tx.putFile(file)
      const bytes = someBytes(size)
      for (let piece = 0; piece * PIECE < size; piece += 1)
        await tx.putFilePiece(file.id, piece, bytes.slice(piece * PIECE, (piece + 1) * PIECE))
    }
    await tx.putDraft(key, { text: 'with these', private: false, cursor: 0, updatedAt: 0 })
  })
  return world
}

const attachments = [idOf(0), idOf(1)]
const left = (world: OutboxWorld) => [world.disk.state.files.size, world.disk.state.pieces.size, world.disk.state.jobs.length]

/** What the server got with each attempt, as bytes. */
function recordUploads(world: OutboxWorld): Uint8Array[][] {
  const uploads: Uint8Array[][] = []
  world.chatwoot.reads = async (message: OutgoingMessage) => {
    const files = []
    for (const file of message.files ?? []) {
      const pieces: Uint8Array[] = []
      for await (const piece of file.pieces()) pieces.push(piece)
      files.push(Buffer.concat(pieces))
      message.onSent?.(files.length, message.files?.length ?? 0)
    }
    uploads.push(files)
  }
  return uploads
}

describe('replies with files', () => {
  it('F18 the files go with the reply, byte for byte, and leave nothing here when the server has it', async () => {
    const world = await worldWithFiles()
    const uploads = recordUploads(world)
    await world.send(0, { attachments })
    await world.clock.advance(5_000)
    expect(uploads).toHaveLength(1)
    expect(uploads[0]?.map((bytes, n) => Buffer.from(bytes).equals(Buffer.from(someBytes(sizes[n] ?? 0))))).toEqual([
      true,
      true,
    ])
    expect(world.chatwoot.rows.filter(({ type }) => type === 'outgoing')).toHaveLength(1)
    expect(left(world)).toEqual([0, 0, 0])
    expect(await world.store.draft(key)).toBeNull()
    expect(world.told.filter(({ kind }) => kind === 'UploadMoved').at(-1)).toMatchObject({ sentBytes: 2, totalBytes: 2 })
  })

  it('F18 a bubble that has not left shows them', async () => {
    const world = await worldWithFiles({ undoMs: 5_000 })
    await world.send(0, { attachments })
    expect((await world.store.messages(key, null, 10))[0]?.attachments).toMatchObject([
      { name: '0.bin', type: 'file', url: `app://media/staged/${idOf(0)}`, size: 700_000 },
      { name: '1.bin' },
    ])
  })

  it.each([
    ['one that is not there', [idOf(9)]],
    ['one that another reply took', attachments],
  ])('F18 a reply with %s is not kept, and the draft stays', async (_what, wanted) => {
    const world = await worldWithFiles({ undoMs: 5_000 })
    if (wanted === attachments) {
      await world.send(0, { attachments })
      await world.store.commit((tx) => tx.putDraft(key, { text: 'more', private: false, cursor: 0, updatedAt: 0 }))
    }
    const before = left(world)
    const reply = { conversation: key, clientId: uuidOf(77) as ClientId, text: 'x', private: false, seenId: null }
    expect(await world.outbox.send({ ...reply, origin: 'composer', attachments: wanted })).toBeNull()
    expect(left(world)).toEqual(before)
    expect(await world.store.draft(key)).not.toBeNull()
  })

  it('F18 M4 undo gives the files back, before those of the new draft', async () => {
    const world = await worldWithFiles({ undoMs: 5_000 })
    const one = await world.send(0, { attachments: [idOf(1)], text: '' })
    expect(await world.store.draft(key)).toMatchObject({ text: '' })
    expect(await world.undo(one)).toBe(true)
    expect((await filesOfDraft(world.store, key)).map(({ name }) => name)).toEqual(['1.bin', '0.bin'])
    expect(await world.store.draft(key)).toMatchObject({ text: '' })
    expect(world.disk.state.jobs).toEqual([])
  })

  it('F18 M4 discard removes them', async () => {
    const world = await worldWithFiles({ undoMs: 5_000 })
    const one = await world.send(0, { attachments })
    expect(await world.outbox.discard(one.clientId)).not.toBeNull()
    expect(left(world)).toEqual([0, 0, 0])
  })

  it('F18 a failed one that is sent again takes them along', async () => {
    const world = await worldWithFiles()
    const uploads = recordUploads(world)
    world.chatwoot.postPlan = ['refused']
    const one = await world.send(0, { attachments })
    await world.clock.advance(5_000)
    expect(await world.outbox.retry(one.clientId)).not.toBeNull()
    await world.clock.advance(5_000)
    expect(uploads.map((files) => files.length)).toEqual([2, 2])
    expect(left(world)).toEqual([0, 0, 0])
  })

  it('F18 F2 cut three times on the way: sent again by itself, from the start, and once in the end', async () => {
    const world = await worldWithFiles()
    const uploads = recordUploads(world)
    world.chatwoot.postPlan = ['never-sent', 'never-sent', 'never-sent']
    await world.send(0, { attachments })
    await world.clock.advance(120_000)
    expect(uploads.map((files) => files.map((bytes) => bytes.length))).toEqual(Array(4).fill(sizes))
    expect(world.chatwoot.rows.filter(({ type }) => type === 'outgoing')).toHaveLength(1)
    expect(left(world)).toEqual([0, 0, 0])
  })

  it('F18 one whose bytes are damaged here fails with the reason instead of trying for ever', async () => {
    const world = await worldWithFiles({ undoMs: 1_000 })
    await world.send(0, { attachments })
    await world.store.commit(async (tx) => {
      for (const file of await tx.files(key)) await tx.putFile({ ...file, isWhole: false })
    })
    await world.clock.advance(10_000)
    expect(world.disk.state.jobs).toMatchObject([{ state: 'failed', reason: { key: 'file-gone' } }])
    expect(world.chatwoot.posts).toBe(0)
  })

  it('F18 F2 killed at each step: the server has the reply and its bytes once, and nothing is left here', async () => {
    for (let calls = 0; calls < 30; calls += 1) {
      const world = await worldWithFiles()
      const uploads = recordUploads(world)
      world.dieAfter(calls)
      await world.send(0, { attachments })
      await world.crash(0)
      await world.clock.advance(200_000)
      expect([calls, world.chatwoot.rows.filter(({ type }) => type === 'outgoing').length]).toEqual([calls, 1])
      expect(uploads.at(-1)?.map((bytes) => bytes.length)).toEqual(sizes)
      expect([calls, ...left(world)]).toEqual([calls, 0, 0, 0])
    }
  })
})
