import { beforeEach, describe, expect, test } from 'vitest'
import type { Fact } from '../../src-main/core/facts'
import { defaultSettings } from '../../src-main/core/settings'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { DeskWorld } from '../fakes/desk-world'
import { conversation, keyOf } from '../fakes/outbox-world'

const MINUTE = 60_000

let world: DeskWorld
beforeEach(async () => {
  world = new DeskWorld()
  await world.begin()
  await waits({})
})

/** The stored conversation of the customer. */
async function waits(changes: Parameters<typeof conversation>[1]): Promise<void> {
  const waiting = { waitingSinceAt: world.clock.now(), unreadCount: 1, ...changes }
  await world.store.commit((tx) => tx.putConversation({ conversation: conversation(0, waiting), evidenceAt: 0 }))
}

const reminders = async () => (await world.store.verdicts(100)).filter(({ event }) => event === 'waiting')
const set = (some: Partial<Settings>) => void (world.settings = { ...world.settings, ...some })

async function writesAndWaits(minutes: number): Promise<void> {
  await world.tell(world.arrived(0))
  await world.clock.advance(minutes * MINUTE)
}

describe('F17 a customer who waits', () => {
  test('F17 alerts once more after ten minutes, urgently, with the minutes, and three times in all', async () => {
    await writesAndWaits(9)
    expect(world.alerts.shown).toHaveLength(1)
    await world.clock.advance(2 * MINUTE)
    expect(world.onScreen).toMatchObject([
      {
        title: { textKey: 'alert.waits', values: { name: 'Ana Ferreira', count: '10' } },
        body: { kind: 'customer', text: 'Where is my parcel?' },
        urgent: true,
        sound: { name: 'knock' },
      },
    ])
    await world.clock.advance(60 * MINUTE)
    expect(world.alerts.shown).toHaveLength(4)
    expect(world.onScreen).toMatchObject([{ title: { values: { count: '30' } } }])
    expect(await reminders()).toHaveLength(3)
  })

  test('F17 M9 after nine hours of sleep nobody is told by what was stored before: the first reminder is a whole pause away', async () => {
    await writesAndWaits(1)
    world.clock.jump(9 * 60 * MINUTE)
    await world.tell(world.arrived(1))
    await world.clock.advance(9 * MINUTE)
    expect(await reminders()).toEqual([])
    await world.clock.advance(2 * MINUTE)
    expect(await reminders()).not.toEqual([])
  })

  test('F17 says when a draft is there', async () => {
    await world.store.commit((tx) => tx.putDraft(keyOf(0), { text: 'On its', private: false, cursor: 0, updatedAt: 0 }))
    await writesAndWaits(11)
    expect(world.onScreen).toMatchObject([{ body: { textKey: 'alert.waitsDraft' } }])
  })

  test.each<[string, () => Fact | Promise<Fact>]>([
    ['seen', () => ({ kind: 'SeenHere', conversation: keyOf(0), messageId: null })],
    ['read elsewhere', () => ({ kind: 'NotificationGone', conversation: keyOf(0) })],
    ['answered', () => world.arrived(0, { type: 'outgoing', sender: { type: 'user', id: 9, name: 'Jonas', avatarUrl: null } })],
    ['resolved', () => changed({ status: 'resolved' })],
    ['snoozed', () => changed({ status: 'snoozed' })],
    ['taken by a colleague', () => changed({ assignee: { id: 9, name: 'Jonas', avatarUrl: null } })],
    ['gone', () => ({ kind: 'ConversationRemoved', conversation: keyOf(0) })],
  ])('F17 no more when %s', async (_how, fact) => {
    await writesAndWaits(1)
    await world.tell(await fact())
    await world.clock.advance(60 * MINUTE)
    expect(await reminders()).toEqual([])
    expect(world.onScreen).toEqual([])
  })

  function changed(after: Parameters<typeof conversation>[1]): Fact {
    return { kind: 'ConversationChanged', conversation: conversation(0, after), before: conversation(0), source: 'socket' }
  }

  test('F17 nor when nobody waits any more, whatever we were told', async () => {
    await world.tell(world.arrived(0))
    await waits({ waitingSinceAt: null })
    await world.clock.advance(60 * MINUTE)
    expect(await reminders()).toEqual([])
  })

  test('F17 waving the alert away does not make the customer wait less', async () => {
    await writesAndWaits(1)
    world.alerts.respond({ kind: 'dismissed', key: world.onScreen[0]?.key ?? '' })
    await world.clock.advance(10 * MINUTE)
    expect(await reminders()).toHaveLength(1)
  })

  test('F17 answering from the alert ends it', async () => {
    await writesAndWaits(1)
    world.alerts.respond({ kind: 'reply', key: world.onScreen[0]?.key ?? '', text: 'On its way', activationToken: null })
    await world.clock.advance(60 * MINUTE)
    expect(await reminders()).toEqual([])
  })

  test('F17 what a pause kept silent is said when it is over', async () => {
    set({ alertsPausedUntilAt: world.clock.now() + 15 * MINUTE })
    await writesAndWaits(16)
    expect(world.onScreen).toEqual([])
    await world.clock.advance(10 * MINUTE)
    expect((await reminders()).map(({ reason }) => reason)).toEqual(['unassigned', 'paused'])
    expect(world.onScreen).toMatchObject([{ title: { values: { count: '20' } } }])
  })

  test('F17 never when that is not wanted', async () => {
    set({ remindAfterMs: null })
    await writesAndWaits(120)
    expect(await reminders()).toEqual([])
  })

  test('F17 nobody who does not concern the agent is watched', async () => {
    set({ alertScope: 'mine' })
    await writesAndWaits(60)
    expect(await reminders()).toEqual([])
    expect(world.settings.remindAfterMs).toBe(defaultSettings.remindAfterMs)
  })

  test('F5 who waited when Perch started, or while it was away, is not forgotten', async () => {
    await waits({ waitingSinceAt: world.clock.now() - 30 * MINUTE })
    await world.tell({ kind: 'CaughtUp', gapMs: 3_600_000, counts: { newMessages: 0, conversations: 0, concernMe: 0 } })
    await world.clock.advance(9 * MINUTE)
    expect(await reminders()).toEqual([])
    await world.clock.advance(2 * MINUTE)
    expect(world.onScreen).toMatchObject([{ title: { values: { count: '40' } } }])
  })
})
