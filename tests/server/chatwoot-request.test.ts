/** What a request carries, and what it never carries (G1, HOUSE §5.4). */
import { afterEach, describe, expect, it } from 'vitest'
import type { MessageId } from '../../src-preload/contract/ids'
import { key, lineTo, reply, row } from './reply-line'
import { json, keepingLog, open, serversFor, startTiny, stopAll, TOKEN } from './tiny-server'

afterEach(stopAll)

describe('what a request carries', () => {
  it('G1 one header with hyphens, JSON only, and no other scheme', async () => {
    const { server, arrived } = await lineTo((_request, answer) =>
      json(answer, { id: 2, name: 'Bo', pubsub_token: 'p', accounts: [] }),
    )
    expect((await server.profile()).kind).toBe('accepted')
    const headers = arrived[0]?.headers ?? {}
    expect(headers['api-access-token']).toBe(TOKEN.token)
    expect(headers.accept).toBe('application/json')
    expect(headers['user-agent']).toBe('Perch/test')
    expect(headers.authorization ?? headers['api_access_token'] ?? headers['access-token']).toBeUndefined()
  })

  it('F19 a session sends its three headers instead', async () => {
    const started = await startTiny((_request, answer) =>
      json(answer, { errors: ['You need to sign in or sign up before continuing.'] }, 401),
    )
    const { server } = serversFor().connect(started.base, {
      kind: 'session',
      accessToken: 'a',
      client: 'c',
      uid: 'u@example.test',
    })
    open.push(started, { stop: () => server.close() })
    // The headers did arrive: a session that is refused has ended.
    expect(await server.profile()).toEqual({ kind: 'signed-out', cause: 'bad-token' })
    expect(started.arrived[0]?.headers).toMatchObject({ 'access-token': 'a', client: 'c', uid: 'u@example.test' })
    expect(started.arrived[0]?.headers['api-access-token']).toBeUndefined()
  })

  it('G1 a token that cannot be written into a header is refused here', async () => {
    const started = await startTiny((_request, answer) => json(answer, {}))
    const { server } = serversFor().connect(started.base, { kind: 'token', token: 'токен\r\nx: y' })
    open.push(started, { stop: () => server.close() })
    expect(await server.profile()).toEqual({ kind: 'signed-out', cause: 'bad-token' })
    expect(started.arrived).toEqual([])
  })

  it('F2 three marks in JSON, and never a source_id', async () => {
    const { server, arrived } = await lineTo((_request, answer) => json(answer, { ...row, echo_id: reply.clientId }))
    const outcome = await server.send({ ...reply, inReplyTo: 4 as MessageId })
    expect(outcome).toMatchObject({ kind: 'accepted', value: { id: 5, clientId: reply.clientId, conversationId: 7 } })
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({
      content: 'Hello',
      message_type: 'outgoing',
      private: false,
      echo_id: reply.clientId,
      client_message_id: reply.clientId,
      external_created_at: reply.marker,
      content_attributes: { external_created_at: reply.marker, client_message_id: reply.clientId, in_reply_to: 4 },
    })
  })

  it('F2 F18 the same marks in a form, with files', async () => {
    const { server, arrived } = await lineTo((_request, answer) => json(answer, row))
    const file = { name: 'за"метки.txt', type: 'text/plain', bytes: new TextEncoder().encode('привет') }
    await server.send({ ...reply, private: true, files: [file, { ...file, name: 'two.txt' }] })
    const body = arrived[0]?.body ?? ''
    expect(body).toContain(`name="external_created_at"\r\n\r\n${reply.marker}\r\n`)
    expect(body).toContain(
      `name="content_attributes"\r\n\r\n${JSON.stringify({ external_created_at: reply.marker, client_message_id: reply.clientId })}\r\n`,
    )
    expect(body).toContain('name="private"\r\n\r\ntrue\r\n')
    expect(body).toContain('name="attachments[]"; filename="за%22метки.txt"\r\nContent-Type: text/plain\r\n\r\nпривет\r\n')
    expect(body).not.toContain('source_id')
    expect(body.match(/attachments\[\]/g)?.length).toBe(2)
  })

  it('F17 no name, text or token gets into the log', async () => {
    const log = keepingLog()
    const started = await startTiny((_request, answer) => json(answer, [{ title: 'secret words' }, { id: 3, name: 'Bo' }]))
    const { server } = serversFor({ log }).connect(started.base, TOKEN)
    open.push(started, { stop: () => server.close() })
    expect(await server.api.directory.listAgents(key.accountId)).toMatchObject({
      kind: 'accepted',
      value: [{ id: 3, name: 'Bo' }],
    })
    expect(log.lines).toEqual(['chatwoot: rows could not be read {"noun":"agent","count":1}'])
  })

  it('F5 evidence is the time of the server, never ahead of it', async () => {
    const ahead = 3_600_000
    const { server } = await lineTo((request, answer) => {
      const stamp = new Date(Date.now() + ahead).toISOString().slice(0, 19).replace('T', ' ')
      if (request.url === '/api')
        return json(answer, { version: '4.2.0', timestamp: stamp, queue_services: 'ok', data_services: 'ok' })
      answer.writeHead(200, { 'content-type': 'application/json', date: new Date(Date.now() + ahead).toUTCString() })
      return answer.end(JSON.stringify({ payload: [row] }))
    })
    await server.about()
    const before = Date.now() + ahead
    const outcome = await server.messages(key, {})
    const at = outcome.kind === 'accepted' ? (outcome.value[0]?.evidenceAt ?? 0) : 0
    expect(at).toBeGreaterThan(before - 2_000)
    expect(at).toBeLessThanOrEqual(Date.now() + ahead)
  })
})
