import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeOffice } from './fake-office'

let office: FakeOffice

beforeEach(async () => {
  office = await FakeOffice.open()
})

afterEach(() => office.close())

describe('answers that never arrive', () => {
  it('F2 a lost answer: the message is there, the client does not know', async () => {
    office.server.script.fail({ method: 'POST', path: '*/messages', fault: { kind: 'lose' } })
    await expect(office.send('Once')).rejects.toThrow()
    expect(office.texts).toEqual(['Once'])
    expect((await office.send('Twice')).status).toBe(200)
  })

  it('F2 a reset before the work: nothing is there', async () => {
    office.server.script.fail({ method: 'POST', path: '*/messages', fault: { kind: 'reset' } })
    await expect(office.send('Never')).rejects.toThrow()
    expect(office.texts).toEqual([])
  })

  it('F18 a line cut while a file is on its way leaves nothing', async () => {
    office.server.script.fail({ path: '*/messages', fault: { kind: 'cut', afterBytes: 100_000 } })
    await expect(office.send('x'.repeat(1_000_000))).rejects.toThrow()
    expect(office.texts).toEqual([])
  })

  it('P8 a body cut in the middle: the work is done, the answer cannot be read', async () => {
    office.server.script.fail({ path: '*/messages', fault: { kind: 'truncate' } })
    await expect(office.send('Half')).rejects.toThrow()
    expect(office.texts).toEqual(['Half'])
  })

  it('P8 the same mark sent twice makes two messages: only asking first helps', async () => {
    const mark = { external_created_at: 1_700_000_000.123457 }
    await office.send('Marked', mark)
    await office.send('Marked', mark)
    expect(office.texts).toEqual(['Marked', 'Marked'])
  })
})

describe('answers that say something else', () => {
  it('G12 every form of refusal can be played, so many times, and then all is well', async () => {
    const path = '/api/v1/profile'
    office.server.script.fail({ path, fault: { kind: 'error', status: 503, form: 'html' } })
    office.server.script.fail({ path, fault: { kind: 'error', status: 500 } })
    office.server.script.fail({ path, fault: { kind: 'throttled' } })
    office.server.script.fail({ path, fault: { kind: 'page' } })
    office.server.script.fail({ path, times: 2, fault: { kind: 'unauthorized', reason: 'policy' } })
    const seen = []
    for (let at = 0; at < 7; at += 1) seen.push(await office.ask(path))
    expect(seen.map(({ status }) => status)).toEqual([503, 500, 429, 200, 401, 401, 200])
    expect(seen[0]?.type).toContain('text/html')
    expect(seen[2]?.text).toBe('Retry later\n')
    expect(seen[3]?.type).toContain('text/html')
    expect(seen[4]?.body.error).toBe('You are not authorized to do this action')
  })

  it('G1 a header that never arrived and a wrong token are told apart', async () => {
    expect((await office.ask('/api/v1/profile', { token: '' })).text).toContain('You need to sign in')
    expect((await office.ask('/api/v1/profile', { token: 'x'.repeat(24) })).text).toContain('Invalid Access Token')
  })

  it('G1 a proxy that drops underscores makes the old spelling vanish, not the new one', async () => {
    office.server.script.dropsUnderscores = true
    const url = `${office.server.base}/api/v1/profile`
    const statusOf = async (name: string) => (await fetch(url, { headers: { [name]: office.agent.accessToken } })).status
    expect([await statusOf('api_access_token'), await statusOf('api-access-token')]).toEqual([401, 200])
  })

  it('F19 a second factor is asked for with 206, and let in with the right code', async () => {
    await office.close()
    office = await FakeOffice.open({ version: '4.10.1' })
    Object.assign(office.agent, { otpCode: '123456' })
    const { email, password } = office.agent
    const signIn = (body: object) => office.ask('/auth/sign_in', { method: 'POST', body })
    const first = await signIn({ email, password })
    const { mfa_token } = JSON.parse(first.text) as { mfa_token: string }
    const codes = [await signIn({ mfa_token, otp_code: '000000' }), await signIn({ mfa_token, otp_code: '123456' })]
    expect([first, ...codes].map(({ status }) => status)).toEqual([206, 400, 200])
  })

  it('F19 a new API token ends the old one at once', async () => {
    const old = office.agent.accessToken
    const token = office.server.model.rotateAccessToken(office.agent)
    expect((await office.ask('/api/v1/profile', { token: old })).status).toBe(401)
    expect((await office.ask('/api/v1/profile', { token })).status).toBe(200)
  })

  it('F5 a clock that is off shows in what the office.server tells', async () => {
    office.server.model.setClockSkew(3_600_000)
    const before = Date.now()
    const { text } = await office.ask('/api')
    const told = Date.parse(`${(JSON.parse(text) as { timestamp: string }).timestamp.replace(' ', 'T')}Z`)
    expect(told - before).toBeGreaterThan(3_590_000)
  })

  it('G5 a newer version keeps our marks in content_attributes', async () => {
    await office.close()
    office = await FakeOffice.open({ version: '4.10.1' })
    const content_attributes = { client_message_id: 'u1', external_created_at: 1_700_000_000.5 }
    const { body } = await office.send('Marked', { content_attributes, external_created_at: 1 })
    expect(body.content_attributes).toEqual(content_attributes)
  })
})

