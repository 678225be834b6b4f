/** M15: what the review says against each reply and change, and what of a conversation it shows beside it. */
import { beforeEach, describe, expect, it } from 'vitest'
import { over, under } from '../../src-main/core/outbox/action'
import type { Change } from '../../src-preload/contract/change'
import type { Conversation, Message } from '../../src-preload/contract/entities'
import type { MessageId } from '../../src-preload/contract/ids'
import { customerMessage } from '../fakes/messages'
import { keyOf, type OutboxWorld } from '../fakes/outbox-world'
import { me, openReviewWorld, reviewOf } from '../fakes/review-world'

const jonas = { id: 9, name: 'Jonas', avatarUrl: null }
const template = { name: 'order_shipped', language: 'en', category: null, namespace: null, values: {} }
let world: OutboxWorld

beforeEach(async () => {
  world = await openReviewWorld()
  await world.setLink(false)
})

const list = () => reviewOf(world)
const against = async () => (await list()).map(({ changed }) => changed)
const act = (change: Change) => world.outbox.change({ conversation: keyOf(0), change, seenId: null })

/** The server tells the conversation anew: beneath what waits here. */
async function told(changes: Partial<Conversation>): Promise<void> {
  await world.store.commit(async (tx) => {
    const actions = await tx.actionsOver(keyOf(0))
    const stored = await tx.conversation(keyOf(0))
    const shown = over({ ...under(stored!.conversation, actions), ...changes }, actions)
    for (const action of shown.actions) await tx.putAction(action)
    await tx.putConversation({ conversation: shown.conversation, evidenceAt: 1 })
  })
}

/** The server's newest messages are here, as after a catch-up. */
async function arrive(changes: Partial<Message> = {}): Promise<MessageId> {
  const id = world.chatwoot.write(keyOf(0)).id as MessageId
  await world.store.commit((tx) => tx.putMessage({ message: customerMessage(0, { ...changes, id }), evidenceAt: 1 }))
  return id
}

describe('M15 what stands in the review', () => {
  it('M15 nothing that goes its way: what rests or waits for the line without field mode', async () => {
    await world.setField(false)
    await act({ kind: 'priority', priority: 'urgent' })
    await world.send(0)
    await world.clock.advance(10_000)
    expect(await list()).toEqual([])
  })

  it('M15 in the order in which it was written, whatever it is', async () => {
    await act({ kind: 'priority', priority: 'urgent' })
    await world.clock.advance(1_000)
    await world.send(0)
    await world.clock.advance(1_000)
    await act({ kind: 'muted', muted: true })
    expect((await list()).map(({ kind }) => kind)).toEqual(['action', 'reply', 'action'])
  })

  it('M15 a reply to a conversation that is not here any more, without a name and without a reason', async () => {
    await world.send(1)
    expect(await list()).toMatchObject([{ contactName: '', status: '', changed: null, seenId: null, happened: [] }])
  })
})

describe('M15 what happened beside it', () => {
  it('M15 where nobody noted what was on the screen, all that came after what was here then', async () => {
    await arrive({ content: 'Before' })
    await world.send(0, { seenId: null })
    await arrive({ content: 'After', sender: null })
    expect((await list())[0]?.happened).toMatchObject([{ text: 'After', name: null }])
  })

  it('M15 neither my own words nor those that are still on their way', async () => {
    await world.send(0)
    const mine = { type: 'outgoing', sender: { type: 'user', id: me.id, name: me.name, avatarUrl: null } } as const
    const seenId = await arrive(mine)
    await world.send(0, { private: true })
    expect(await list()).toMatchObject([
      { happened: [], seenId },
      { happened: [], seenId },
    ])
  })

  it('M15 a customer with the number of the agent is not the agent', async () => {
    await world.send(0)
    await arrive({ sender: { type: 'contact', id: me.id, name: 'Ana', avatarUrl: null } })
    expect(await against()).toEqual([{ key: 'customer-wrote', words: null }])
  })
})

describe('M15 what speaks against it', () => {
  it('M14 the time of the channel is over', async () => {
    await told({ channel: 'Channel::Whatsapp' })
    await arrive({ createdAt: world.clock.now() - 25 * 3_600_000 })
    await world.send(0)
    await world.send(0, { private: true })
    expect(await against()).toEqual([{ key: 'window-closed', words: null }, null])
  })

  it('M14 but not against a template: that goes at any time', async () => {
    await told({ channel: 'Channel::Whatsapp' })
    await arrive({ createdAt: world.clock.now() - 25 * 3_600_000 })
    await world.send(0, { template })
    expect(await against()).toEqual([null])
  })

  it('M14 and not while it is surely open', async () => {
    await told({ channel: 'Channel::Whatsapp' })
    await arrive({ createdAt: world.clock.now() - 3_600_000 })
    await world.send(0)
    expect(await against()).toEqual([null])
  })

  it('M15 what was given to a colleague meanwhile is not taken from them', async () => {
    await act({ kind: 'assignee', userId: me.id })
    expect(await against()).toEqual([null])
    await told({ assignee: jonas })
    expect(await against()).toEqual([{ key: 'assigned-elsewhere', words: 'Jonas' }])
  })

  it('M15 nothing against a change that takes and hides nothing, whatever came', async () => {
    await act({ kind: 'priority', priority: 'urgent' })
    await told({ assignee: jonas })
    await arrive()
    expect(await list()).toMatchObject([{ changed: null, happened: [{ text: 'Where is my parcel?' }] }])
  })

  it('M15 what the guard has found before stays the reason, whatever happened since', async () => {
    await world.send(0)
    await world.setLink(true)
    world.chatwoot.write(keyOf(0), { type: 'outgoing', senderId: jonas.id })
    const { clientId } = world.asked[0]!
    await world.outbox.pass([{ kind: 'reply', clientId, seenId: null }])
    await world.clock.advance(60_000)
    await arrive()
    const found = { key: 'colleague-answered' }
    expect(await list()).toMatchObject([{ reason: found, changed: found, happened: [{ text: 'Where is my parcel?' }] }])
  })
})
