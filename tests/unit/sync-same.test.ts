import { describe, expect, it } from 'vitest'
import { isSame } from '../../src-main/core/sync/same'

describe('whether two entities say the same', () => {
  it('F4 the order of keys and what is undefined say nothing', () => {
    expect(isSame({ a: 1, b: { c: [1, 'x'] } }, { b: { c: [1, 'x'] }, a: 1, d: undefined })).toBe(true)
    expect(isSame([{ a: null }], [{ a: null }])).toBe(true)
  })

  it.each([
    ['another value', { a: 1 }, { a: 2 }],
    ['a key more', { a: 1 }, { a: 1, b: 0 }],
    ['a key less', { a: 1, b: 0 }, { a: 1 }],
    ['null for nothing', { a: undefined }, { a: null }],
    ['nothing for null', { a: null }, {}],
    ['another order of a list', ['x', 'y'], ['y', 'x']],
    ['a longer list', ['x'], ['x', 'y']],
    ['a shorter list', ['x', 'y'], ['x']],
    ['a list for an object', [], {}],
    ['a number for its text', { a: 1 }, { a: '1' }],
    ['something inside', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }],
  ])('F4 %s is another word', (_, one, other) => {
    expect(isSame(one, other)).toBe(false)
  })
})
