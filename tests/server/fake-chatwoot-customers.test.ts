import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import demoSeed from '../fake-chatwoot/demo-seed.json'
import { startDemo } from '../fake-chatwoot/demo/demo'
import { asText } from '../fake-chatwoot/model/json'
import type { Seed } from '../fake-chatwoot/model/seed'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { FakeOffice } from './fake-office'
import { soon } from './soon'

let office: FakeOffice

beforeEach(async () => {
  office = await FakeOffice.open()
})

afterEach(() => office.close())

describe('customers, from outside and from the demo', () => {
  it('F1 a customer writes through the public side of an API inbox', async () => {
    const ear = await office.listen()
    const inbox = office.server.model.addInbox({ name: 'Public', members: [office.agent] })
    const post = (path: string, body: object) => office.ask(path, { method: 'POST', body, token: '' })
    const contacts = `/public/api/v1/inboxes/${asText(inbox.channel['identifier'])}/contacts`
    const { text } = await post(contacts, { name: 'Ivan', identifier: 'ivan-1' })
    const { source_id: source } = JSON.parse(text) as { source_id: string }
    const { body } = await post(`${contacts}/${source}/conversations`, {})
    await post(`${contacts}/${source}/conversations/${body.id}/messages`, { content: 'Добрый день' })
    await ear.until(() => ear.events('message.created').length === 1)
    expect(ear.events('message.created')[0]?.content).toBe('Добрый день')
  })

  it('F2 another process plays by /fake: a customer, a script, the sockets', async () => {
    const control = (path: string, body: object) => office.ask(`/fake/${path}`, { method: 'POST', body })
    await control('script', { request: { method: 'POST', path: '*/messages', fault: { kind: 'lose' } } })
    await expect(office.send('lost')).rejects.toThrow()
    await control('customer-writes', { conversation_id: office.conversation.displayId, text: 'And me?' })
    expect(office.texts).toEqual(['lost', 'And me?'])
    expect((await office.ask('/fake/sockets')).text).toBe('[]')
    expect((await control('script', { request: { fault: { kind: 'flood' } } })).status).toBe(422)
  })

  it('F4 a filled server is the same for the same seed and has both alphabets', async () => {
    const plan = { inboxes: 3, conversations: 20, messagesPerConversation: 10, seed: 5 }
    const all = ({ model }: FakeChatwoot) =>
      [...model.world.db.messages.all()].map(({ content }) => content?.replace(/ \(.*/, ''))
    expect(office.server.model.fill(plan)).toEqual({ conversations: 20, messages: 200 })
    const twin = await startFakeChatwoot()
    twin.model.fill(plan)
    expect(all(twin)).toEqual(all(office.server).slice(-200))
    expect(all(twin).join(' ')).toMatch(/[а-я].*[a-z]/s)
    await twin.stop()
  })

  it('F1 demo customers write, and answer a reply, until they are told to stop', async () => {
    const server = await startFakeChatwoot({ seed: demoSeed as Seed })
    const demo = startDemo(server, { everyMs: [20, 40], answerMs: [10, 20] })
    const mira = server.model.user('mira')
    const ana = server.model.conversation(1, 1042)
    const before = server.model.world.db.messages.size
    server.model.agentReplies(mira, ana, { text: 'Both are on their way.' })
    const answered = () => server.model.messagesOf(ana).at(-1)?.type === 'incoming'
    await soon(() => expect(answered()).toBe(true))
    demo.stop()
    const after = server.model.world.db.messages.size
    expect(after).toBeGreaterThan(before + 1)
    await sleep(80)
    expect(server.model.world.db.messages.size).toBe(after)
    await server.stop()
  })
})

describe('webhooks', () => {
  let hook: Server
  let received: { event: string; content?: string }[]

  beforeEach(async () => {
    received = []
    hook = createServer((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.on('end', () => {
        received.push(JSON.parse(text) as (typeof received)[number])
        response.end()
      })
    })
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  })

  afterEach(() => {
    hook.closeAllConnections()
    hook.close()
  })

  it('G9 an account webhook gets the events it asked for', async () => {
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`
    const { accessToken: token } = office.server.model.user('admin')
    const body = { url, subscriptions: ['message_created'] }
    expect((await office.ask('/api/v1/accounts/1/webhooks', { method: 'POST', body, token })).status).toBe(200)
    office.customerWrites('To the hook')
    await soon(() =>
      expect(received.map(({ event, content }) => [event, content])).toEqual([['message_created', 'To the hook']]),
    )
  })
})
