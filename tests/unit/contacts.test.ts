/** The desk of the contacts: news of customers, edits with and without a conversation, doubles, merging (G3, G4, G10). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ContactFields } from '../../src-preload/contract/change'
import type { Contact } from '../../src-preload/contract/entities'
import type { AccountId, ContactId } from '../../src-preload/contract/ids'
import type { ContactNews } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { ContactListing } from '../../src-main/core/contacts/listing'
import { takenField } from '../../src-main/core/contacts/taken'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

const ACCOUNT = 1 as AccountId
const ANA = 1 as ContactId
const LONE = 40 as ContactId
const at = (contactId: ContactId) => ({ accountId: ACCOUNT, contactId })

let world: OfficeWorld
let here: Talk
let there: Talk
beforeEach(async () => {
  world = new OfficeWorld()
  here = world.office.talk()
  there = world.office.talk()
  for (const talk of [here, there]) world.office.customerWrites(talk)
  await world.start()
  world.office.asked.length = 0
})

const told = (id: ContactId, fields: Partial<Contact>): ContactNews => ({ accountId: ACCOUNT, id, fields })
const said = <T>(value: T) => Promise.resolve<Outcome<T>>({ kind: 'accepted', value })
const happens = async (id: ContactId, fields: Partial<Contact>) => {
  world.cable.deliver(1, { kind: 'contact-changed', contact: told(id, fields) })
  await world.clock.advance(100)
}
const names = () => Promise.all([here, there].map(async (talk) => (await world.stored(talk))?.contact.name))
const stored = async (id: ContactId) => (await world.store.contact(at(id)))?.contact
const knows = (id: ContactId, fields: Partial<Contact>) =>
  world.profile.sync.queue.pushed({ kind: 'contacts', list: [told(id, fields)] })
const desk = () => world.profile.contacts
const change = (id: ContactId, fields: ContactFields) => desk().changing.change(at(id), fields)
const changedRooms = () => world.told.filter((fact) => fact.kind === 'ContactsChanged').length

describe('somebody else corrects a customer', () => {
  it('G3 it is seen at once by itself and in every conversation with them', async () => {
    await happens(ANA, { name: 'Ana Ruiz', email: 'ana@example.com' })
    expect(await names()).toEqual(['Ana Ruiz', 'Ana Ruiz'])
    expect(await stored(ANA)).toMatchObject({ name: 'Ana Ruiz', email: 'ana@example.com' })
    expect((await world.stored(there))?.contact.email).toBe('ana@example.com')
  })

  it('G3 what is not told stays, and the same again changes and tells nothing', async () => {
    await happens(ANA, { email: 'ana@example.com' })
    await happens(ANA, { name: 'Ana' })
    expect(await stored(ANA)).toMatchObject({ name: 'Ana', email: 'ana@example.com' })
    world.told.length = 0
    await happens(ANA, { name: 'Ana', email: 'ana@example.com' })
    expect(world.told).toEqual([])
  })

  it('G3 it does not make older news of a conversation look late', async () => {
    const before = (await world.store.conversation(world.keyOf(here)))?.evidenceAt ?? 0
    await happens(ANA, { name: 'Ana Ruiz' })
    expect((await world.store.conversation(world.keyOf(here)))?.evidenceAt).toBe(before)
  })

  it('G3 strangers are left alone: every message of anybody tells of a customer', async () => {
    await happens(LONE, { name: 'Leo' })
    expect(await stored(LONE)).toBeUndefined()
    expect(changedRooms()).toBe(0)
  })

  it('G3 what I changed stays on top, and undone it shows the newest word of the server', async () => {
    const made = await world.profile.outbox.changeContact(at(ANA), { name: 'Ana R.' })
    await happens(ANA, { name: 'Ana Ruiz', email: 'ana@example.com' })
    expect(await names()).toEqual(['Ana R.', 'Ana R.'])
    expect(await stored(ANA)).toMatchObject({ name: 'Ana R.', email: 'ana@example.com' })
    expect(await world.profile.outbox.undoAction(made?.id ?? '')).toBe(true)
    expect(await names()).toEqual(['Ana Ruiz', 'Ana Ruiz'])
    expect(await stored(ANA)).toMatchObject({ name: 'Ana Ruiz' })
  })

  it('G3 who is deleted is gone from the contacts', async () => {
    await knows(LONE, { name: 'Leo' })
    world.cable.deliver(1, { kind: 'contact-deleted', contactId: LONE })
    await world.clock.advance(100)
    expect(await stored(LONE)).toBeUndefined()
  })
})

describe('a contact without a conversation', () => {
  beforeEach(() => knows(LONE, { name: 'Leo', customAttributes: { plan: 'gold', vk: '1' }, labels: ['vip'] }))

  it('G3 is corrected like any other: shown at once, sent after five seconds, once', async () => {
    await change(LONE, { name: 'Leo Park', customAttributes: { vk: null }, labels: { add: ['late'], remove: ['vip'] } })
    expect(await stored(LONE)).toMatchObject({ name: 'Leo Park', customAttributes: { plan: 'gold' }, labels: ['late'] })
    await world.clock.advance(4_900)
    expect(world.office.asked).not.toContain('updateContact')
    await world.clock.advance(300)
    expect(world.office.asked.filter((one) => one === 'updateContact')).toHaveLength(1)
    expect(await world.store.actions()).toEqual([])
  })

  it('G3 corrected offline and killed, it leaves when the line is back', async () => {
    world.cable.cut()
    await change(LONE, { identifier: 'vk:7' })
    await change(LONE, { blocked: true })
    expect(await world.store.actions()).toHaveLength(1)
    await world.restart()
    expect(await stored(LONE)).toMatchObject({ identifier: 'vk:7', blocked: true })
    world.cable.isUp = true
    world.profile.wake()
    await world.clock.advance(60_000)
    expect(world.office.asked).toContain('updateContact')
    expect(await world.store.actions()).toEqual([])
  })

  it('G3 refused as a double it is as before, and the card says why at its field', async () => {
    const words = 'Identifier has already been taken'
    world.office.fails.set('updateContact', { kind: 'refused', reason: 'invalid', status: 422, words, fields: ['identifier'] })
    await change(LONE, { identifier: 'vk:1' })
    await world.clock.advance(6_000)
    expect(await stored(LONE)).toMatchObject({ name: 'Leo', identifier: null })
    world.cable.cut()
    expect((await desk().reading.open(at(LONE)))?.trouble).toEqual({ field: 'identifier', words, other: null })
    await change(LONE, { name: 'Leo Park' })
    expect((await desk().reading.open(at(LONE)))?.trouble).toBeNull()
  })

  it('G3 who writes meanwhile has the correction in the conversation too, and it is taken back there', async () => {
    const made = await world.profile.outbox.changeContact(at(LONE), { name: 'Leo Park' })
    const talk = world.office.talk({ customer: { id: LONE, name: 'Leo', email: null, phoneNumber: null } })
    world.office.customerWrites(talk)
    await world.clock.advance(500)
    expect((await world.stored(talk))?.contact.name).toBe('Leo Park')
    await world.profile.outbox.undoAction(made?.id ?? '')
    expect((await world.stored(talk))?.contact.name).toBe('Leo')
  })

  it('G3 one whom nobody knows here cannot be changed', async () => {
    expect(await change(999 as ContactId, { name: 'X' })).toMatchObject({ ok: false, error: { kind: 'not-found' } })
  })

  it('G3 of an account that is mine no more nothing stays', async () => {
    world.cable.cut()
    await change(LONE, { name: 'Leo Park' })
    await world.profile.sync.queue.pushed({ kind: 'accounts', kept: [] })
    expect(await stored(LONE)).toBeUndefined()
    expect(await world.store.actions()).toEqual([])
  })
})

describe('doubles', () => {
  it.each([
    [['phone_number'], 'irgendwas', 'phoneNumber'],
    [[], 'Email has already been taken', 'email'],
    [[], 'Phone number should be in e164 format', 'phoneNumber'],
    [['name'], 'Name is too long', null],
  ])('G3 %j "%s" is about %s', (fields, words, field) => expect(takenField(fields, words)).toBe(field))

  it('G3 one that is known here is said before anything is kept, with whose it is', async () => {
    await knows(LONE, { name: 'Leo', email: 'leo@example.com' })
    const answer = await change(ANA, { email: 'LEO@example.com' })
    expect(answer).toMatchObject({ value: { kind: 'trouble', trouble: { field: 'email', other: { id: LONE, name: 'Leo' } } } })
    expect(await world.store.actions()).toEqual([])
  })

  it('G3 a new contact that the server refuses: its words, the field, and whose it is', async () => {
    await knows(LONE, { name: 'Leo', identifier: 'vk:1' })
    const words = 'Identifier has already been taken'
    const refused = { kind: 'refused', reason: 'invalid', status: 422, words, fields: ['identifier'] } as const
    world.office.contactCalls = { create: () => Promise.resolve(refused) }
    const answer = await desk().changing.create(ACCOUNT, { name: 'New', identifier: 'vk:1' })
    expect(answer).toMatchObject({
      value: { kind: 'trouble', trouble: { field: 'identifier', words, other: { name: 'Leo' } } },
    })
  })
})

describe('on the server at once', () => {
  it('G3 merged: the one that stays is as the server says, the other is gone with its conversation moved', async () => {
    await knows(LONE, { name: 'Leo', email: 'leo@example.com' })
    world.office.contactCalls = {
      merge: () => said(told(LONE, { name: 'Leo', email: 'leo@example.com', phoneNumber: '+4930123' })),
    }
    here.customer = { id: LONE, name: 'Leo', email: 'leo@example.com', phoneNumber: '+4930123' }
    const merged = desk().changing.merge(at(LONE), ANA)
    await world.clock.advance(100)
    expect(await merged).toMatchObject({ ok: true })
    expect(await stored(LONE)).toMatchObject({ phoneNumber: '+4930123' })
    expect(await stored(ANA)).toBeUndefined()
    expect((await world.stored(here))?.contact.id).toBe(LONE)
  })

  it('G3 merging with itself is not asked for', async () => {
    expect(await desk().changing.merge(at(ANA), ANA)).toMatchObject({ ok: false })
  })

  it('G3 a new conversation is stored when it is answered', async () => {
    const talk = world.office.talk()
    world.office.contactCalls = {
      open: () =>
        said({ accountId: ACCOUNT, id: talk.id as never, evidenceAt: 1, fields: { inboxId: 3 as never }, messages: [] }),
    }
    const answer = await desk().changing.write(at(ANA), { inboxId: 3 as never, sourceId: 'x' })
    expect(answer).toMatchObject({ ok: true, value: { conversationId: talk.id } })
    expect(await world.stored(talk)).not.toBeNull()
  })

  it('G3 an agent deletes nobody', async () => {
    expect(await desk().changing.remove(at(ANA), 'Ana')).toMatchObject({ ok: false, error: { kind: 'needs-admin' } })
  })
})

describe('lists', () => {
  type Ask = Parameters<ContactListing['list']>[0]
  const ask: Ask = { accountId: ACCOUNT, text: '', conditions: [], sort: 'name', page: 0, from: 'server' }

  it('G3 a page of the server is kept here, and not asked for again within a minute', async () => {
    let asked = 0
    const page = () => ((asked += 1), said({ contacts: [told(LONE, { name: 'Leo' })], count: 31 }))
    world.office.contactCalls = { page }
    expect(await desk().listing.list(ask)).toMatchObject({
      value: { total: 31, rows: [{ contact: { name: 'Leo' }, kept: false }] },
    })
    await change(LONE, { name: 'Leo Park' })
    const again = await desk().listing.list(ask)
    expect(again).toMatchObject({ value: { rows: [{ contact: { name: 'Leo Park' }, kept: true }] } })
    expect(asked).toBe(1)
    await world.clock.advance(61_000)
    await desk().listing.list(ask)
    expect(asked).toBe(2)
  })

  it('G3 offline the server is not asked, and what is here is found by its words', async () => {
    await knows(LONE, { name: 'Leo Park' })
    world.cable.cut()
    expect(await desk().listing.list(ask)).toMatchObject({ ok: false, error: { kind: 'offline' } })
    const found = await desk().listing.list({ ...ask, from: 'stored', text: 'PARK' })
    expect(found).toMatchObject({ value: { total: 1, asOfAt: null, rows: [{ contact: { name: 'Leo Park' } }] } })
    const filter = [{ key: 'name', operator: 'contains' as const, values: ['x'] }]
    expect(await desk().listing.list({ ...ask, from: 'stored', conditions: filter })).toMatchObject({ value: { total: 0 } })
  })
})
