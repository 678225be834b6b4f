import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../src-main/core/settings'
import { DeskWorld } from '../fakes/desk-world'
import { conversation, keyOf } from '../fakes/outbox-world'

const NAMES = ['Ana', 'Kofi', 'Lena', 'Mina', 'Omar', 'Priya', 'Ravi', 'Signe']

let world: DeskWorld
beforeEach(async () => {
  world = new DeskWorld()
  await world.begin()
  await world.store.commit(async (tx) => {
    for (const [lane, name] of NAMES.entries()) {
      const one = conversation(lane)
      await tx.putConversation({ conversation: { ...one, contact: { ...one.contact, name } }, evidenceAt: 0 })
    }
  })
})

const lanes = (count: number) => Array.from({ length: count }, (_, lane) => lane)
const seen = (lane: number) => ({ kind: 'SeenHere', conversation: keyOf(lane), messageId: null }) as const

describe('F1 many customers at once', () => {
  test('F1 five have an alert each; the sixth makes one of all', async () => {
    await world.tell(...lanes(5).map((lane) => world.arrived(lane)))
    expect(world.onScreen).toHaveLength(5)
    await world.tell(world.arrived(5))
    expect(world.onScreen).toMatchObject([
      {
        title: { textKey: 'alert.many', values: { count: '6' } },
        body: { textKey: 'alert.manyMore', values: { names: 'Priya, Ana, Kofi', count: '3' } },
        actions: ['open'],
      },
    ])
  })

  test('F1 the one shrinks as they are seen, goes with the last, and then each has her own again', async () => {
    await world.tell(...lanes(7).map((lane) => world.arrived(lane)))
    await world.tell(seen(0), seen(1))
    expect(world.onScreen).toMatchObject([{ title: { values: { count: '5' } } }])
    await world.tell(world.arrived(7), seen(2))
    await world.tell(...lanes(8).map(seen))
    expect(world.onScreen).toEqual([])
    await world.tell(world.arrived(0))
    expect(world.onScreen).toMatchObject([{ title: { kind: 'name', name: 'Ana' } }])
  })

  test('F1 when few are left a new message has an alert of its own, with a reply', async () => {
    await world.tell(...lanes(6).map((lane) => world.arrived(lane)))
    await world.tell(...lanes(4).map(seen))
    await world.tell(world.arrived(0))
    expect(world.onScreen).toMatchObject([{ title: { values: { count: '2' } } }, { title: { name: 'Ana' } }])
  })

  test('F17 with a closed screen it counts and names nobody', async () => {
    world.settings = { ...defaultSettings, alertPrivacy: 'nothing' }
    await world.tell(...lanes(6).map((lane) => world.arrived(lane)))
    expect(JSON.stringify(world.onScreen)).not.toMatch(/Ana|Kofi|Priya/)
    expect(world.onScreen).toMatchObject([{ title: { values: { count: '6' } } }])
  })

  test('F1 a click on it opens the window and takes all of it away', async () => {
    await world.tell(...lanes(6).map((lane) => world.arrived(lane)))
    world.alerts.respond({ kind: 'open', key: world.onScreen[0]?.key ?? '', activationToken: 'tok' })
    await world.clock.advance(1)
    expect(world.opened).toEqual([{ conversation: null, compose: false, activationToken: 'tok' }])
    expect(world.onScreen).toEqual([])
  })

  test('F1 500 messages in a second are a handful of alerts, and the last one has them all', async () => {
    for (let turn = 0; turn < 50; turn++) {
      await world.tell(...Array.from({ length: 10 }, (_, n) => world.arrived(n % 2, { content: `no ${turn * 10 + n}` })))
      await world.clock.advance(19)
    }
    await world.clock.advance(1_000)
    expect(world.alerts.shown.length).toBeLessThan(12)
    expect(world.onScreen).toMatchObject([
      { title: { more: 249 }, body: { text: 'no 498' } },
      { title: { more: 249 }, body: { text: 'no 499' } },
    ])
    expect(world.log.bugs).toEqual([])
  })

  test('F1 a burst has one sound, that of the strongest in it', async () => {
    const mention = {
      type: 'outgoing',
      private: true,
      sender: { type: 'user', id: 9, name: 'Jonas', avatarUrl: null },
    } as const
    await world.tell(world.arrived(0), world.arrived(1, mention, { mentionsMe: true }), world.arrived(2))
    expect(world.onScreen.map(({ sound }) => sound?.name ?? null)).toEqual([null, 'bell', null])
    expect(world.called).toEqual([keyOf(0), keyOf(1), keyOf(2)])
  })

  test('F17 F20 an alert that is on screen when the screen is shown to others is drawn again without the name', async () => {
    await world.tell(world.arrived(0))
    expect(JSON.stringify(world.onScreen)).toContain('Ana')
    world.settings = { ...defaultSettings, blurNames: true }
    world.desk.privacyChanged()
    await world.clock.advance(1)
    expect(world.onScreen).toHaveLength(1)
    expect(JSON.stringify(world.onScreen)).not.toContain('Ana')
  })

  test('F17 no sound where none is chosen, and none when words only change', async () => {
    const { sounds } = defaultSettings
    world.settings = { ...defaultSettings, sounds: { ...sounds, customer: 'none' } }
    await world.tell(world.arrived(0))
    world.settings = { ...defaultSettings, soundVolume: 0 }
    await world.tell(world.arrived(1))
    world.settings = defaultSettings
    world.around.locked = true
    world.desk.privacyChanged()
    await world.clock.advance(1)
    expect(world.alerts.shown.map(({ sound }) => sound)).toEqual([null, null, null, null])
  })
})
