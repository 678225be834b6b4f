/** What two contacts become: pure rules, and the same as the fake server's. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lostWays, mergedContact } from '../../src-preload/contract/contact-merge'
import type { Contact } from '../../src-preload/contract/entities'

const way = fc.option(fc.constantFrom('a', 'b'), { nil: null })
const bag = fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2', ''))
const contact: fc.Arbitrary<Contact> = fc.record({
  id: fc.constantFrom(1, 2) as fc.Arbitrary<Contact['id']>,
  name: fc.constantFrom('Ana', 'Leo'),
  ...{ email: way, phoneNumber: way, identifier: way, avatarUrl: fc.constant(null), blocked: fc.boolean() },
  ...{ customAttributes: bag, additionalAttributes: bag },
})

describe('two contacts that are merged', () => {
  it('G3 who stays keeps name, number and all that is there, and takes what is missing', () => {
    fc.assert(
      fc.property(contact, contact, (keep, drop) => {
        const after = mergedContact(keep, drop)
        expect(after).toMatchObject({ id: keep.id, name: keep.name, blocked: keep.blocked })
        for (const one of ['email', 'phoneNumber', 'identifier'] as const) {
          expect(after[one]).toBe(keep[one] ?? drop[one])
          expect(lostWays(keep, drop).includes(one)).toBe(drop[one] !== null && after[one] !== drop[one])
        }
        for (const key of ['x', 'y'])
          expect(after.customAttributes[key]).toBe(keep.customAttributes[key] || drop.customAttributes[key])
      }),
    )
  })
})
