import { beforeEach, describe, expect, test } from 'vitest'
import { DeskWorld } from '../fakes/desk-world'
import { keyOf } from '../fakes/outbox-world'

let world: DeskWorld
beforeEach(async () => {
  world = new DeskWorld()
  await world.begin()
})

const token = () => world.onScreen[0]?.key ?? ''
const reply = (text: string, key = token()) => world.alerts.respond({ kind: 'reply', key, text, activationToken: null })

describe('M2 a reply from the alert', () => {
  test('M2 is in the outbox before anything that waits in line', async () => {
    await world.tell(world.arrived(0))
    const key = token()
    for (let n = 0; n < 200; n++) world.facts.tell(world.arrived(1))
    reply('On its way', key)
    await Promise.resolve()
    expect(world.sent).toMatchObject([{ text: 'On its way', origin: 'notification' }])
    await world.clock.advance(1_000)
  })

  test('M2 written while the alert was being taken away, it still leaves, and for the same conversation', async () => {
    await world.tell(world.arrived(0))
    const key = token()
    await world.tell({ kind: 'SeenHere', conversation: keyOf(0), messageId: null })
    reply('Late', key)
    await world.clock.advance(1)
    expect(world.sent).toMatchObject([{ conversation: keyOf(0), text: 'Late' }])
  })

  test('M2 that cannot be kept is given back in an alert that stays', async () => {
    await world.tell(world.arrived(0))
    world.sendFails = true
    reply('Never lost')
    await world.clock.advance(1)
    expect(world.onScreen).toMatchObject([
      { title: { textKey: 'alert.unkept' }, body: { kind: 'customer', text: 'Never lost' }, urgent: true },
    ])
    expect(world.log.bugs).toHaveLength(1)
  })

  test('F1 an alert that outlived a crash still leads to its conversation, and a reply from it leaves', async () => {
    await world.store.commit((tx) => tx.putAlertToken('from before', keyOf(1)))
    world.alerts.respond({ kind: 'open', key: 'from before', activationToken: null })
    reply('After the crash', 'from before')
    await world.clock.advance(1)
    expect(world.opened).toMatchObject([{ conversation: keyOf(1) }])
    expect(world.sent).toMatchObject([{ conversation: keyOf(1), text: 'After the crash', seenId: null }])
  })

  test('F1 what alerts stand for is written down, so that they can', async () => {
    await world.tell(world.arrived(0))
    await world.clock.advance(1_000)
    expect(await world.store.alertToken(token())).toEqual(keyOf(0))
  })

  test.each([
    ['snooze', keyOf(0)],
    ['read', { ...keyOf(0), seenId: 501 }],
  ] as const)('F14 the button %s does it and takes the alert away', async (kind, expected) => {
    await world.tell(world.arrived(0))
    world.alerts.respond({ kind, key: token() })
    await world.clock.advance(1)
    expect(world.done).toEqual([[kind, expected]])
    expect(world.onScreen).toEqual([])
  })
})

describe('F17 the moment', () => {
  test('F17 a conversation on the screen of a locked or left computer is not seen', async () => {
    world.seen = true
    await world.tell(world.arrived(0))
    expect(world.onScreen).toEqual([])
    world.around.away = true
    await world.tell(world.arrived(0))
    expect(world.onScreen).toHaveLength(1)
  })

  test('F17 while the screen is locked nothing is said of anybody, and all of it again when it is not', async () => {
    await world.tell(world.arrived(0))
    world.around.locked = true
    world.desk.privacyChanged()
    await world.tell(world.arrived(1))
    expect(world.onScreen).toHaveLength(2)
    expect(JSON.stringify(world.onScreen)).not.toMatch(/Ana|parcel/)
    world.around.locked = false
    world.desk.privacyChanged()
    await world.clock.advance(1)
    expect(world.onScreen).toMatchObject([{ title: { name: 'Ana Ferreira' } }, { title: { name: 'Ana Ferreira' } }])
  })

  test('F17 a customer’s picture comes with the alert, and not on a locked screen', async () => {
    world.face = new Uint8Array([1])
    await world.tell(world.arrived(0))
    expect(world.onScreen[0]?.picture).toBe(world.face)
    world.around.locked = true
    await world.tell(world.arrived(1))
    expect(world.onScreen[1]?.picture).toBeNull()
  })
})
