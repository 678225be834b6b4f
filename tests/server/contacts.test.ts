/** What the room of the contacts asks of a server, over real sockets; and that no filter of ours is refused (G3, G4, G10). */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContactFields } from '../../src-preload/contract/change'
import {
  type AttributeKind,
  type Condition,
  filterTroubles,
  operatorsOf,
  STANDARD_KEYS,
  valueKindOf,
} from '../../src-preload/contract/contact-filter'
import { account, RoundsWorld, value } from './rounds-world'

const OWN: AttributeKind[] = ['text', 'number', 'link', 'date', 'list', 'checkbox', 'currency', 'percent'].map((kind) => ({
  key: `own_${kind}`,
  kind,
}))

/** A condition as the builder makes it. */
const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...STANDARD_KEYS, ...OWN.map(({ key }) => key))
  .chain((key) => fc.record({ key: fc.constant(key), operator: fc.constantFrom(...(operatorsOf(key, OWN) ?? [])) }))
  .chain(({ key, operator }) => {
    const values: Record<ReturnType<typeof valueKindOf>, fc.Arbitrary<string | number | boolean>> = {
      none: fc.constant(''),
      date: fc.constantFrom('2026-01-01', '2020-02-29'),
      days: fc.integer({ min: 1, max: 900 }),
      number: fc.integer(),
      flag: fc.boolean(),
      text: fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''),
    }
    const kind = valueKindOf(key, operator, OWN)
    const join = fc.constantFrom('and' as const, 'or' as const, undefined)
    return fc.record({
      key: fc.constant(key),
      operator: fc.constant(operator),
      values: kind === 'none' ? fc.constant([]) : fc.array(values[kind], { minLength: 1, maxLength: 1 }),
      join,
    })
  })

describe.each(['4.2.0', '4.10.1'] as const)('contacts of a %s', (version) => {
  const world = new RoundsWorld(version)
  const contacts = () => world.agent.contacts
  const make = async (fields: ContactFields) => value(await contacts().create(account, fields)).id
  beforeAll(async () => {
    await world.open()
    for (const { key, kind } of OWN) {
      const made = { attribute_display_name: key, attribute_key: key, attribute_display_type: kind, attribute_model: 1 }
      await world.dashboard('custom_attribute_definitions', { custom_attribute_definition: made })
    }
  })
  afterAll(() => world.close())

  it('G3 made, listed, found, read, and a double named by its field', async () => {
    const fields = { name: 'Leo Park', email: 'leo@mail.example', identifier: 'vk:9', customAttributes: { own_text: 'a' } }
    const id = await make(fields)
    expect(value(await contacts().page(account, { page: 1, sort: '-created_at' })).contacts[0]?.id).toBe(id)
    const found = value(await contacts().search(account, { text: 'leo park', page: 1, sort: 'name' }))
    expect(found).toMatchObject({ count: 1, contacts: [{ id, fields: { email: 'leo@mail.example' } }] })
    expect(value(await contacts().read(account, id)).fields).toMatchObject({ ...fields, blocked: false })
    expect(await contacts().create(account, { name: 'Other', identifier: 'vk:9' })).toMatchObject({
      ...{ kind: 'refused', reason: 'invalid', fields: ['identifier'] },
      words: 'Identifier has already been taken',
    })
  })

  it('G3 a change writes, takes away, blocks and labels; the same once more does no harm', async () => {
    const id = await make({ name: 'Eva', email: 'eva@mail.example', customAttributes: { own_text: 'a', own_number: 5 } })
    await world.dashboard(`contacts/${id}/labels`, { labels: ['old', 'kept'] })
    const fields: ContactFields = {
      ...{ name: 'Eva Ruiz', phoneNumber: '+4930777', email: null, blocked: true },
      customAttributes: { own_text: null, own_list: 'x' },
      additionalAttributes: { company_name: 'Nord', city: null },
      labels: { add: ['vip'], remove: ['old'] },
    }
    for (let round = 0; round < 2; round += 1) {
      const changed = value(await world.agent.updateContact(account, id, fields))
      expect(changed).toMatchObject({ name: 'Eva Ruiz', email: null, blocked: true, labels: ['kept', 'vip'] })
      expect(changed.customAttributes).toEqual({ own_number: 5, own_list: 'x' })
      expect(changed.additionalAttributes).toMatchObject({ company_name: 'Nord' })
    }
    value(await world.agent.updateContact(account, id, { labels: { add: [], remove: ['kept'] } }))
    expect(value(await contacts().labels(account, id))).toEqual(['vip'])
  })

  it('G3 notes, attributes and filters come, stay and go', async () => {
    const id = await make({ name: 'Ida', email: 'ida@mail.example' })
    const note = value(await contacts().addNote(account, { contact: id, content: 'Likes tea' }))
    expect(value(await contacts().notes(account, id))).toMatchObject([{ id: note.id, content: 'Likes tea' }])
    value(await contacts().removeNote(account, { contact: id, note: note.id }))
    expect(value(await contacts().notes(account, id))).toEqual([])
    expect(value(await contacts().attributes(account))).toContainEqual({
      of: 'contact',
      key: 'own_list',
      name: 'own_list',
      kind: 'list',
      values: [],
    })
    const conditions = [
      { key: 'city', operator: 'equal_to' as const, values: ['Porto'], join: 'or' as const },
      { key: 'blocked', operator: 'equal_to' as const, values: [true] },
    ]
    const saved = value(await contacts().saveFilter(account, { name: 'Porto', conditions }))
    expect(value(await contacts().filters(account))).toEqual([
      { id: saved.id, name: 'Porto', conditions: [conditions[0], conditions[1]] },
    ])
    value(await contacts().removeFilter(account, saved.id))
    expect(value(await contacts().filters(account))).toEqual([])
  })

  it('G3 merged: one stays with what both had', async () => {
    const keep = await make({ name: 'Max', email: 'max@mail.example' })
    const drop = await make({ name: 'Max M.', phoneNumber: '+4930999' })
    expect(value(await contacts().merge(account, { keep, drop })).fields).toMatchObject({
      ...{ name: 'Max', email: 'max@mail.example', phoneNumber: '+4930999' },
    })
    expect(await contacts().read(account, drop)).toMatchObject({ kind: 'refused', reason: 'not-found' })
  })

  it('G4 a conversation begins in an inbox where the contact can be reached', async () => {
    const { key, contact: customer } = await world.waiting(`Talks ${version.replaceAll('.', '')}`)
    const contact = customer.contact.id
    const inboxes = value(await contacts().inboxes(account, contact))
    const to = inboxes.find(({ name }) => name.startsWith('Talks'))!
    const made = value(await contacts().open(account, { inboxId: to.inboxId, sourceId: to.sourceId, contactId: contact }))
    expect(made.id).not.toBe(key.conversationId)
    expect(value(await world.agent.contactConversations(account, contact)).map(({ id }) => id)).toContain(made.id)
  })

  it('G10 whatever is built, the server takes it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 5 }), async (conditions) => {
        expect(filterTroubles(conditions, OWN)).toEqual([])
        expect((await contacts().filter(account, { conditions, page: 1 })).kind).toBe('accepted')
      }),
      { numRuns: 100 },
    )
  })
})
