/** Every example of docs/connect-a-channel works, in both languages, and its connector carries messages both ways (G1–G12). */
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { blocksOf, shapeOf, withoutWords } from './guide-blocks'
import { GuideShell } from './guide-shell'
import { soon } from './soon'
import { json, open, stopAll, tiny, type Tiny } from './tiny-server'

const PAGES = ['connect-a-channel.md', 'connect-a-channel.ru.md']
const ADMIN = 'AdaAdminTokenForTests111'

afterEach(stopAll)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

interface World {
  fake: FakeChatwoot
  vk: Tiny
  connector: string
}

/** A customer writes, the agent replies; nothing is said twice, whatever is told twice. */
async function carry({ fake, vk, connector }: World): Promise<void> {
  const tell = async (body: object) => {
    const answer = await fetch(`${connector}/vk`, { method: 'POST', body: JSON.stringify(body) })
    return [answer.status, await answer.text()]
  }
  const secret = 'YOUR_VK_SECRET'
  expect(await tell({ type: 'confirmation', secret })).toEqual([200, 'YOUR_VK_CONFIRMATION'])
  expect(await tell({ type: 'message_new', secret: 'guessed' })).toEqual([403, ''])
  const message = (id: string, text: string) => {
    return { type: 'message_new', secret, event_id: id, object: { message: { from_id: 501, text } } }
  }
  for (const id of ['e1', 'e1', 'e2']) expect(await tell(message(id, `Hello ${id}`))).toEqual([200, 'ok'])
  const { messages, conversations, contacts } = fake.model.world.db
  const said = messages.where(({ content }) => content?.startsWith('Hello') === true)
  expect(said.map(({ content, type }) => [content, type])).toEqual([
    ['Hello e1', 'incoming'],
    ['Hello e2', 'incoming'],
  ])
  expect(new Set(said.map(({ conversationId }) => conversationId)).size).toBe(1)
  expect(contacts.where(({ customAttributes }) => customAttributes['vk_user_id'] === '501')).toHaveLength(1)
  const talk = conversations.get(said[0]?.conversationId ?? 0)
  const reply = async (content: string, more = {}) => {
    const headers = { 'api-access-token': ADMIN, 'Content-Type': 'application/json' }
    const url = `${fake.base}/api/v1/accounts/1/conversations/${talk?.displayId}/messages`
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ content, ...more }) })
  }
  await reply('between us', { private: true })
  await reply('Until eight.')
  await reply('Refused by VK')
  const sent = () => vk.arrived.map(({ body }) => new URLSearchParams(body).get('message'))
  await soon(() => expect(sent()).toEqual(['Until eight.', 'Refused by VK']))
  expect(new URLSearchParams(vk.arrived[0]?.body).get('user_id')).toBe('501')
  await soon(() => expect(messages.where(({ status }) => status === 'failed')).toMatchObject([{ content: 'Refused by VK' }]))
}

describe.each(PAGES)('%s', (page) => {
  it('G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 each example does what the page says', async () => {
    const fake = await startFakeChatwoot()
    const port = await freePort()
    const vk = await tiny((_, answer, body) => {
      const isRefused = new URLSearchParams(body).get('message') === 'Refused by VK'
      json(answer, isRefused ? { error: { error_code: 901, error_msg: 'No permission' } } : { response: 1 })
    })
    const connector = `http://127.0.0.1:${port}`
    const place = { PERCH_SERVER: fake.base, PERCH_TOKEN: ADMIN, WEBHOOK_URL: `${connector}/chatwoot/word` }
    const shell = new GuideShell({ ...place, VK_API: vk.base, PORT: String(port) })
    open.push({ stop: () => fake.stop() }, { stop: () => shell.child?.kill() })
    let hasCarried = false
    for (const block of blocksOf(page)) {
      if (block.language === 'sh') await shell.run(block)
      else if (block.language === 'js') shell.save(block)
      else expect(shapeOf(shell.last)).toMatchObject(shapeOf(JSON.parse(block.text)) as object)
      if (shell.child !== null && !hasCarried) {
        hasCarried = true
        await carry({ fake, vk, connector })
      }
    }
    expect(hasCarried).toBe(true)
    expect(fake.model.world.db.webhooks.where(() => true)).toEqual([])
  }, 120_000)
})

it('G8 both languages have the same examples', () => {
  const [english, russian] = PAGES.map((page) => blocksOf(page).map(withoutWords))
  expect(english?.length).toBeGreaterThan(12)
  expect(russian).toEqual(english)
})
