/** What is done to contacts on the server at once: what of it is here then, and what is said when it did not go through (G3). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ContactNote } from '../../src-preload/contract/contact'
import type { Contact } from '../../src-preload/contract/entities'
import type { AccountId, ContactId } from '../../src-preload/contract/ids'
import type { ContactNews } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

const ACCOUNT = 1 as AccountId
const ANA = 1 as ContactId
const LONE = 40 as ContactId
const at = (contactId: ContactId) => ({ accountId: ACCOUNT, contactId })

const NO_LINE = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' } as const
const NOT_ALLOWED = { kind: 'refused', reason: 'not-allowed', status: 401, words: 'You are not authorized' } as const
const OFFLINE = { ok: false, error: { kind: 'offline' } }
const invalid = (words: string) => ({ kind: 'refused', reason: 'invalid', status: 422, words }) as const
const said = <T>(value: T) => Promise.resolve<Outcome<T>>({ kind: 'accepted', value })
const told = (id: ContactId, fields: Partial<Contact>): ContactNews => ({ accountId: ACCOUNT, id, fields })
const note = (id: number): ContactNote => ({ id, content: `note ${id}`, author: 'Jo', createdAt: id })

let world: OfficeWorld
let talk: Talk
async function begin(role = 'agent'): Promise<void> {
  world = new OfficeWorld()
  world.office.role = role
  talk = world.office.talk()
  world.office.customerWrites(talk)
  await world.start()
}
beforeEach(() => begin())

const changing = () => world.profile.contacts.changing
const stored = async (id: ContactId) => (await world.store.contact(at(id)))?.contact
const notes = () => world.store.contactNotes(at(ANA))
const knows = (fields: Partial<Contact>) => world.profile.sync.queue.pushed({ kind: 'contacts', list: [told(LONE, fields)] })
const tellings = () => world.told.filter(({ kind }) => kind === 'ContactsChanged').length
/** What is asked of the server meanwhile takes its time. */
async function settled<T>(answer: Promise<T>): Promise<T> {
  await world.clock.advance(100)
  return answer
}

describe('a new contact', () => {
  it('G3 is here as the server says, and the lists are asked for anew', async () => {
    let pages = 0
    world.office.contactCalls = {
      page: () => ((pages += 1), said({ contacts: [], count: 0 })),
      create: () => said(told(LONE, { name: 'Leo', phoneNumber: '+4930123' })),
    }
    const list = () =>
      world.profile.contacts.listing.list({
        ...{ accountId: ACCOUNT, text: '', conditions: [], sort: 'name', page: 0, from: 'server' },
      })
    await list()
    expect(await changing().create(ACCOUNT, { name: 'Leo' })).toEqual({ ok: true, value: { kind: 'done', contactId: LONE } })
    expect(await stored(LONE)).toMatchObject({ name: 'Leo', phoneNumber: '+4930123' })
    await list()
    expect(pages).toBe(2)
    expect(await world.store.actions()).toEqual([])
  })

  it('G3 its labels follow, shown at once', async () => {
    world.office.contactCalls = { create: () => said(told(LONE, { name: 'Leo' })) }
    await changing().create(ACCOUNT, { name: 'Leo', labels: { add: ['vip'], remove: [] } })
    expect((await stored(LONE))?.labels).toEqual(['vip'])
    expect(await world.store.actions()).toMatchObject([{ change: { kind: 'contact', contactId: LONE } }])
  })

  it.each([
    ['without a line', NO_LINE, OFFLINE],
    ['when she may not', NOT_ALLOWED, { ok: false, error: { kind: 'refused', words: NOT_ALLOWED.words } }],
  ])('G3 %s there is none, and it is said', async (_why, outcome, answer) => {
    world.office.contactCalls = { create: () => Promise.resolve(outcome) }
    expect(await changing().create(ACCOUNT, { name: 'Leo', labels: { add: ['vip'], remove: [] } })).toMatchObject(answer)
    expect([await stored(LONE), await world.store.actions()]).toEqual([undefined, []])
  })

  it.each([
    ['the field is known by the words alone, whose it is is not known here', 'Email has already been taken', 'email'],
    ['a field that is not shown', 'Name is too long', null],
  ])('G3 the server does not take it: %s', async (_what, words, field) => {
    world.office.contactCalls = { create: () => Promise.resolve(invalid(words)) }
    const answer = await changing().create(ACCOUNT, { name: 'Leo', email: 'leo@example.com' })
    expect(answer).toEqual({ ok: true, value: { kind: 'trouble', trouble: { field, words, other: null } } })
  })

  it('G3 nobody else is named for a field that was not filled in', async () => {
    await knows({ name: 'Leo', email: 'leo@example.com' })
    world.office.contactCalls = { create: () => Promise.resolve(invalid('Email has already been taken')) }
    expect(await changing().create(ACCOUNT, { name: 'New' })).toMatchObject({ value: { trouble: { other: null } } })
  })
})

