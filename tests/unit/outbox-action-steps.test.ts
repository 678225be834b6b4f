/** One step of an action, with the agent faster than the server. */
import { expect, it } from 'vitest'
import { ActionSteps } from '../../src-main/core/outbox/action-steps'
import { makeActionCommands } from '../../src-main/core/outbox/actions'
import { makeFacts } from '../../src-main/core/facts'
import type { MessageNews } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import { FakeChance } from '../fakes/chance'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { conversation, keyOf } from '../fakes/outbox-world'
import { fakeServer } from '../fakes/server'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

it('F9 what is taken back while Perch still looks whether it is right does not leave', async () => {
  const store = openMemoryStore(new MemoryDisk())
  await store.commit((tx) => tx.putConversation({ conversation: conversation(0), evidenceAt: 0 }))
  let answer: (outcome: Outcome<MessageNews[]>) => void = () => undefined
  const sent: string[] = []
  const log = new FakeLog()
  const clock = new FakeClock()
  const needs = {
    ...{ store, log, clock, chance: new FakeChance(), facts: makeFacts(log), bornAt: 0 },
    server: fakeServer({
      messages: () => new Promise((resolve) => (answer = resolve)),
      setStatus: (_key, status) => {
        sent.push(status)
        return Promise.resolve({ kind: 'accepted', value: null })
      },
    }),
    link: { canSend: () => false, onChange: () => () => undefined, doubt: () => undefined },
    review: { isOn: () => false, onChange: () => () => undefined },
    me: { id: 7 as never, name: 'Bo' },
    undoMs: () => 0,
    serverNow: () => clock.now(),
  }
  const steps = new ActionSteps(needs)
  const commands = makeActionCommands({ ...needs, inFlight: steps.inFlight })
  const change = { kind: 'status', status: 'resolved', snoozedUntilAt: null } as const
  const made = await commands.change({ conversation: keyOf(0), change, seenId: null })
  const [action] = await store.actions()
  if (!action) throw new Error('nothing was kept')
  const acting = steps.act(action, { replyIsHeld: false, lineCameAt: 0 })
  expect(await commands.undoAction(made?.id ?? '')).toBe(true)
  answer({ kind: 'accepted', value: [] })
  await acting
  expect(sent).toEqual([])
  expect(await store.actions()).toEqual([])
  expect((await store.conversation(keyOf(0)))?.conversation.status).toBe('open')
})
