import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../src-main/core/settings'
import type { FakeAlerts } from '../fakes/alerts'
import { DeskWorld } from '../fakes/desk-world'
import { keyOf, OutboxWorld } from '../fakes/outbox-world'

let world: DeskWorld
beforeEach(async () => {
  world = new DeskWorld()
  await world.begin()
})

describe('F17 privacy and history', () => {
  test.each([
    [
      'name',
      {
        title: { kind: 'name', name: 'Ana Ferreira' },
        context: null,
        body: { textKey: 'alert.newMessage', values: { channel: 'WhatsApp' } },
      },
    ],
    [
      'nothing',
      { title: { textKey: 'alert.someone' }, context: null, body: { textKey: 'alert.openToRead' }, actions: ['open'] },
    ],
  ] as const)('F17 level %s', async (alertPrivacy, alert) => {
    world.settings = { ...defaultSettings, alertPrivacy }
    await world.tell(world.arrived(0))
    expect(world.onScreen).toMatchObject([alert])
    expect(JSON.stringify(world.onScreen)).not.toContain('parcel')
  })

  test('F17 while the screen is shown to others it names nobody, whatever the level', async () => {
    world.settings = { ...defaultSettings, blurNames: true }
    await world.tell(world.arrived(0))
    expect(world.onScreen).toMatchObject([{ title: { textKey: 'alert.someone' }, body: { textKey: 'alert.openToRead' } }])
    expect(JSON.stringify(world.onScreen)).not.toMatch(/parcel|Ana/)
  })

  test('F17 a mention names colleague and customer, at the level “nothing” neither', async () => {
    const mention = () =>
      world.arrived(
        0,
        { type: 'outgoing', private: true, sender: { type: 'user', id: 9, name: 'Jonas', avatarUrl: null } },
        { mentionsMe: true },
      )
    await world.tell(mention())
    expect(world.onScreen).toMatchObject([
      {
        title: { textKey: 'alert.mention', values: { who: 'Jonas' } },
        body: { textKey: 'alert.mentionIn', values: { name: 'Ana Ferreira' } },
      },
    ])
    world.settings = { ...defaultSettings, alertPrivacy: 'nothing' }
    await world.tell(mention())
    await world.clock.advance(500)
    expect(JSON.stringify(world.onScreen)).not.toMatch(/Jonas|Ana/)
  })

  test('F17 why an event did or did not alert is kept', async () => {
    await world.tell(world.arrived(0), world.arrived(0, { type: 'activity' }))
    world.seen = true
    await world.tell(world.arrived(0))
    await world.clock.advance(1_000)
    expect(await world.store.verdicts(10)).toMatchObject([
      { alerted: false, reason: 'seen-here', event: 'customer' },
      { alerted: false, reason: 'activity', event: 'activity' },
      { alerted: true, reason: 'unassigned', event: 'customer' },
    ])
  })
})

describe('F1 what the agent does with it', () => {
  const respond = async (response: Parameters<FakeAlerts['respond']>[0]) => {
    world.alerts.respond(response)
    await world.clock.advance(1)
  }
  const token = () => world.onScreen[0]?.key ?? ''

  test('F1 a click opens that conversation', async () => {
    await world.tell(world.arrived(1))
    await respond({ kind: 'open', key: token(), activationToken: 'abc' })
    expect(world.opened).toEqual([{ conversation: keyOf(1), compose: false, activationToken: 'abc' }])
    expect(world.onScreen).toEqual([])
  })

  test('M3 a reply goes through the outbox, marked as written without seeing the rest', async () => {
    await world.tell(world.arrived(0))
    await respond({ kind: 'reply', key: token(), text: 'On its way', activationToken: null })
    expect(world.sent).toMatchObject([
      { conversation: keyOf(0), text: 'On its way', seenId: 501, origin: 'notification', private: false },
    ])
  })

  test('F1 a reply without words opens the composer', async () => {
    await world.tell(world.arrived(0))
    await respond({ kind: 'reply', key: token(), text: null, activationToken: null })
    expect(world.opened).toMatchObject([{ conversation: keyOf(0), compose: true }])
    expect(world.sent).toEqual([])
  })

  test('F1 resolve resolves, a strange token does nothing, dismissing counts anew', async () => {
    await world.tell(world.arrived(0))
    await respond({ kind: 'resolve', key: 'not-ours' })
    expect(world.done).toEqual([])
    await respond({ kind: 'dismissed', key: token() })
    await world.tell(world.arrived(0))
    expect(world.onScreen).toMatchObject([{ title: { more: 0 } }])
    await respond({ kind: 'resolve', key: token() })
    expect(world.done).toEqual([['resolve', keyOf(0)]])
  })
})

describe('M1 a reply that is stuck', () => {
  const stuckJob = async (state: 'failed' | 'held') => {
    const outbox = new OutboxWorld()
    outbox.chatwoot.postPlan.push('refused')
    await outbox.start()
    await outbox.send(0)
    await outbox.clock.advance(2_000)
    const [job] = outbox.disk.state.jobs
    return { ...job!, state }
  }

  test('M1 alerts with the server’s words when no window has the focus, and goes with the job', async () => {
    const job = await stuckJob('failed')
    await world.store.commit((tx) => tx.putJob(job))
    await world.tell({ kind: 'ReplyFailed', job })
    expect(world.onScreen).toMatchObject([
      {
        title: { textKey: 'alert.notSent', values: { name: 'Ana Ferreira' } },
        body: { textKey: 'alert.notSentWhy', values: { channel: 'WhatsApp' } },
        urgent: true,
      },
    ])
    await world.store.commit((tx) => tx.removeJob(job.clientId))
    await world.tell({ kind: 'OutboxChanged', conversation: keyOf(0) })
    expect(world.onScreen).toEqual([])
  })

  test.each([
    ['names are blurred', { blurNames: true }, ['alert.notSentPlain', 'reason.other']],
    ['names alone may be said', { alertPrivacy: 'name' }, ['alert.notSent', 'reason.other']],
  ] as const)('F17 on screen it says no more than it may from the moment that %s', async (_when, changes, words) => {
    const job = await stuckJob('failed')
    await world.tell({ kind: 'ReplyFailed', job: { ...job, reason: { key: 'other', words: 'Ana is blocked' } } })
    world.settings = { ...defaultSettings, ...changes }
    world.desk.privacyChanged()
    await world.clock.advance(1)
    const said = world.onScreen.map(({ title, body }) => [title, body].map((line) => 'textKey' in line && line.textKey))
    expect(said).toEqual([words])
    world.settings = defaultSettings
    world.desk.privacyChanged()
    await world.clock.advance(1)
    expect(world.onScreen).toMatchObject([{ body: { textKey: 'alert.notSentWhy' } }])
    // Put away, it does not come back.
    await world.tell({ kind: 'OutboxChanged', conversation: keyOf(0) })
    world.desk.privacyChanged()
    await world.clock.advance(1)
    expect(world.onScreen).toEqual([])
  })

  test('M3 a held one says that something is newer; with the window in front there is no alert', async () => {
    const job = await stuckJob('held')
    world.focus = true
    await world.tell({ kind: 'ReplyHeld', job })
    expect(world.onScreen).toEqual([])
    world.focus = false
    await world.tell({ kind: 'ReplyHeld', job })
    expect(world.onScreen).toMatchObject([{ title: { textKey: 'alert.held' }, body: { textKey: 'alert.heldWhy' } }])
  })
})
