/** Files of messages: read by their address, from wherever the storage is, without our token (F18, HOUSE §8.9). */
import { afterEach, describe, expect, it } from 'vitest'
import { startFakeChatwoot } from '../fake-chatwoot/start'
import { fixture, open, serversFor, stopAll, tiny, type Tiny, TOKEN } from './tiny-server'

afterEach(stopAll)

function filesAt(base: string, more: Parameters<typeof serversFor>[0] = {}) {
  const { server } = serversFor(more).connect(base, TOKEN)
  open.push({ stop: () => server.close() })
  return server.api.files
}

const secrets = ({ arrived }: Tiny) =>
  arrived
    .flatMap(({ path, headers }) => [path, ...Object.entries(headers).flat()])
    .filter((text) => String(text).includes(TOKEN.token))

describe('files', () => {
  it('F18 a file of the fake, although the server believes to live elsewhere', async () => {
    const fake = await startFakeChatwoot({ frontendUrl: 'http://0.0.0.0:3000' })
    open.push({ stop: () => fake.stop() })
    const { model } = fake
    const conversation = model.addConversation(model.addInbox({ name: 'VK' }), model.addContact({ name: 'Eva' }))
    const file = { filename: 'заметки.txt', contentType: 'text/plain', bytes: Buffer.from('привет') }
    model.customerWrites(conversation, 'see', { attachments: [file] })
    const { server } = serversFor().connect(fake.base, {
      kind: 'token',
      token: model.user('admin').accessToken,
    })
    open.push({ stop: () => server.close() })
    const messages = await server.messages({ accountId: 1 as never, conversationId: conversation.displayId as never }, {})
    const url = messages.kind === 'accepted' ? (messages.value.at(-1)?.fields.attachments?.[0]?.url ?? '') : ''
    expect(url).toMatch(/^http:\/\/0\.0\.0\.0:3000\//)
    const read = await server.api.files.readFile(url)
    expect(read).toMatchObject({ kind: 'accepted', value: { type: 'text/plain' } })
    expect(read.kind === 'accepted' && Buffer.from(read.value.bytes).toString()).toBe('привет')
  })

  it('F18 the token goes neither to the server nor to the storage it sends us to', async () => {
    const storage = await tiny((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'image/png' })
      answer.end('png')
    })
    const chatwoot = await tiny((_request, answer) => {
      answer.writeHead(302, { location: `${storage.base}/bucket/a.png?signature=1` })
      answer.end()
    })
    const read = await filesAt(chatwoot.base).readFile(`${chatwoot.base}/rails/active_storage/blobs/redirect/s/a.png`)
    expect(read).toMatchObject({ kind: 'accepted', value: { type: 'image/png' } })
    expect([chatwoot.arrived.length, storage.arrived[0]?.path]).toEqual([1, '/bucket/a.png?signature=1'])
    expect([...secrets(chatwoot), ...secrets(storage)]).toEqual([])
  })

  it('F18 never from https to http, never in circles, never to what is no web address', async () => {
    const plain = await tiny((_request, answer) => answer.end('words'))
    const secure = await tiny((_request, answer) => {
      answer.writeHead(302, { location: `${plain.base}/a` })
      answer.end()
    }, 'good')
    const circle = await tiny((request, answer) => {
      answer.writeHead(302, { location: request.url ?? '' })
      answer.end()
    })
    const unreadable = { kind: 'unsure', reason: 'unreadable' }
    expect(await filesAt(secure.base, { ca: [fixture('ca.crt')] }).readFile(`${secure.base}/a`)).toMatchObject(unreadable)
    expect(plain.arrived).toEqual([])
    expect(await filesAt(circle.base).readFile(`${circle.base}/a`)).toMatchObject(unreadable)
    expect(circle.arrived.length).toBeLessThan(6)
    for (const odd of ['file:///etc/passwd', 'data:text/plain,x', 'http://'])
      expect(await filesAt(circle.base).readFile(odd)).toMatchObject({ kind: 'never-sent' })
  })

  it('F18 G12 a file that is gone, and one that is too big', async () => {
    const gone = await tiny((_request, answer) => {
      answer.writeHead(404, { 'content-type': 'text/html' })
      answer.end('<html>404</html>')
    })
    expect(await filesAt(gone.base).readFile('/rails/active_storage/blobs/redirect/s/a.png')).toMatchObject({
      kind: 'refused',
      reason: 'not-found',
    })
    const big = await tiny((_request, answer) => answer.end('x'.repeat(10_000)))
    const files = filesAt(big.base, { limits: { answerMs: 5_000, maxAnswerBytes: 1_000 } })
    expect(await files.readFile(`${big.base}/a`)).toMatchObject({ kind: 'unsure', reason: 'unreadable' })
  })
})
