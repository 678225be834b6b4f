/** The wizard against a whole server: it finds or makes, goes on after every failure, and takes back what it made. */
import { afterEach, describe, expect, it } from 'vitest'
import { failedStep, isFinished, planConnector, runConnector, summaryOf, undoConnector } from '../../src-main/core/connectors'
import { ConnectorsWorld, vkAsk, whats } from './connectors-world'
import { soon } from './soon'

let world: ConnectorsWorld

async function fresh(version: '4.2.0' | '4.10.1' = '4.2.0'): Promise<ConnectorsWorld> {
  world = await ConnectorsWorld.open(version)
  return world
}

afterEach(() => world.close())

const writes = () => world.fake.script.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/filter'))

describe.each(['4.2.0', '4.10.1'] as const)('a fresh account on %s', (version) => {
  it('G8 G9 G10 G11 the wizard makes everything once, and finds it the second time', async () => {
    await fresh(version)
    const first = await runConnector(world.admin, vkAsk())
    expect(failedStep(first)).toBeNull()
    expect(isFinished(first)).toBe(true)
    expect(whats(first)).toEqual([
      'connection found',
      'inbox created',
      'webhook created',
      'attribute created',
      'contact created',
      'conversation created',
    ])
    expect(first.steps[0]?.name).toBe(version)
    expect(first.ids.sourceId).toBe('777001')
    const before = world.lists()
    world.fake.script.forgetRequests()
    const second = await runConnector(world.admin, vkAsk())
    expect(second.ids).toEqual(first.ids)
    expect(second.steps.every(({ what }) => what === 'found')).toBe(true)
    expect(writes()).toEqual([])
    expect(second.made).toEqual([])
    expect(world.lists()).toEqual(before)
  })

  it('G11 undo leaves the server as it was before', async () => {
    await fresh(version)
    const before = world.lists()
    const run = await runConnector(world.admin, vkAsk())
    expect(world.lists()).not.toEqual(before)
    const { undone, run: left } = await undoConnector(world.admin, vkAsk().account, run)
    expect(undone.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'conversation removed',
      'contact removed',
      'attribute removed',
      'webhook removed',
      'inbox removed',
    ])
    expect(left.made).toEqual([])
    await soon(() => expect(world.lists()).toEqual(before))
  })
})

it('G8 the body of the guide is a 500 here, so what the wizard sends is another', async () => {
  await fresh()
  await runConnector(world.admin, vkAsk())
  const [inbox] = world.fake.model.world.db.inboxes.where(({ name }) => name === 'VK Connector')
  expect(inbox).toMatchObject({ channelType: 'Channel::Api', channel: { webhook_url: '' } })
})

it('G8 a dry run says what it would do and changes nothing', async () => {
  await fresh()
  const before = world.lists()
  const plan = await planConnector(world.admin, vkAsk())
  expect(plan.steps.map(({ state }) => state)).toEqual(Array(6).fill('planned'))
  expect(plan.steps.map(({ what }) => what)).toEqual(['found', ...Array<string>(5).fill('created')])
  expect(writes()).toEqual([])
  expect(world.lists()).toEqual(before)
  const run = await runConnector(world.admin, vkAsk())
  const again = await planConnector(world.admin, vkAsk())
  expect(again.steps.map(({ id }) => id)).toEqual(run.steps.map(({ id }) => id))
  expect(again.steps.every(({ what }) => what === 'found')).toBe(true)
})

it('G8 an agent is told that administrators are needed before anything is tried', async () => {
  await fresh()
  const run = await runConnector(world.agent, vkAsk())
  expect(failedStep(run)).toMatchObject({ step: 'connection', reason: { key: 'needs-admin' } })
  expect(world.fake.script.requests.map(({ path }) => path)).toEqual(['/api', '/api/v1/profile'])
})

it('G11 undo that fails half way keeps the rest for another try; what is gone already is fine', async () => {
  await fresh()
  const before = world.lists()
  const { account } = vkAsk()
  const run = await runConnector(world.admin, vkAsk())
  world.fake.script.fail({ method: 'DELETE', path: '*/webhooks/*', fault: { kind: 'error', status: 500 } })
  const first = await undoConnector(world.admin, account, run)
  expect(first.run.made.map(({ kind }) => kind)).toEqual(['webhook'])
  await world.admin.removeWebhook(account, run.ids.webhookId ?? 0)
  const second = await undoConnector(world.admin, account, first.run)
  expect(second.undone.map(({ state }) => state)).toEqual(['gone'])
  await soon(() => expect(world.lists()).toEqual(before))
})

it.each([
  [{ inboxName: ' ' }, 'inbox', 'name-empty'],
  [{ webhookUrl: 'example.com/hook' }, 'webhook', 'url-no-scheme'],
  [{ webhookUrl: 'ftp://example.com/hook' }, 'webhook', 'url-scheme'],
  [{ events: [] }, 'webhook', 'no-events'],
  [{ test: { userId: 'a b', name: 'x', conversation: false } }, 'contact', 'user-id'],
] as const)('G12 %o is refused before anything is sent', async (more, step, key) => {
  await fresh()
  expect(failedStep(await runConnector(world.admin, vkAsk(more)))).toMatchObject({ step, reason: { key } })
  expect(world.fake.script.requests).toEqual([])
})

it.each([
  ['4.2.0', 'VK <3', 'name-symbols'],
  ['4.2.0', '!Shop', 'name-ends'],
  ['4.10.1', 'Shop <3!', null],
] as const)('G8 %s and the name %s: %s, before anything is made, in a plan as well', async (version, inboxName, key) => {
  world = await ConnectorsWorld.open(version)
  const ask = vkAsk({ inboxName, test: null })
  for (const run of [await planConnector(world.admin, ask), await runConnector(world.admin, ask)]) {
    expect(failedStep(run)?.reason?.key ?? null).toBe(key)
  }
  expect(world.fake.model.world.db.inboxes.where(() => true).map(({ name }) => name)).toEqual(key === null ? [inboxName] : [])
})

it('G8 an inbox that is there already may have any name', async () => {
  await fresh()
  const old = world.fake.model.addInbox({ name: 'VK <3' })
  expect((await runConnector(world.admin, vkAsk({ inboxName: 'VK <3', test: null }))).ids.inboxId).toBe(old.id)
})

it('G11 the summary has every id in three forms, and no token', async () => {
  await fresh()
  const run = await runConnector(world.admin, vkAsk())
  const { env, json, curl } = summaryOf(run, vkAsk(), world.fake.base)
  expect(env).toContain(`CHATWOOT_INBOX_ID=${run.ids.inboxId}`)
  expect(env).toContain('CHATWOOT_API_ACCESS_TOKEN=YOUR_API_ACCESS_TOKEN')
  expect(JSON.parse(json)).toMatchObject({ ...run.ids, accountId: 1, baseUrl: world.fake.base })
  expect(curl.split('\n').length).toBe(4)
  expect(env + json + curl).not.toContain('AdaAdminTokenForTests111')
})
