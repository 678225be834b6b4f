/** Whatever goes wrong while something is made, the next run goes on, and nothing is there twice. */
import { afterEach, describe, expect, it } from 'vitest'
import { failedStep, isFinished, runConnector, undoConnector } from '../../src-main/core/connectors'
import type { Fault } from '../fake-chatwoot/script/script'
import { ConnectorsWorld, vkAsk } from './connectors-world'
import { soon } from './soon'

let world: ConnectorsWorld

async function fresh(): Promise<ConnectorsWorld> {
  world = await ConnectorsWorld.open()
  return world
}

afterEach(() => world.close())

const CREATIONS = ['inboxes', 'webhooks', 'custom_attribute_definitions', 'contacts', 'conversations', 'messages']
const FAULTS: Fault[] = [
  { kind: 'error', status: 500 },
  { kind: 'error', status: 500, done: true },
  { kind: 'lose' },
  { kind: 'truncate' },
  { kind: 'reset' },
  { kind: 'throttled' },
  { kind: 'page' },
  { kind: 'error', status: 402, words: 'Account limit exceeded' },
]

describe.each(CREATIONS)('a failure while making %s', (noun) => {
  it.each(FAULTS.map((fault) => [JSON.stringify(fault), fault] as const))('G8 %s is gone on with', async (_, fault) => {
    await fresh()
    const before = world.lists()
    world.fake.script.fail({ method: 'POST', path: `*/${noun}`, fault })
    const broken = await runConnector(world.admin, vkAsk())
    const resumed = await runConnector(world.admin, vkAsk(), { before: broken })
    expect(isFinished(resumed)).toBe(true)
    const counts = Object.values(world.lists()).map((list: string[]) => list.length)
    expect(counts).toEqual([1, 1, 1, 1, 1, 1])
    const said = world.fake.model.world.db.messages.where(({ type }) => type !== 'activity')
    expect(said.map(({ type }) => type)).toEqual(['incoming', 'outgoing'])
    expect(resumed.made.map(({ kind }) => kind).sort()).toEqual(['attribute', 'contact', 'conversation', 'inbox', 'webhook'])
    await undoConnector(world.admin, vkAsk().account, resumed)
    await soon(() => expect(world.lists()).toEqual(before))
  })
})

it.each([
  ['/api', 'connection'],
  ['/api/v1/profile', 'connection'],
  ['*/inboxes', 'inbox'],
  ['*/webhooks', 'webhook'],
  ['*/custom_attribute_definitions', 'attribute'],
  ['*/contact_inboxes/filter', 'contact'],
  ['*/contacts/filter', 'contact'],
  ['*/contacts/*/conversations', 'conversation'],
  ['*/toggle_status', 'conversation'],
])('G8 a failure of %s stops at that step with the words of the server, and later ones wait', async (path, step) => {
  await fresh()
  world.fake.script.fail({ path, fault: { kind: 'error', status: 503, words: 'Upgrading' } })
  const broken = await runConnector(world.admin, vkAsk())
  expect(failedStep(broken)).toMatchObject({ step, reason: { key: 'request.gateway', words: 'Upgrading' } })
  const after = broken.steps.slice(broken.steps.findIndex((one) => one.step === step) + 1)
  expect(after.every(({ state }) => state === 'waiting')).toBe(true)
  expect(isFinished(await runConnector(world.admin, vkAsk(), { before: broken }))).toBe(true)
})
