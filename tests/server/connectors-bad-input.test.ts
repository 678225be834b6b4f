/** What goes wrong around a set-up: each is said in words, and nothing is there twice. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { failedStep, isFinished, runConnector } from '../../src-main/core/connectors'
import type { AccountId } from '../../src-preload/contract/ids'
import { ConnectorsWorld, vkAsk, whats } from './connectors-world'
import { stopAll } from './tiny-server'
import { type } from './typed'

let world: ConnectorsWorld
beforeEach(async () => void (world = await ConnectorsWorld.open()))
afterEach(async () => {
  await world.close()
  await stopAll()
})

const typed = (words: string) =>
  type(`${words} --server ${world.fake.base} --account 1`, { env: { PERCH_TOKEN: 'AdaAdminTokenForTests111' } })
const rows = () => Object.values(world.lists()).map((list: string[]) => list.length)

it('G8 an inbox that somebody deletes in the middle of a run: that step fails in words, the next run makes a new one', async () => {
  const rival = {
    ...world.admin,
    contactAttributes: (id: AccountId) => {
      world.fake.model.world.db.inboxes
        .where(() => true)
        .forEach(({ id: inbox }) => world.fake.model.world.db.inboxes.delete(inbox))
      return world.admin.contactAttributes(id)
    },
  }
  const broken = await runConnector(rival, vkAsk())
  expect(failedStep(broken)).toMatchObject({ step: 'contact', reason: { key: 'request.not-found' } })
  const again = await runConnector(world.admin, vkAsk(), { before: broken })
  expect([isFinished(again), rows()]).toEqual([true, [1, 1, 1, 1, 1, 1]])
})

it('G8 G12 a plan that allows no more inboxes: 402, in our words and in those of the server', async () => {
  const words = 'Account limit exceeded. Upgrade to a higher plan'
  world.fake.script.fail({ method: 'POST', path: '*/inboxes', fault: { kind: 'error', status: 402, words } })
  const run = await runConnector(world.admin, vkAsk())
  expect(failedStep(run)).toMatchObject({ step: 'inbox', reason: { key: 'request.limit', words } })
  expect(rows()).toEqual([0, 0, 0, 0, 0, 0])
})

it('G10 an identifier that is taken belongs to the customer that is meant: he is completed, not made a second time', async () => {
  const known = world.fake.model.addContact({ name: 'Vera', identifier: 'vk:777001' })
  const run = await runConnector(world.admin, vkAsk())
  expect([whats(run)[4], run.ids.contactId]).toEqual(['contact changed', known.id])
  expect(world.fake.model.world.db.contacts.get(known.id)?.customAttributes).toEqual({ vk_user_id: '777001' })
})

it.each([
  ['contact create --name Eva --phone 79991234567', 'e164'],
  ['contact create --name Eva --identifier taken', 'already been taken'],
  ['contact create --name Eva --email taken@mail.example', 'already been taken'],
])('G3 G12 %s: code 1, one line with the words of the server', async (words, why) => {
  world.fake.model.addContact({ name: 'First', identifier: 'taken', email: 'taken@mail.example' })
  const { code, error, out } = await typed(words)
  expect([code, out, error.trim().split('\n').length]).toEqual([1, '', 1])
  expect(error).toContain(en['probe.request.fail.invalid'])
  expect(error).toContain(why)
})

it('G9 an address of a private network is set up with a warning, at the terminal too', async () => {
  const near = await typed('connector setup --connector vk --no-contact --webhook-url http://192.168.1.7:8080/vk')
  expect([near.code, near.error]).toEqual([0, `perch: ${en['connector.warn.private-url']}\n`])
  const far = await typed('connector setup --connector max --no-contact --webhook-url https://max.example.test/vk')
  expect([far.code, far.error]).toEqual([0, ''])
})