describe('two contacts', () => {
  it('G3 that could not be merged are both as they were', async () => {
    await knows({ name: 'Leo' })
    world.office.contactCalls = { merge: () => Promise.resolve(NO_LINE) }
    expect(await changing().merge(at(LONE), ANA)).toMatchObject(OFFLINE)
    expect([(await stored(LONE))?.name, (await stored(ANA))?.name]).toEqual(['Leo', 'Ana'])
  })

  it('G3 that were merged are one, also when the conversations could not be read again', async () => {
    await knows({ name: 'Leo' })
    world.office.contactCalls = { merge: () => said(told(LONE, { name: 'Leo Park' })) }
    world.office.fails.set('contactConversations', NO_LINE)
    expect(await settled(changing().merge(at(LONE), ANA))).toEqual({ ok: true, value: {} })
    expect([(await stored(LONE))?.name, await stored(ANA)]).toEqual(['Leo Park', undefined])
  })
})

describe('deleting one, as an administrator', () => {
  let removed: ContactId[]
  beforeEach(async () => {
    await begin('administrator')
    removed = []
    world.office.contactCalls = { remove: (_account, id) => (removed.push(id), said(null)) }
  })

  it('G3 goes with its conversations, when its name was written', async () => {
    expect(await settled(changing().remove(at(ANA), ' Ana '))).toEqual({ ok: true, value: { kind: 'done' } })
    expect(removed).toEqual([ANA])
    expect([await stored(ANA), await world.stored(talk)]).toEqual([undefined, null])
  })

  it('G3 another name deletes nobody', async () => {
    expect(await changing().remove(at(ANA), 'Leo')).toEqual({ ok: true, value: { kind: 'name-differs' } })
    expect(removed).toEqual([])
  })

  it('G3 who has no name is called by the number', async () => {
    await knows({ name: '  ' })
    expect(await changing().remove(at(LONE), '')).toEqual({ ok: true, value: { kind: 'name-differs' } })
    expect(await changing().remove(at(LONE), '#40')).toEqual({ ok: true, value: { kind: 'done' } })
    expect(await stored(LONE)).toBeUndefined()
  })

  it('G3 whom nobody knows here is not deleted there', async () => {
    expect(await changing().remove(at(LONE), 'Leo')).toMatchObject({ ok: false, error: { kind: 'not-found' } })
    expect(removed).toEqual([])
  })

  it('G3 whom the server sees online stays, with what it says', async () => {
    const words = 'You can not delete Ana: they are online'
    world.office.contactCalls = { remove: () => Promise.resolve(invalid(words)) }
    expect(await changing().remove(at(ANA), 'Ana')).toMatchObject({ ok: false, error: { kind: 'refused', words } })
    expect(await stored(ANA)).toMatchObject({ name: 'Ana' })
    expect(await world.stored(talk)).not.toBeNull()
  })
})

describe('notes about a contact', () => {
  it('G3 a new one stands first, one that is deleted is gone', async () => {
    world.office.contactCalls = {
      addNote: () => said(note(1)),
      removeNote: () => said(null),
    }
    expect(await changing().addNote(at(ANA), 'note 1')).toEqual({ ok: true, value: note(1) })
    world.office.contactCalls.addNote = () => said(note(2))
    world.told.length = 0
    await changing().addNote(at(ANA), 'note 2')
    expect([await notes(), tellings()]).toEqual([[note(2), note(1)], 1])
    expect(await changing().removeNote(at(ANA), 1)).toEqual({ ok: true, value: {} })
    expect([await notes(), tellings()]).toEqual([[note(2)], 2])
  })

  it('G3 what did not go through changes nothing here', async () => {
    world.office.contactCalls = {
      addNote: () => said(note(1)),
      removeNote: () => Promise.resolve(NO_LINE),
    }
    await changing().addNote(at(ANA), 'note 1')
    world.office.contactCalls.addNote = () => Promise.resolve(NOT_ALLOWED)
    world.told.length = 0
    expect(await changing().addNote(at(ANA), 'note 2')).toMatchObject({ ok: false, error: { kind: 'refused' } })
    expect(await changing().removeNote(at(ANA), 1)).toMatchObject(OFFLINE)
    expect([await notes(), tellings()]).toEqual([[note(1)], 0])
  })
})

describe('writing to a contact', () => {
  it('G3 a conversation that could not be begun is not here', async () => {
    world.office.contactCalls = { open: () => Promise.resolve(NO_LINE) }
    expect(await changing().write(at(ANA), { inboxId: 3 as never, sourceId: 'x' })).toMatchObject(OFFLINE)
    expect(await world.store.conversationsOf(ACCOUNT, ANA)).toHaveLength(1)
  })
})
