import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkInArguments, readLink } from '../../src-main/desktop/deep-link'

const at = (baseUrl: string | null) => ({ baseUrl, accountId: 3, conversationId: 42 })

describe('desktop/deep-link', () => {
  it.each([
    ['https://chat.example.com/app/accounts/3/conversations/42', 'https://chat.example.com'],
    ['https://chat.example.com/app/accounts/3/conversations/42?messageId=7#x', 'https://chat.example.com'],
    ['https://chat.example.com/app/accounts/3/conversations/42/', 'https://chat.example.com'],
    ['https://chat.example.com/app/accounts/3/inbox/5/conversations/42', 'https://chat.example.com'],
    ['https://chat.example.com/app/accounts/3/label/vip/conversations/42', 'https://chat.example.com'],
    ['https://chat.example.com/app/accounts/3/mentions/conversations/42', 'https://chat.example.com'],
    ['http://10.0.0.5:3000/support/app/accounts/3/conversations/42', 'http://10.0.0.5:3000/support'],
    ['  https://CHAT.example.com/app/accounts/3/conversations/42 ', 'https://chat.example.com'],
    ['perch://conversation/3/42', null],
    ['PERCH://conversation/3/42', null],
    ['perch://conversation/accounts/3/conversations/42', null],
    ['perch://conversation/3/42?server=https%3A%2F%2Fchat.example.com%2F', 'https://chat.example.com'],
  ])('F1 reads %s', (link, baseUrl) => {
    expect(readLink(link)).toEqual(at(baseUrl))
  })

  it.each([
    '',
    'perch://',
    'perch://settings/3/42',
    'perch://conversation/3',
    'perch://conversation/0/42',
    'perch://conversation/-3/42',
    'perch://conversation/3/42?server=javascript:alert(1)',
    'perch://conversation/3/42?server=file:///etc/passwd',
    'javascript:alert(1)//app/accounts/3/conversations/42',
    'file:///app/accounts/3/conversations/42',
    'https://chat.example.com/app/accounts/3/conversations/',
    'https://chat.example.com/?next=/app/accounts/3/conversations/42',
    `https://chat.example.com/app/accounts/3/conversations/${'9'.repeat(40)}`,
    `https://chat.example.com/${'a'.repeat(9000)}/app/accounts/3/conversations/42`,
  ])('F1 refuses %s', (link) => {
    expect(readLink(link)).toBeNull()
  })

  it('F1 finds the link anywhere among the switches of a second start', () => {
    const words = ['/opt/perch/perch', '--enable-features=x', '--hidden', 'perch://conversation/3/42', '--no-first-run']
    expect(linkInArguments(words)).toEqual(at(null))
    const copied = 'https://chat.example.com/app/accounts/3/conversations/42'
    expect(linkInArguments(['/opt/perch/perch', '--x=https://a.example/', 'https://a.example/', copied])).toEqual(
      at('https://chat.example.com'),
    )
    expect(linkInArguments(['/opt/perch/perch', '.'])).toBeNull()
    expect(linkInArguments([])).toBeNull()
  })

  it('F1 never throws, and what it finds are positive numbers', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 12 }),
      fc.constantFrom(
        'perch://',
        'conversation',
        '/',
        '3',
        '42',
        '/app/accounts/',
        'conversations/',
        'https://',
        '%',
        '?server=',
      ),
    )
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (link) => {
        for (const found of [readLink(link), linkInArguments(['perch', link])]) {
          if (!found) continue
          expect(found.accountId).toBeGreaterThan(0)
          expect(Number.isSafeInteger(found.conversationId)).toBe(true)
          expect(found.baseUrl === null || /^https?:\/\//.test(found.baseUrl)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('F1 is quick with long nonsense', () => {
    const nasty = `https://x.y${'/app/accounts/3/a/b'.repeat(200)}/conversation`
    expect(readLink(nasty)).toBeNull()
  })
})
