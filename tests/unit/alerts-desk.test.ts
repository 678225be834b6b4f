import { beforeEach, describe, expect, test } from 'vitest'
import type { Fact } from '../../src-main/core/facts'
import { FakeAlerts } from '../fakes/alerts'
import { DeskWorld } from '../fakes/desk-world'
import { customerMessage } from '../fakes/messages'
import { conversation, keyOf } from '../fakes/outbox-world'

let world: DeskWorld
beforeEach(async () => {
  world = new DeskWorld()
  await world.begin()
})

describe('F1 an alert', () => {
  test('F1 says who, where and what, and the OS learns no id', async () => {
    await world.tell(world.arrived(0))
    expect(world.onScreen).toMatchObject([
      {
        title: { kind: 'name', name: 'Ana Ferreira', more: 0 },
        context: 'WhatsApp',
        body: { kind: 'customer', text: 'Where is my parcel?' },
        actions: ['reply', 'resolve', 'snooze', 'read'],
      },
    ])
    expect(world.onScreen[0]?.key).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('F1 the newest replaces and counts; another customer has her own', async () => {
    await world.tell(world.arrived(0))
    await world.tell(world.arrived(0, { content: 'Hello?' }))
    await world.tell(world.arrived(1))
    await world.clock.advance(500)
    expect(world.onScreen).toMatchObject([{ title: { more: 1 }, body: { text: 'Hello?' } }, { title: { more: 0 } }])
  })

  test('F1 a burst after a short gap is one alert per conversation', async () => {
    const gap = { source: 'catch-up', gapMs: 60_000 } as const
    await world.tell(world.arrived(0, {}, gap), world.arrived(0, {}, gap), world.arrived(0, { content: 'Last' }, gap))
    expect(world.alerts.shown).toHaveLength(1)
    expect(world.onScreen).toMatchObject([{ title: { more: 2 }, body: { text: 'Last' } }])
  })

  test('F1 a message that a colleague answered during the gap is silent', async () => {
    const question = world.arrived(0, {}, { source: 'catch-up', gapMs: 60_000 })
    const answer = customerMessage(0, {
      id: 900 as never,
      type: 'outgoing',
      sender: { type: 'user', id: 9, name: 'Jonas', avatarUrl: null },
    })
    await world.store.commit((tx) => tx.putMessage({ message: answer, evidenceAt: 0 }))
    await world.tell(question)
    await world.clock.advance(1_000)
    expect(world.onScreen).toEqual([])
    expect(await world.store.verdicts(1)).toMatchObject([{ alerted: false, reason: 'answered-by-colleague' }])
  })

  test('F1 written while nobody showed alerts: offered all the same, to be shown by whoever comes, and gone when answered', async () => {
    world.alerts.available = false
    await world.tell(world.arrived(0), world.arrived(1))
    expect(world.onScreen).toMatchObject([{ body: { text: 'Where is my parcel?' } }, { title: { more: 0 } }])
    await world.clock.advance(1_000)
    expect(await world.store.verdicts(2)).toMatchObject([{ reason: 'no-daemon' }, { reason: 'no-daemon' }])
    await world.tell({ kind: 'SeenHere', conversation: keyOf(0), messageId: null })
    expect(world.onScreen).toHaveLength(1)
  })

  test('F1 long text is cut between characters', async () => {
    await world.tell(world.arrived(0, { content: '🐦'.repeat(300) }))
    const body = world.onScreen[0]?.body
    expect(body?.kind === 'customer' && [...body.text]).toHaveLength(200)
  })

  test.each([
    ['a family of four', '👨‍👩‍👧‍👦', 199],
    ['a flag', '🇵🇹', 199],
    ['an accent of its own', 'e\u0301', 199],
  ])('F1 no character is torn: %s', async (_what, letter, whole) => {
    await world.tell(world.arrived(0, { content: letter.repeat(300) }))
    const body = world.onScreen[0]?.body
    expect(body).toEqual({ kind: 'customer', text: `${letter.repeat(whole)}…` })
  })

  test('F1 what just fits is whole, and one letter under a mountain of marks does not pass', async () => {
    await world.tell(
      world.arrived(0, { content: '🇵🇹'.repeat(200) }),
      world.arrived(1, { content: `e${'\u0301'.repeat(9000)}` }),
    )
    expect(world.onScreen.map(({ body }) => body.kind === 'customer' && body.text)).toEqual(['🇵🇹'.repeat(200), '…'])
  })

  test('F1 a picture without words is named', async () => {
    const file = { id: 1, type: 'image', name: 'a.png', url: null, thumbUrl: null, size: null, width: null, height: null }
    await world.tell(world.arrived(0, { content: '', attachments: [file] }))
    expect(world.onScreen).toMatchObject([{ body: { kind: 'text', textKey: 'alert.image' } }])
  })

  test.each([
    ['seen here', (): Fact => ({ kind: 'SeenHere', conversation: keyOf(0), messageId: null })],
    [
      'resolved',
      (): Fact => ({
        kind: 'ConversationChanged',
        conversation: conversation(0, { status: 'resolved' }),
        before: null,
        source: 'socket',
      }),
    ],
    [
      'assigned away',
      (): Fact => ({
        kind: 'ConversationChanged',
        conversation: conversation(0, { assignee: { id: 9, name: 'Jonas', avatarUrl: null } }),
        before: conversation(0),
        source: 'socket',
      }),
    ],
    [
      'answered by a colleague',
      (): Fact => world.arrived(0, { type: 'outgoing', sender: { type: 'user', id: 9, name: 'Jonas', avatarUrl: null } }),
    ],
    ['read elsewhere', (): Fact => ({ kind: 'NotificationGone', conversation: keyOf(0) })],
    [
      'deleted',
      (): Fact => ({
        kind: 'MessageChanged',
        message: customerMessage(0, { id: 501 as never, deleted: true }),
        source: 'socket',
      }),
    ],
    ['gone', (): Fact => ({ kind: 'ConversationRemoved', conversation: keyOf(0) })],
  ])('F1 it goes away when %s', async (_why, fact) => {
    await world.tell(world.arrived(0))
    await world.tell(fact())
    expect(world.onScreen).toEqual([])
  })

  test('F1 it counts anew after that, and an older page does not take it away', async () => {
    await world.tell(world.arrived(0), world.arrived(0))
    await world.tell({ kind: 'SeenHere', conversation: keyOf(0), messageId: null })
    await world.tell(world.arrived(0))
    await world.tell(
      world.arrived(0, { id: 3 as never, type: 'outgoing', sender: { type: 'user', id: 9, name: 'Jonas', avatarUrl: null } }),
    )
    expect(world.onScreen).toMatchObject([{ title: { more: 0 } }])
  })

  test('F5 signed out twice is one alert', async () => {
    await world.tell({ kind: 'SignedOut' })
    await world.tell({ kind: 'SignedOut' })
    expect(world.onScreen).toMatchObject([{ title: { textKey: 'alert.signedOut' } }])
  })

  test('F1 one alert that cannot be shown does not take the others of its burst along', async () => {
    const show = world.alerts.show.bind(world.alerts)
    world.alerts.show = (alert) =>
      alert.title.kind === 'name' && alert.title.more > 0 ? Promise.reject(new Error('too long')) : show(alert)
    await world.tell(world.arrived(0), world.arrived(0), world.arrived(1))
    expect(world.onScreen).toHaveLength(1)
    expect(world.log.bugs).toHaveLength(1)
  })

  test('F1 a listener that breaks is written down and the next fact is heard', async () => {
    world.alerts.show = () => Promise.reject(new Error('no bus'))
    await world.tell(world.arrived(0))
    expect(world.log.bugs).toHaveLength(1)
    world.alerts.show = (alert) => FakeAlerts.prototype.show.call(world.alerts, alert)
    await world.tell(world.arrived(1))
    expect(world.onScreen).toHaveLength(1)
  })
})
