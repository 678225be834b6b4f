/** What an agent corrects of a customer: in every conversation at once, taken back in every conversation, last word per field. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ContactFields } from '../../src-preload/contract/change'
import { changeSchema } from '../../src-preload/contract/change'
import type { ContactId } from '../../src-preload/contract/ids'
import type { Customer, Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

const ANA = 1 as ContactId
const leo: Customer = { id: 2, name: 'Leo', email: null, phoneNumber: null }

let world: OfficeWorld
let here: Talk
let there: Talk
let others: Talk
beforeEach(async () => {
  world = new OfficeWorld()
  here = world.office.talk()
  there = world.office.talk()
  others = world.office.talk({ customer: leo })
  for (const talk of [here, there, others]) world.office.customerWrites(talk)
  await world.start()
  world.office.asked.length = 0
})

const edit = (talk: Talk, fields: ContactFields, contactId = ANA) =>
  world.profile.outbox.change({ conversation: world.keyOf(talk), change: { kind: 'contact', contactId, fields }, seenId: null })
const names = async () => Promise.all([here, there, others].map(async (talk) => (await world.stored(talk))?.contact.name))
const sent = () => world.office.asked.filter((one) => one === 'updateContact').length

describe('F9 a customer is corrected', () => {
  it('F9 in all their conversations at once, on the server after five seconds, once', async () => {
    await edit(here, { name: 'Ana Ruiz' })
    expect(await names()).toEqual(['Ana Ruiz', 'Ana Ruiz', 'Leo'])
    await world.clock.advance(4_900)
    expect(world.office.ana.name).toBe('Ana')
    await world.clock.advance(300)
    expect(world.office.ana.name).toBe('Ana Ruiz')
    expect(sent()).toBe(1)
    expect(await names()).toEqual(['Ana Ruiz', 'Ana Ruiz', 'Leo'])
    expect(await world.store.actions()).toEqual([])
  })

  it('F9 undone it never left, and all their conversations are as they were', async () => {
    const made = await edit(here, { name: 'Ana Ruiz', email: 'ana@example.com' })
    expect(await world.profile.outbox.undoAction(made?.id ?? '')).toBe(true)
    expect(await names()).toEqual(['Ana', 'Ana', 'Leo'])
    expect((await world.stored(there))?.contact.email).toBeNull()
    await world.clock.advance(60_000)
    expect(sent()).toBe(0)
  })

  it('F9 edits from two of their conversations are one, and the last word counts for each field', async () => {
    await edit(here, { name: 'Ana Ruiz', email: 'ana@example.com' })
    await edit(there, { name: 'Ana R.' })
    expect(await world.store.actions()).toHaveLength(1)
    expect(await names()).toEqual(['Ana R.', 'Ana R.', 'Leo'])
    await world.clock.advance(6_000)
    expect(sent()).toBe(1)
    expect(world.office.ana).toMatchObject({ name: 'Ana R.', email: 'ana@example.com' })
  })

  it('F9 older news of another conversation do not flip it while it waits, nor after', async () => {
    await edit(here, { name: 'Ana Ruiz' })
    world.office.customerWrites(there, 'Hello again')
    await world.clock.advance(1_000)
    expect(await names()).toEqual(['Ana Ruiz', 'Ana Ruiz', 'Leo'])
    const seldom = world.office.talk()
    world.office.customerWrites(seldom)
    await world.clock.advance(1_000)
    expect((await world.stored(seldom))?.contact.name).toBe('Ana Ruiz')
    await world.clock.advance(10_000)
    expect(await names()).toEqual(['Ana Ruiz', 'Ana Ruiz', 'Leo'])
  })

  it('F9 refused as a double it is taken back everywhere, with the words of the server', async () => {
    const words = 'Email has already been taken'
    world.office.fails.set('updateContact', { kind: 'refused', reason: 'invalid', status: 422, words })
    await edit(here, { name: 'Ana Ruiz', email: 'leo@example.com' })
    await world.clock.advance(6_000)
    expect(await names()).toEqual(['Ana', 'Ana', 'Leo'])
    expect((await world.stored(there))?.contact.email).toBeNull()
    expect(world.told.filter((fact) => fact.kind === 'ActionRefused')).toMatchObject([{ words }])
  })

  it('F9 corrected offline it leaves when the line is back', async () => {
    world.cable.cut()
    await edit(here, { phoneNumber: '+4930123456' })
    await world.restart()
    world.cable.isUp = true
    world.profile.wake()
    await world.clock.advance(60_000)
    expect(world.office.ana.phoneNumber).toBe('+4930123456')
  })

  it('F9 a customer who is not the one of the conversation is not changed', async () => {
    expect(await edit(here, { name: 'Leo' }, 2 as ContactId)).toBeNull()
  })

  it.each([
    [{ email: 'no at sign' }],
    [{ email: '' }],
    [{ phoneNumber: '030 123456' }],
    [{ phoneNumber: '+0123' }],
    [{ name: '   ' }],
    [{}],
  ])('F9 %j is not taken at the doorway', (fields) => {
    expect(changeSchema.safeParse({ kind: 'contact', contactId: 1, fields }).success).toBe(false)
  })
})
