/** The card of a contact: what is stored at once, what the server says behind it (G3). */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ContactNote, CustomAttribute } from '../../src-preload/contract/contact'
import type { Contact } from '../../src-preload/contract/entities'
import type { AccountId, ContactId, ProfileId } from '../../src-preload/contract/ids'
import type { ContactNews } from '../../src-main/core/news'
import type { Outcome } from '../../src-main/core/outcome'
import { OfficeWorld } from '../fakes/office-world'

const PROFILE = 'p1' as ProfileId
const ACCOUNT = 1 as AccountId
const ANA = 1 as ContactId
const LONE = 40 as ContactId
const at = (contactId: ContactId) => ({ accountId: ACCOUNT, contactId })
const HALF_A_MINUTE = 30_000

const NO_LINE = { kind: 'never-sent', reason: 'connect', detail: 'ECONNREFUSED' } as const
const BROKEN = { kind: 'unsure', reason: 'server-error', status: 500, words: null } as const
const NOT_ALLOWED = { kind: 'refused', reason: 'not-allowed', status: 401, words: 'You are not authorized' } as const
const NOT_FOUND = { kind: 'refused', reason: 'not-found', status: 404, words: 'Resource could not be found' } as const

const note = (id: number): ContactNote => ({ id, content: `note ${id}`, author: 'Jo', createdAt: id })
const said = <T>(value: T) => Promise.resolve<Outcome<T>>({ kind: 'accepted', value })
const told = (id: ContactId, fields: Partial<Contact>): ContactNews => ({ accountId: ACCOUNT, id, fields })

let world: OfficeWorld
/** What the server was asked of contacts, in order. */
let asked: string[]
/** What it says of Leo now. */
let leo: { read: Outcome<ContactNews>; labels: Outcome<string[]>; notes: Outcome<ContactNote[]> }

beforeEach(async () => {
  world = new OfficeWorld()
  world.office.customerWrites(world.office.talk(), 'Where is it?')
  await world.start()
  asked = []
  leo = {
    read: { kind: 'accepted', value: told(LONE, { name: 'Leo Park' }) },
    labels: { kind: 'accepted', value: ['vip'] },
    notes: { kind: 'accepted', value: [note(2), note(1)] },
  }
  const answer = <K extends keyof typeof leo>(what: K) => {
    asked.push(what)
    return Promise.resolve(leo[what])
  }
  world.office.contactCalls = {
    read: () => answer('read'),
    labels: () => answer('labels'),
    notes: () => answer('notes'),
  }
  world.office.asked.length = 0
  world.told.length = 0
})

const reading = () => world.profile.contacts.reading
const open = (id: ContactId = LONE) => reading().open(at(id))
const talks = () => reading().talks(PROFILE, at(ANA))
const knows = (fields: Partial<Contact>) => world.profile.sync.queue.pushed({ kind: 'contacts', list: [told(LONE, fields)] })
const tellings = () => world.told.filter(({ kind }) => kind === 'ContactsChanged').length
const times = (what: string) => asked.filter((one) => one === what).length

