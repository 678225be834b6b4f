/** Customers by themselves over the real database. */
import { describe, expect, test } from 'vitest'
import { accountId, contactId } from '../../src-preload/contract/ids'
import type { ContactSort } from '../../src-preload/contract/contact-filter'
import { contactSchema } from '../../src-preload/contract/entities'
import type { StoredContact } from '../../src-main/core/ports'
import { aConversation } from './examples'
import { temporaryStore } from './temporary'

const place = temporaryStore()
const one = accountId.parse(1)
const keyOf = (id: number) => ({ accountId: one, contactId: contactId.parse(id) })

function aContact(id: number, over: Record<string, unknown> = {}, times: Partial<StoredContact> = {}): StoredContact {
  const none = { email: null, phoneNumber: null, identifier: null, avatarUrl: null, blocked: false }
  const contact = contactSchema.parse({
    id,
    name: `Contact ${id}`,
    ...none,
    customAttributes: {},
    additionalAttributes: {},
    ...over,
  })
  return { accountId: one, contact, lastActivityAt: null, createdAt: null, ...times }
}
const put = (...rows: StoredContact[]) =>
  place.store.commit(async (tx) => {
    for (const row of rows) await tx.putContact(row)
  })
const found = async (words: string[], sort: ContactSort = 'name') =>
  (await place.store.contacts({ account: one, words, sort, offset: 0, limit: 50 })).rows.map(({ contact }) => contact.name)

describe('contacts on this computer', () => {
  test('G3 are found by any part of name, address, number, identifier and company, in Cyrillic and Latin', async () => {
    await put(
      aContact(1, { name: 'Ёлкина Анна', email: 'Anna@Mail.example' }),
      aContact(2, { name: 'Łukasz', phoneNumber: '+4930123456', additionalAttributes: { company_name: 'Café Nord' } }),
      aContact(3, { name: 'Bo', identifier: 'vk:123456' }),
    )
    expect(await found(['елкина'])).toEqual(['Ёлкина Анна'])
    expect(await found(['анна', 'mail'])).toEqual(['Ёлкина Анна'])
    expect(await found(['lukasz'])).toEqual(['Łukasz'])
    expect(await found(['cafe'])).toEqual(['Łukasz'])
    expect(await found(['123456'])).toEqual(['Bo', 'Łukasz'])
    expect(await found(['анна', 'bo'])).toEqual([])
    expect(await found(['%'])).toEqual([])
  })

  test('G3 stand in their order, those without last', async () => {
    await put(
      aContact(1, { name: 'b', additionalAttributes: { company_name: 'Zett' } }, { lastActivityAt: 5, createdAt: 1 }),
      aContact(2, { name: 'A' }, { lastActivityAt: 9, createdAt: 3 }),
      aContact(3, { name: 'c', additionalAttributes: { company_name: 'alpha' } }, { createdAt: 2 }),
    )
    expect(await found([])).toEqual(['A', 'b', 'c'])
    expect(await found([], '-name')).toEqual(['c', 'b', 'A'])
    expect(await found([], '-last_activity_at')).toEqual(['A', 'b', 'c'])
    expect(await found([], '-created_at')).toEqual(['A', 'c', 'b'])
    expect(await found([], 'company')).toEqual(['c', 'b', 'A'])
  })

  test('G3 a page of ten thousand, with the number of all', async () => {
    await put(
      ...Array.from({ length: 10_000 }, (_, index) => aContact(index + 1, { name: `N${String(index).padStart(5, '0')}` })),
    )
    const page = await place.store.contacts({ account: one, words: [], sort: 'name', offset: 9_990, limit: 15 })
    expect(page.total).toBe(10_000)
    expect(page.rows.map(({ contact }) => contact.name)).toEqual(Array.from({ length: 10 }, (_, index) => `N0999${index}`))
  })

  test('G3 the customer of a conversation is one, with labels and times that the conversation does not know', async () => {
    const conversation = aConversation(1, { lastActivityAt: 500 })
    const { id } = conversation.contact
    await put({ ...aContact(id, { labels: ['vip'] }), createdAt: 7, lastActivityAt: 900 })
    await place.store.commit((tx) => tx.putConversation({ conversation, evidenceAt: 1 }))
    expect(await place.store.contact(keyOf(id))).toEqual({
      ...{ accountId: one, createdAt: 7, lastActivityAt: 900 },
      contact: { ...conversation.contact, labels: ['vip'] },
    })
  })

  test('G3 customers of conversations that were here before contacts were become contacts', async () => {
    await place.store.commit(async (tx) => {
      for (const id of [1, 2, 3]) await tx.putConversation({ conversation: aConversation(id), evidenceAt: 1 })
      await tx.removeContacts(one)
    })
    expect(await found([])).toEqual([])
    expect(await place.store.commit((tx) => tx.adoptContacts(2))).toBe(2)
    expect(await place.store.commit((tx) => tx.adoptContacts(2))).toBe(1)
    expect(await place.store.commit((tx) => tx.adoptContacts(2))).toBe(0)
    expect(await found([])).toEqual(['Customer 1', 'Customer 2', 'Customer 3'])
  })

  test('G3 notes and what the account has defined come back, and go with them', async () => {
    const note = { id: 1, content: 'Likes tea\u0000', author: 'Bo', createdAt: 5 }
    const attribute = { of: 'conversation' as const, key: 'vk', name: 'VK', kind: 'text', values: [] }
    await put(aContact(1))
    expect(await place.store.contactNotes(keyOf(1))).toBeNull()
    await place.store.commit(async (tx) => {
      await tx.putContactNotes(keyOf(1), [note])
      await tx.putAttributeDefinitions(one, [attribute])
    })
    await place.reopen()
    await put(aContact(1, { name: 'Other' }))
    expect(await place.store.contactNotes(keyOf(1))).toEqual([note])
    expect(await place.store.attributeDefinitions(one)).toEqual([attribute])
    await place.store.commit((tx) => tx.removeContacts(one))
    expect(await place.store.contact(keyOf(1))).toBeNull()
    expect(await place.store.attributeDefinitions(one)).toEqual([])
  })

  test('G3 a name with a NUL or of a megabyte harms nothing', async () => {
    await put(aContact(1, { name: 'a\u0000b' }), aContact(2, { name: 'x'.repeat(1_000_000) }))
    expect((await place.store.contact(keyOf(1)))?.contact.name).toBe('a\u0000b')
    expect((await found(['xxx']))[0]).toHaveLength(1_000_000)
  })
})
