import { describe, expect, it } from 'vitest'
import { filterPayload } from '../../src-main/chatwoot/filter'
import { makeServerTime } from '../../src-main/chatwoot/server-time'
import { featuresOf, isAtLeast, parseVersion } from '../../src-main/chatwoot/version'
import { signedOutBy, wordsOf } from '../../src-main/chatwoot/words'

describe('words, versions, filters, time', () => {
  it.each([
    [{ error: 'A' }, 'A'],
    [{ message: 'Url is invalid', attributes: ['url'] }, 'Url is invalid'],
    [{ errors: ['A', 'B'] }, 'A, B'],
    [{ error: { actions: ['is odd'] } }, 'actions: is odd'],
    [{ success: false }, null],
    [null, null],
    [17, null],
    [{ error: `a\n${'x'.repeat(900)}` }, `a ${'x'.repeat(497)}…`],
  ])('G12 %j', (body, expected) => {
    expect(wordsOf(body)).toBe(expected)
  })

  it('G12 only two texts mean that the token is no good', () => {
    expect(signedOutBy({ error: 'Invalid Access Token' })).toBe('bad-token')
    expect(signedOutBy({ errors: ['You need to sign in or sign up before continuing.'] })).toBe('no-header')
    expect(signedOutBy({ error: 'You are not authorized to do this action' })).toBeNull()
    expect(signedOutBy({ success: false, errors: ['Invalid login credentials. Please try again.'] })).toBeNull()
  })

  it('G7 versions', () => {
    expect(parseVersion('v4.10.1-ce')).toEqual([4, 10, 1])
    expect([isAtLeast('4.2.0', 4, 10), isAtLeast('4.10.0', 4, 2), isAtLeast('3.6', 3, 6), isAtLeast('nightly', 9, 9)]).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(featuresOf('4.2.0')).toMatchObject({ supported: true, updatedWithin: true, keepsAttributes: false })
    expect(featuresOf('2.18.0').supported).toBe(false)
  })

  it('G10 conditions are joined, but for the last; phone numbers lose their plus', () => {
    const conditions = [
      { key: 'phone_number', operator: 'equal_to', values: ['+49151'], join: 'or' as const },
      { key: 'name', operator: 'contains', values: ['+x'], join: 'and' as const },
    ]
    expect(filterPayload(conditions).payload).toEqual([
      { attribute_key: 'phone_number', filter_operator: 'equal_to', values: ['49151'], query_operator: 'or' },
      { attribute_key: 'name', filter_operator: 'contains', values: ['+x'], query_operator: null },
    ])
  })

  it('F5 the clock of the server: the best of many lessons, and a fresh start when a clock was set', () => {
    let now = 1_000_000
    const time = makeServerTime({ now: () => now, after: () => () => undefined })
    expect(time.now()).toBe(now)
    for (const lesson of [3_000, 3_700, 3_200]) time.learn(now + lesson)
    expect(time.now()).toBe(now + 3_700)
    now += 60_000
    time.learn(now - 20_000)
    expect(time.now()).toBe(now - 20_000)
    time.learn(Number.NaN)
    expect(time.now()).toBe(now - 20_000)
  })

  it('F1 what happened on the server is not in its future, what happened long ago says nothing', () => {
    const now = 1_000_000
    const time = makeServerTime({ now: () => now, after: () => () => undefined })
    time.learn(now - 900)
    time.happened(now - 5)
    expect(time.now()).toBe(now - 5)
    time.happened(now - 60_000)
    expect(time.now()).toBe(now - 5)
  })
})
