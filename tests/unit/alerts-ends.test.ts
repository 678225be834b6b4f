/** When an alert stays, and when it is not made at all: what is only nearly a reason to take it away. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Fact } from '../../src-main/core/facts'
import { defaultSettings } from '../../src-main/core/settings'
import { DeskWorld } from '../fakes/desk-world'
import { job } from '../fakes/jobs'
import { customerMessage } from '../fakes/messages'
import { conversation, keyOf } from '../fakes/outbox-world'

const MINUTE = 60_000
const person = (id: number) => ({ type: 'user', id, name: id === 7 ? 'Jo' : 'Jonas', avatarUrl: null }) as const
const changed = (lane: number, some: Parameters<typeof conversation>[1]): Fact => ({
  ...{ kind: 'ConversationChanged', conversation: conversation(lane, some), before: conversation(lane), source: 'socket' },
})

let world: DeskWorld
beforeEach(async () => {
  world = new DeskWorld()
  await world.begin()
})

async function stores(changes: Parameters<typeof conversation>[1], lane = 0): Promise<void> {
  await world.store.commit((tx) => tx.putConversation({ conversation: conversation(lane, changes), evidenceAt: 0 }))
}

describe('F1 an alert that is on screen', () => {
  test('F1 goes when I have answered from this window, and stays when that was a note', async () => {
    const sent = (isNote: boolean): Fact => ({
      ...{ kind: 'ReplySent', clientId: 'c1' as never },
      message: customerMessage(0, { id: 900 as never, type: 'outgoing', private: isNote, sender: person(7) }),
    })
    await world.tell(world.arrived(0))
    await world.tell(sent(true))
    expect(world.onScreen).toHaveLength(1)
    await world.tell(sent(false))
    expect(world.onScreen).toEqual([])
  })

  test('F1 stays when something of an unknown conversation was read elsewhere, when another was deleted, when a label came', async () => {
    await world.tell(world.arrived(0), world.arrived(0))
    await world.tell(
      { kind: 'NotificationGone', conversation: null },
      { kind: 'MessageChanged', message: customerMessage(0, { id: 501 as never, deleted: true }), source: 'socket' },
      { kind: 'MessageChanged', message: customerMessage(0, { id: 502 as never, content: 'edited' }), source: 'socket' },
      changed(0, { labels: ['parcel'] }),
      changed(1, { status: 'resolved' }),
      { kind: 'ProfileChanged' },
    )
    expect(world.onScreen).toMatchObject([{ title: { more: 1 }, body: { text: 'Where is my parcel?' } }])
  })

  test('F1 is neither made nor taken away by an older page', async () => {
    await world.tell(world.arrived(0, {}, { source: 'history' }))
    expect(world.onScreen).toEqual([])
    await world.clock.advance(1_000)
    expect(await world.store.verdicts(5)).toEqual([])
    await world.tell(world.arrived(0))
    await world.tell(world.arrived(0, { type: 'outgoing', sender: person(9) }, { source: 'history' }))
    expect(world.onScreen).toHaveLength(1)
  })

  test('F1 a message that I answered elsewhere during the gap is silent, and the reason is that it was me', async () => {
    const question = world.arrived(0, {}, { source: 'catch-up', gapMs: MINUTE })
    const answer = customerMessage(0, { id: 900 as never, type: 'outgoing', sender: person(7) })
    await world.store.commit((tx) => tx.putMessage({ message: answer, evidenceAt: 0 }))
    await world.tell(question)
    await world.clock.advance(1_000)
    expect(world.onScreen).toEqual([])
    expect(await world.store.verdicts(1)).toMatchObject([{ alerted: false, reason: 'own' }])
  })

  test('F1 stops with its profile: nothing of it stays, and what comes later is not heard', async () => {
    await world.tell(world.arrived(0))
    await world.tell({ kind: 'SignedOut' })
    expect(world.onScreen).toHaveLength(2)
    await world.desk.stop()
    await world.tell(world.arrived(1))
    expect(world.onScreen).toEqual([])
  })
})

describe('M1 a stuck reply', () => {
  const failed = job({ state: 'failed' })

  test('M1 is told until the last of the conversation is settled', async () => {
    const other = job({ state: 'held', clientId: 'c2' as never, marker: failed.marker + 1 })
    await world.store.commit(async (tx) => {
      await tx.putJob(failed)
      await tx.putJob(other)
    })
    await world.tell({ kind: 'ReplyFailed', job: failed })
    await world.store.commit((tx) => tx.removeJob(failed.clientId))
    await world.tell({ kind: 'OutboxChanged', conversation: keyOf(0) })
    expect(world.onScreen).toHaveLength(1)
    await world.store.commit((tx) => tx.putJob({ ...other, state: 'queued' }))
    await world.tell({ kind: 'OutboxChanged', conversation: keyOf(0) })
    expect(world.onScreen).toEqual([])
  })

  test('M1 of another conversation keeps no alert of this one, and a change of the outbox takes no customer away', async () => {
    await world.store.commit((tx) => tx.putJob({ ...failed, ...keyOf(1) }))
    await world.tell(world.arrived(1), { kind: 'ReplyFailed', job: failed })
    expect(world.onScreen).toHaveLength(2)
    await world.tell({ kind: 'OutboxChanged', conversation: keyOf(0) }, { kind: 'OutboxChanged', conversation: keyOf(1) })
    expect(world.onScreen).toMatchObject([{ body: { text: 'Where is my parcel?' } }])
  })

  test('M1 is not told to somebody who sees it in the window', async () => {
    world.focus = true
    await world.tell({ kind: 'ReplyHeld', job: { ...failed, state: 'held' } })
    expect(world.onScreen).toEqual([])
  })
})

describe('F17 a customer who waits on', () => {
  const reminders = async () => (await world.store.verdicts(100)).filter(({ event }) => event === 'waiting')

  test('F17 of whom the agent wants to hear no more is asked about once, and then left alone', async () => {
    await stores({ waitingSinceAt: world.clock.now(), unreadCount: 1 })
    await world.tell(world.arrived(0))
    world.settings = { ...defaultSettings, alertScope: 'mine' }
    await world.clock.advance(60 * MINUTE)
    expect(world.alerts.shown).toHaveLength(1)
    expect(await reminders()).toMatchObject([{ alerted: false, reason: 'not-mine' }])
  })

  test('F17 who waited before we came is reminded of, unless the agent has read it', async () => {
    const waitingSinceAt = world.clock.now()
    await stores({ waitingSinceAt, unreadCount: 0 })
    await stores({ waitingSinceAt, unreadCount: 1 }, 1)
    await world.tell({ kind: 'CaughtUp', gapMs: MINUTE, counts: { newMessages: 0, conversations: 0, concernMe: 0 } })
    await world.clock.advance(11 * MINUTE)
    expect(await reminders()).toMatchObject([{ alerted: true, conversationId: keyOf(1).conversationId }])
  })

  test('F17 who waited before we came, and was answered by a colleague since, is not reminded of', async () => {
    await stores({ waitingSinceAt: world.clock.now(), unreadCount: 1 })
    await world.tell({ kind: 'CaughtUp', gapMs: MINUTE, counts: { newMessages: 0, conversations: 0, concernMe: 0 } })
    await world.tell(world.arrived(0, { type: 'outgoing', sender: person(9) }))
    await world.clock.advance(11 * MINUTE)
    expect(await reminders()).toEqual([])
  })
})
