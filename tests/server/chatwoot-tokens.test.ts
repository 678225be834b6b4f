/** Every credential that is no good ends with a reason of its own, and every good one at the same profile (F19, G1, G7). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSignIn } from '../../src-main/core/sign-in'
import type { SignInCredential } from '../../src-preload/contract/schemas/profile'
import { FakeChance } from '../fakes/chance'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { json, realClock, serversFor, startTiny, TOKEN } from './tiny-server'

describe('what an agent signs in with', () => {
  let fake: FakeChatwoot
  let botToken: string
  const signIn = makeSignIn({
    servers: serversFor(),
    clock: realClock,
    chance: new FakeChance(),
  })
  const token = (text: string): SignInCredential => ({ method: 'token', token: text })
  const password = (email: string, text: string): SignInCredential => ({ method: 'password', email, password: text })
  /** How it ended: a step and its reason, or who is let in. */
  async function end(credential: SignInCredential, base = fake.base): Promise<string> {
    const result = await signIn.start(base, credential)
    if (result.kind === 'ready') return `ready ${result.profile.name}`
    return result.kind === 'failed' ? result.steps.map(({ id, reason }) => `${id} ${reason}`).join() : result.kind
  }

  beforeAll(async () => {
    fake = await startFakeChatwoot({ version: '4.10.1' })
    const answer = await fetch(`${fake.base}/api/v1/accounts/1/agent_bots`, {
      method: 'POST',
      headers: { 'api-access-token': fake.model.user('admin').accessToken, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Robo' }),
    })
    botToken = ((await answer.json()) as { access_token: string }).access_token
  })
  afterAll(() => fake.stop())

  it.each([
    ['', 'token empty'],
    ['   ', 'token empty'],
    ['two words', 'token spaces'],
    ['BoAgentTokenForTests\n2222', 'token spaces'],
    ['токен', 'token spaces'],
    ['AnotherServersToken11111', 'token bad-token'],
    [`${TOKEN.token}x`, 'token bad-token'],
    [`  ${TOKEN.token}\n`, 'ready Bo Agent'],
  ])('G1 the token %j: %s', async (text, expected) => {
    expect(await end(token(text))).toBe(expected)
  })

  it('G7 the token of a bot is known for what it is, with the words of the server', async () => {
    const result = await signIn.start(fake.base, token(botToken))
    expect(result).toMatchObject({
      kind: 'failed',
      steps: [{ id: 'token', state: 'fail', reason: 'bot-or-platform' }],
      words: 'Access to this endpoint is not authorized for bots',
    })
  })

  it('G1 a proxy that drops the header is not the fault of the token', async () => {
    fake.script.fail({ path: '/api/v1/profile', fault: { kind: 'unauthorized', reason: 'sign-in' } })
    expect(await end(token(TOKEN.token))).toBe('token no-header')
    expect(await end(token(TOKEN.token))).toBe('ready Bo Agent')
  })

  it.each([
    ['throttled', { kind: 'throttled' }, 'token throttled'],
    ['an error', { kind: 'error', status: 502, form: 'html' }, 'answer server-error'],
    ['a page', { kind: 'page' }, 'answer unreadable'],
    ['a cut', { kind: 'reset' }, 'answer reset'],
  ] as const)('G12 %s while the profile is read', async (_what, fault, expected) => {
    fake.script.fail({ path: '/api/v1/profile', fault })
    expect(await end(token(TOKEN.token))).toBe(expected)
  })

  it('F19 password: right, wrong, unknown, empty, once too often', async () => {
    expect(await end(password(' bo@example.test ', 'Passw0rd!perch'))).toBe('ready Bo Agent')
    expect(await end(password('bo@example.test', 'wrong'))).toBe('token password-wrong')
    expect(await end(password('nobody@example.test', 'x'))).toBe('token password-wrong')
    expect(await end(password('', 'x'))).toBe('token empty')
    fake.script.fail({ path: '/auth/sign_in', fault: { kind: 'throttled' } })
    expect(await end(password('bo@example.test', 'Passw0rd!perch'))).toBe('token throttled')
  })

  it('F19 second factor: asked for, wrong, right', async () => {
    const ada = Object.assign(fake.model.user('admin'), { otpCode: '123456' })
    const asked = await signIn.start(fake.base, password(ada.email, ada.password))
    const challenge = asked.kind === 'mfa' ? asked.challenge : ''
    const wrong = await signIn.answer(challenge, { code: '000000', backup: false })
    expect(wrong).toMatchObject({ kind: 'failed', steps: [{ id: 'token', reason: 'code-wrong' }] })
    const right = await signIn.answer(challenge, { code: '123456', backup: false })
    expect(right).toMatchObject({ kind: 'ready', credential: { kind: 'token', token: ada.accessToken } })
    const again = await signIn.answer(challenge, { code: '123456', backup: false })
    expect(again).toMatchObject({ kind: 'failed', steps: [{ id: 'token', reason: 'challenge-expired' }] })
  })

  it('F11 a person whose accounts are all suspended is told so', async () => {
    const tiny = await startTiny((_request, answer) =>
      json(answer, { id: 2, name: 'Bo', pubsub_token: 'p', accounts: [{ id: 1, name: 'Acme', status: 'suspended' }] }),
    )
    expect(await end(token(TOKEN.token), tiny.base)).toBe('token no-account')
    await tiny.stop()
    expect(await end(token(TOKEN.token), tiny.base)).toBe('answer connect')
  })
})
