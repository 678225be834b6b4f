/** Files of a reply on their way to a server, over lines that are cut in the middle of them (F18). */
import { createHash } from 'node:crypto'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeFacts } from '../../src-main/core/facts'
import { Stager } from '../../src-main/core/files/staging'
import { makeOutbox } from '../../src-main/core/outbox'
import type { OutgoingFile } from '../../src-main/core/ports'
import { uuidOf } from '../fakes/chance'
import { FakeLog } from '../fakes/log'
import { someBytes, sourceOf } from '../fakes/sources'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'
import { startFakeChatwoot } from '../fake-chatwoot/start'
import { FaultProxy } from '../e2e/hosts/fault-proxy'
import { lineTo, reply, row } from './reply-line'
import { json, open, serversFor, stopAll, TOKEN } from './tiny-server'

afterEach(stopAll)

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function fileOf(name: string, bytes: Uint8Array, type = 'application/octet-stream'): OutgoingFile {
  return { name, type, size: bytes.byteLength, pieces: () => sourceOf(name, bytes).pieces() }
}

const epoch = Date.now()
/** Ten times faster than life: pauses between two attempts are not what is tested here. */
const clock = {
  now: () => Math.round(epoch + (Date.now() - epoch) * 10),
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms / 10)
    return () => clearTimeout(timer)
  },
}

async function office(version: '4.2.0' | '4.10.1') {
  const fake = await startFakeChatwoot({ version })
  open.push({ stop: () => fake.stop() })
  const { model } = fake
  const conversation = model.addConversation(model.addInbox({ name: 'VK' }), model.addContact({ name: 'Eva' }))
  const line = await FaultProxy.start(new URL(fake.base))
  open.push({ stop: () => line.stop() })
  const { server } = serversFor({ limits: {} }).connect(line.url.origin, {
    kind: 'token',
    token: model.user('admin').accessToken,
  })
  open.push({ stop: () => server.close() })
  const key = { accountId: 1 as never, conversationId: conversation.displayId as never }
  return { fake, line, server, key }
}

/** The real outbox over a store in memory. */
async function outboxTo(server: Awaited<ReturnType<typeof office>>['server'], userId: number) {
  const log = new FakeLog()
  const facts = makeFacts(log)
  const store = openMemoryStore(new MemoryDisk())
  const chance = { next: () => 0, uuid: () => crypto.randomUUID(), key: () => '' }
  const outbox = makeOutbox({
    store,
    server,
    clock,
    chance,
    log,
    facts,
    serverNow: () => clock.now(),
    link: { canSend: () => true, onChange: () => () => undefined, doubt: () => undefined },
    me: { id: userId as never, name: 'Jo' },
    review: { isOn: () => false, onChange: () => () => undefined },
    undoMs: () => 0,
    bornAt: 1,
  })
  await outbox.start()
  open.push({ stop: () => outbox.stop() })
  return { store, facts, outbox, stager: new Stager({ store, facts, clock, chance }) }
}

describe('uploads', () => {
  it.each(['4.2.0', '4.10.1'] as const)(
    'F18 F2 a %s gets a file over a line that is cut three times in the middle once, and it is the same file',
    async (version) => {
      const { fake, line, server, key } = await office(version)
      const { store, facts, outbox, stager } = await outboxTo(server, fake.model.user('admin').id)
      const moved: number[] = []
      facts.on((fact) => fact.kind === 'UploadMoved' && moved.push(fact.sentBytes))
      const bytes = someBytes(24_000_000)
      const { staged } = await stager.stage(key, { private: false }, [sourceOf('отчёт.pdf', bytes)])
      line.cutUploads({ afterBytes: 8_000_000, times: 3 })
      const kept = await outbox.send({
        conversation: key,
        clientId: uuidOf(1) as never,
        text: '',
        private: false,
        seenId: null,
        origin: 'composer',
        attachments: staged.map(({ id }) => id),
      })
      expect(kept).not.toBeNull()
      await vi.waitFor(async () => expect(await store.jobs()).toEqual([]), { timeout: 40_000 })
      const page = await server.messages(key, {})
      const all = page.kind === 'accepted' ? page.value.filter(({ fields }) => fields.type === 'outgoing') : []
      expect(all).toHaveLength(1)
      const [attachment, ...more] = all[0]?.fields.attachments ?? []
      expect(more).toEqual([])
      expect(attachment).toMatchObject({ name: 'отчёт.pdf', type: 'file', size: bytes.length })
      const read = await server.api.files.readFile(attachment?.url ?? '')
      expect(read.kind === 'accepted' && sha(read.value.bytes)).toBe(sha(bytes))
      expect(line.cuts).toBe(3)
      expect(moved.at(-1)).toBeGreaterThan(bytes.length)
    },
    60_000,
  )

  it('F18 a file is told by its own type, and a name with signs in it stays one', async () => {
    const { server, key } = await office('4.2.0')
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...someBytes(100)])
    const files = [fileOf('a"; name="b".png', png, 'image/png'), fileOf('line\r\nX-Evil: 1.txt', png, 'text/plain')]
    const sent = await server.send({ ...reply, conversation: key, files })
    expect(sent.kind === 'accepted' && sent.value.fields.attachments?.map(({ name, type }) => [type, name])).toEqual([
      ['image', 'a"; name="b".png'],
      ['file', expect.stringContaining('X-Evil') as string],
    ])
  })

  it.each([413, 422])('F18 %s has the words of the server', async (status) => {
    const { server } = await lineTo((_request, answer) => json(answer, { error: 'File is too big' }, status))
    const sent = await server.send({ ...reply, files: [fileOf('a', someBytes(3_000_000))] })
    expect(sent).toMatchObject({ status, words: 'File is too big' })
  })

  it('F18 a 413 that comes before the file is read to its end is believed', async () => {
    const front = http.createServer((request, answer) => {
      answer.writeHead(413, { 'content-type': 'text/html', connection: 'close' })
      answer.end('<html>413 Request Entity Too Large</html>')
      request.resume()
    })
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
    const { server } = serversFor().connect(`http://127.0.0.1:${(front.address() as AddressInfo).port}`, TOKEN)
    open.push({ stop: () => (server.close(), front.close()) })
    const sent = await server.send({ ...reply, files: [fileOf('a', someBytes(20_000_000))] })
    expect(sent).toMatchObject({ kind: 'refused', reason: 'too-large' })
  })

  it('F18 bytes that cannot be read any more are never half a message', async () => {
    const { server, arrived } = await lineTo((_request, answer) => json(answer, row))
    const broken: OutgoingFile = {
      ...fileOf('a', someBytes(1_000_000)),
      async *pieces() {
        await Promise.resolve()
        yield someBytes(500_000)
        throw new Error('disk')
      },
    }
    expect(await server.send({ ...reply, files: [broken] })).toMatchObject({ kind: 'never-sent', reason: 'body-unread' })
    expect(arrived).toEqual([])
  })
})