describe('the cable', () => {
  it('F11 two sockets of one person hear the same; another account comes on the same stream', async () => {
    const [one, two] = [await office.listen(), await office.listen()]
    const inbox = office.server.model.addInbox({ accountId: 2, name: 'Shop', members: [office.agent] })
    const contact = office.server.model.addContact({ name: 'Max' }, { accountId: 2 })
    office.server.model.customerWrites(office.server.model.addConversation(inbox, contact), 'From the second account')
    for (const ear of [one, two]) {
      await ear.until(() => ear.events('message.created').length === 1)
      expect(ear.events('message.created')[0]?.content).toBe('From the second account')
      expect(ear.events('contact.updated')).toEqual([])
    }
    expect(office.server.model.connectedSockets()).toHaveLength(2)
  })

  it('M10 events are dropped, doubled, delayed and change places', async () => {
    const ear = await office.listen()
    const event = 'message.created'
    const heard = () => ear.events(event).map(({ content }) => content)
    office.server.script.event({ event, fate: { kind: 'drop' } })
    office.server.script.event({ event, fate: { kind: 'duplicate' } })
    office.server.script.event({ event, fate: { kind: 'reorder' } })
    office.server.script.event({ event: 'message.*', fate: { kind: 'delay', delayMs: 60 } })
    for (const text of ['dropped', 'doubled', 'late', 'later', 'last']) office.customerWrites(text)
    await ear.until(() => heard().length === 5)
    expect(heard()).toEqual(['doubled', 'doubled', 'last', 'late', 'later'])
  })

  it('F5 a half-open line stays connected and says nothing', async () => {
    const ear = await office.listen()
    office.server.script.cable.isMute = true
    office.customerWrites('unheard')
    await sleep(50)
    expect(ear.events('message.created')).toEqual([])
    expect(ear.isClosed).toBe(false)
    office.server.script.clear()
    office.customerWrites('heard again')
    await ear.until(() => ear.events('message.created').length === 1)
  })

  it('F5 after a new pubsub token the old subscription is silent, and so is subscribing with the old one', async () => {
    const ear = await office.listen()
    const old = { id: office.agent.id, pubsubToken: office.agent.pubsubToken }
    office.server.model.rotatePubsubToken(office.agent)
    office.customerWrites('unheard')
    const late = await office.connect()
    late.subscribe(old)
    const fresh = await office.listen()
    office.customerWrites('heard')
    await fresh.until(() => fresh.events('message.created').length === 1)
    expect(ear.events('message.created')).toEqual([])
    expect(late.types()).toEqual(['welcome'])
  })

  it('F5 a restart says goodbye, refuses for a while, and comes back on the same port with everything it knew', async () => {
    const ear = await office.listen()
    await office.send('Before')
    const back = office.server.restart({ downMs: 150 })
    await ear.until(() => ear.isClosed)
    expect(ear.types()).toContain('disconnect')
    await expect(office.ask('/api')).rejects.toThrow()
    await back
    expect((await office.ask(office.messagesPath)).body.payload.map(({ content }) => content)).toEqual(['Before'])
    await office.listen()
  })

  it('G7 a proxy that does not pass on Upgrade answers 404 instead of a socket', async () => {
    office.server.script.fail({ path: '/cable', fault: { kind: 'error', status: 404 } })
    await expect(office.connect()).rejects.toThrow('404')
    await office.listen()
  })

  it('F13 everybody but the typist hears that somebody types', async () => {
    const mine = await office.listen()
    const theirs = await office.listen(office.server.model.user('admin'))
    office.server.model.agentTypes(office.server.model.user('admin'), office.conversation)
    await mine.until(() => mine.events('conversation.typing_on').length === 1)
    expect(theirs.events('conversation.typing_on')).toEqual([])
  })
})
