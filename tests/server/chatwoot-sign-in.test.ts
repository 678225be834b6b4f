/** Signing in where the fake does not go: second factor, servers that keep their token, and servers that limit (FACTS §1.4). */
import { afterEach, describe, expect, it } from 'vitest'
import { json, serversFor, stopAll, tiny } from './tiny-server'

afterEach(stopAll)

const SESSION = { 'access-token': 'dta', client: 'cli', uid: 'bo@example.test', 'content-type': 'application/json' }

describe('sign-in', () => {
  it('F19 a 206 is a question, not a sign-in', async () => {
    const { base, arrived } = await tiny((request, answer) =>
      json(answer, { mfa_required: true, mfa_token: 'm1' }, request.method === 'POST' ? 206 : 200),
    )
    expect(await serversFor().signIn(base, 'bo@example.test', 'pw')).toEqual({
      kind: 'accepted',
      value: { kind: 'mfa', token: 'm1' },
    })
    expect(arrived.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /auth/sign_in'])
    expect(arrived[0]?.headers['api-access-token']).toBeUndefined()
  })

  it.each([
    [false, { mfa_token: 'm1', otp_code: '123456' }],
    [true, { mfa_token: 'm1', backup_code: '123456' }],
  ])('F19 the second factor (backup code: %s)', async (backup, body) => {
    const { base, arrived } = await tiny((request, answer) => {
      if (request.method === 'DELETE') return json(answer, { success: true })
      answer.writeHead(200, SESSION)
      return answer.end(JSON.stringify({ data: { id: 2, access_token: 'api-token' } }))
    })
    const outcome = await serversFor().answerMfa(base, 'm1', { code: '123456', backup })
    expect(outcome).toEqual({ kind: 'accepted', value: { kind: 'session', credential: { kind: 'token', token: 'api-token' } } })
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual(body)
    expect(arrived[1]).toMatchObject({
      method: 'DELETE',
      path: '/auth/sign_out',
      headers: { 'access-token': 'dta', client: 'cli', uid: 'bo@example.test' },
    })
  })

  it('F19 a wrong code is refused with the words of the server', async () => {
    const { base } = await tiny((_request, answer) => json(answer, { error: 'Invalid verification code' }, 400))
    const outcome = await serversFor().answerMfa(base, 'm1', { code: '0', backup: false })
    expect(outcome).toEqual({ kind: 'refused', reason: 'invalid', status: 400, words: 'Invalid verification code' })
  })

  it.each(['', null, undefined])('F19 a server that keeps its token (%j): the session stays', async (token) => {
    const { base, arrived } = await tiny((_request, answer) => {
      answer.writeHead(200, SESSION)
      answer.end(JSON.stringify({ data: { id: 2, access_token: token } }))
    })
    const credential = { kind: 'session', accessToken: 'dta', client: 'cli', uid: 'bo@example.test' }
    expect(await serversFor().signIn(base, 'bo@example.test', 'pw')).toEqual({
      kind: 'accepted',
      value: { kind: 'session', credential },
    })
    expect(arrived.length).toBe(1)
  })

  it('F19 a sign-in counts even if the session cannot be given back', async () => {
    const { base } = await tiny((request, answer) => {
      if (request.method === 'DELETE') return void request.socket.destroy()
      answer.writeHead(200, SESSION)
      return answer.end(JSON.stringify({ data: { access_token: 't' } }))
    })
    expect((await serversFor().signIn(base, 'bo@example.test', 'pw')).kind).toBe('accepted')
  })

  it('F19 G12 too many tries, and an answer that says nothing', async () => {
    const limited = await tiny((_request, answer) => {
      answer.writeHead(429, { 'content-type': 'text/plain' })
      answer.end('Retry later\n')
    })
    expect(await serversFor().signIn(limited.base, 'a', 'b')).toEqual({ kind: 'throttled' })
    const empty = await tiny((_request, answer) => json(answer, {}))
    expect(await serversFor().signIn(empty.base, 'a', 'b')).toMatchObject({ kind: 'unsure', reason: 'unreadable' })
  })

  it('G7 a token without a person behind it is no profile', async () => {
    const { base } = await tiny((_request, answer) => json(answer, { id: 4, name: 'Bot' }))
    const { server } = serversFor().connect(base, { kind: 'token', token: 't' })
    expect(await server.profile()).toMatchObject({ kind: 'unsure', reason: 'unreadable' })
    server.close()
  })
})