describe('the card', () => {
  it('G3 one that is known here is shown at once; what the server says comes behind it', async () => {
    await knows({ name: 'Leo' })
    let answer: (outcome: Outcome<ContactNews>) => void = () => undefined
    world.office.contactCalls.read = () => new Promise((resolve) => (answer = resolve))
    expect(await open()).toMatchObject({ contact: { name: 'Leo' }, notes: null, trouble: null })
    world.told.length = 0
    answer(leo.read)
    await world.clock.advance(100)
    expect(tellings()).toBeGreaterThan(0)
    expect(await open()).toMatchObject({ contact: { name: 'Leo Park', labels: ['vip'] }, notes: [note(2), note(1)] })
  })

  it('G3 one that is not known here is waited for', async () => {
    expect(await open()).toMatchObject({ contact: { name: 'Leo Park', labels: ['vip'] }, notes: [note(2), note(1)] })
  })

  it('G3 whom neither knows has no card', async () => {
    leo.read = NOT_FOUND
    expect(await open()).toBeNull()
  })

  it('G3 without a line nobody is asked, and who is not here has no card', async () => {
    world.cable.cut()
    expect(await open()).toBeNull()
    expect(asked).toEqual([])
  })

  it('G3 who was deleted meanwhile is gone from here too', async () => {
    await knows({ name: 'Leo' })
    leo.read = NOT_FOUND
    expect(await open()).not.toBeNull()
    await world.clock.advance(100)
    expect(await world.store.contact(at(LONE))).toBeNull()
    expect(await open()).toBeNull()
  })

  it.each([
    ['the server is broken', BROKEN],
    ['the line breaks', NO_LINE],
    ['she may not read it', NOT_ALLOWED],
  ])('G3 nothing is lost when %s, and the next look asks again at once', async (_why, outcome) => {
    await knows({ name: 'Leo' })
    const before = leo.read
    leo.read = outcome
    await open()
    await world.clock.advance(100)
    expect(await open()).toMatchObject({ contact: { name: 'Leo' } })
    leo.read = before
    await open()
    await world.clock.advance(100)
    expect(times('read')).toBe(3)
    expect(await open()).toMatchObject({ contact: { name: 'Leo Park' } })
  })

  it('G3 it is read once in half a minute, and again when the clock was set back', async () => {
    await open()
    await open()
    await world.clock.advance(HALF_A_MINUTE - 1_000)
    await open()
    expect(times('read')).toBe(1)
    await world.clock.advance(1_000)
    await open()
    expect(times('read')).toBe(2)
    world.clock.jump(-3_600_000)
    await open()
    expect(times('read')).toBe(3)
  })

  it('G3 without its labels or its notes it is a card all the same, and what was known of them stays', async () => {
    await open()
    leo = { ...leo, labels: BROKEN, notes: BROKEN, read: { kind: 'accepted', value: told(LONE, { name: 'Leo P.' }) } }
    await world.clock.advance(HALF_A_MINUTE)
    await open()
    await world.clock.advance(100)
    expect(await open()).toMatchObject({ contact: { name: 'Leo P.', labels: ['vip'] }, notes: [note(2), note(1)] })
  })

  it('G3 the same again tells nobody anything', async () => {
    await open()
    await world.clock.advance(HALF_A_MINUTE)
    world.told.length = 0
    await open()
    await world.clock.advance(100)
    expect([times('read'), tellings()]).toEqual([2, 0])
  })

  it('G3 a fault behind it is written down, and the card is there', async () => {
    await knows({ name: 'Leo' })
    world.office.contactCalls.read = () => Promise.reject(new Error('A bug of ours'))
    expect(await open()).toMatchObject({ contact: { name: 'Leo' } })
    await world.clock.advance(100)
    expect(world.log.bugs.map(({ where }) => where)).toEqual(['contact/card'])
  })

  it('G3 what was refused of a conversation is no trouble of its customer', async () => {
    const key = world.keyOf(world.office.talks[0]!)
    world.office.fails.set('setPriority', NOT_ALLOWED)
    await world.profile.outbox.change({ conversation: key, change: { kind: 'priority', priority: 'high' }, seenId: null })
    await world.clock.advance(10_000)
    expect(world.told.map(({ kind }) => kind)).toContain('ActionRefused')
    world.cable.cut()
    expect(await open(ANA)).toMatchObject({ trouble: null })
  })
})

describe('conversations with them', () => {
  const asks = () => world.office.asked.filter((one) => one === 'contactConversations').length

  it('G3 those that are here at once, those that only the server had behind them, the newest first', async () => {
    const old = world.office.talk({ lastActivityAt: 1_000, updatedAt: 1_000, status: 'resolved' })
    expect((await talks()).map(({ text }) => text)).toEqual(['Where is it?'])
    await world.clock.advance(100)
    const all = await talks()
    expect(all.map(({ text, status }) => [text, status])).toEqual([
      ['Where is it?', 'open'],
      ['', 'resolved'],
    ])
    expect(all[1]?.conversation).toEqual({ profileId: PROFILE, ...world.keyOf(old) })
    expect(asks()).toBe(1)
  })

  it('G3 when it does not answer the next look asks again', async () => {
    world.office.fails.set('contactConversations', BROKEN)
    await talks()
    await world.clock.advance(100)
    world.office.fails.clear()
    await talks()
    await world.clock.advance(100)
    await talks()
    expect(asks()).toBe(2)
  })
})

describe('attributes that the account has defined', () => {
  const one = (of: CustomAttribute['of'], key: string): CustomAttribute => ({ of, key, name: key, kind: 'text', values: [] })
  const PLAN = one('contact', 'plan')
  const ORDER = one('conversation', 'order')
  let defined: Outcome<CustomAttribute[]>
  beforeEach(() => {
    defined = { kind: 'accepted', value: [PLAN, ORDER] }
    world.office.contactCalls.attributes = () => (asked.push('attributes'), Promise.resolve(defined))
  })

  it('G3 the first time they are waited for; those of contacts and those of conversations are told apart', async () => {
    expect(await reading().attributes(ACCOUNT, 'contact')).toEqual([PLAN])
    expect(await reading().attributes(ACCOUNT, 'conversation')).toEqual([ORDER])
    expect([times('attributes'), tellings()]).toEqual([1, 1])
  })

  it('G3 later they are there at once, new ones come behind them, and the same again tells nothing', async () => {
    await reading().attributes(ACCOUNT, 'contact')
    await world.clock.advance(HALF_A_MINUTE)
    await reading().attributes(ACCOUNT, 'contact')
    await world.clock.advance(HALF_A_MINUTE)
    expect([times('attributes'), tellings()]).toEqual([2, 1])
    world.office.contactCalls.attributes = () => said([PLAN, one('contact', 'city')])
    expect(await reading().attributes(ACCOUNT, 'contact')).toEqual([PLAN])
    await world.clock.advance(100)
    expect(await reading().attributes(ACCOUNT, 'contact')).toHaveLength(2)
  })

  it('G3 when they cannot be had the next look asks again', async () => {
    defined = BROKEN
    expect(await reading().attributes(ACCOUNT, 'contact')).toEqual([])
    defined = { kind: 'accepted', value: [PLAN] }
    expect(await reading().attributes(ACCOUNT, 'contact')).toEqual([PLAN])
  })
})
