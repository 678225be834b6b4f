/** Custom attributes of a conversation: shown at once, sent as the whole set that is there by then, taken back when refused. */
import { beforeEach, describe, expect, it } from 'vitest'
import { type AttributeValues, changeSchema } from '../../src-preload/contract/change'
import { setAttributes } from '../../src-main/core/outbox/action-attributes'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'
import { fakeServer } from '../fakes/server'

let world: OfficeWorld
let talk: Talk
beforeEach(async () => {
  world = new OfficeWorld()
  talk = world.office.talk({ attributes: { order: 'A-1', plan: 'Gold' } })
  world.office.customerWrites(talk)
  await world.start()
  world.office.asked.length = 0
})

const set = (values: AttributeValues) =>
  world.profile.outbox.change({ conversation: world.keyOf(talk), change: { kind: 'attributes', values }, seenId: null })
const shown = async () => (await world.stored(talk))?.customAttributes

describe('F9 attributes of a conversation', () => {
  it('F9 are shown at once, are on the server after five seconds, once, and the others stay', async () => {
    await set({ order: 'B-2' })
    expect(await shown()).toEqual({ order: 'B-2', plan: 'Gold' })
    await world.clock.advance(4_900)
    expect(talk.attributes).toEqual({ order: 'A-1', plan: 'Gold' })
    await world.clock.advance(300)
    expect(talk.attributes).toEqual({ order: 'B-2', plan: 'Gold' })
    expect(world.office.asked.filter((one) => one === 'setCustomAttributes')).toHaveLength(1)
    expect(await shown()).toEqual({ order: 'B-2', plan: 'Gold' })
    expect(await world.store.actions()).toEqual([])
  })

  it('F9 the server replaces all of them, so what a colleague wrote meanwhile is written again', async () => {
    await set({ order: 'B-2' })
    world.office.mark(talk, { attributes: { ...talk.attributes, plan: 'Silver', floor: 3 } })
    await world.clock.advance(1_000)
    expect(await shown()).toEqual({ order: 'B-2', plan: 'Silver', floor: 3 })
    await world.clock.advance(6_000)
    expect(talk.attributes).toEqual({ order: 'B-2', plan: 'Silver', floor: 3 })
  })

  it('F9 nothing takes one away, and two changes are one with the last word for each', async () => {
    await set({ order: 'B-2', plan: null })
    await set({ order: 'C-3' })
    expect(await shown()).toEqual({ order: 'C-3' })
    expect(await world.store.actions()).toHaveLength(1)
    await world.clock.advance(7_000)
    expect(talk.attributes).toEqual({ order: 'C-3' })
  })

  it('F9 undone they never left, and changed back nothing is left to do', async () => {
    const made = await set({ order: 'B-2' })
    expect(await world.profile.outbox.undoAction(made?.id ?? '')).toBe(true)
    expect(await shown()).toEqual({ order: 'A-1', plan: 'Gold' })
    await set({ order: 'B-2' })
    expect((await set({ order: 'A-1' }))?.id).toBeNull()
    await world.clock.advance(60_000)
    expect(world.office.asked).not.toContain('setCustomAttributes')
  })

  it('F9 changed offline they leave when the line is back, after a restart too', async () => {
    world.cable.cut()
    await set({ order: 'B-2' })
    await world.restart()
    expect(await shown()).toEqual({ order: 'B-2', plan: 'Gold' })
    world.cable.isUp = true
    world.profile.wake()
    await world.clock.advance(60_000)
    expect(talk.attributes).toEqual({ order: 'B-2', plan: 'Gold' })
  })

  it('F9 refused they are as the server says, with its words', async () => {
    const words = 'Custom attributes order length should be < 1500'
    world.office.fails.set('setCustomAttributes', { kind: 'refused', reason: 'invalid', status: 422, words })
    await set({ order: 'B-2' })
    await world.clock.advance(6_000)
    expect(await shown()).toEqual({ order: 'A-1', plan: 'Gold' })
    expect(world.told.filter((fact) => fact.kind === 'ActionRefused')).toMatchObject([{ words }])
  })

  it('F9 an answer without them writes nothing: what is not seen would be taken away', async () => {
    const news = { accountId: 1, id: 1, evidenceAt: 0, fields: {}, messages: [] } as never
    const server = fakeServer({ conversation: () => Promise.resolve({ kind: 'accepted', value: news }) })
    expect(await setAttributes(server, world.keyOf(talk), { order: 'B-2' })).toMatchObject({ kind: 'unsure' })
  })

  it.each([[{}], [{ order: ['a'] }], [{ order: 'x'.repeat(10_001) }], [{ ['k'.repeat(256)]: 1 }]])(
    'F9 bad ones are not taken at the doorway: %#',
    (values) => {
      expect(changeSchema.safeParse({ kind: 'attributes', values }).success).toBe(false)
    },
  )
})
