import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src-main/chatwoot/address'

const base = (typed: string) => {
  const address = parseAddress(typed)
  return address.kind === 'ok' ? `${address.note} ${address.base}` : `${address.reason} ${address.suggestion ?? ''}`.trim()
}

describe('what an agent types', () => {
  it.each([
    ['https://chat.example.com', 'plain https://chat.example.com'],
    ['HTTPS://Chat.Example.com/', 'plain https://chat.example.com'],
    ['chat.example.com', 'scheme-added https://chat.example.com'],
    ['//chat.example.com', 'scheme-added https://chat.example.com'],
    ['localhost:3000', 'scheme-added http://localhost:3000'],
    ['127.0.0.1:3000', 'scheme-added http://127.0.0.1:3000'],
    ['192.168.1.5:3000', 'scheme-added https://192.168.1.5:3000'],
    ['http://192.168.1.5:3000', 'plain http://192.168.1.5:3000'],
    ['[::1]:3000', 'scheme-added http://[::1]:3000'],
    ['chat.example.com:8443', 'scheme-added https://chat.example.com:8443'],
    ['  https://chat.example.com \n', 'plain https://chat.example.com'],
    ['"https://chat.example.com"', 'plain https://chat.example.com'],
    ['<https://chat.example.com>', 'plain https://chat.example.com'],
    ['\u200bhttps://chat.example.com\ufeff', 'plain https://chat.example.com'],
    ['https://chat.example.com/app/accounts/1/dashboard', 'shortened https://chat.example.com'],
    ['https://chat.example.com/app/login?email=x#top', 'shortened https://chat.example.com'],
    ['https://chat.example.com/api/v1/profile', 'shortened https://chat.example.com'],
    ['https://chat.example.com/support/app', 'shortened https://chat.example.com/support'],
    ['https://ann:secret@chat.example.com', 'credentials-dropped https://chat.example.com'],
    ['https:/chat.example.com', 'scheme-repaired https://chat.example.com'],
    ['https//chat.example.com', 'scheme-repaired https://chat.example.com'],
    ['https;//chat.example.com', 'scheme-repaired https://chat.example.com'],
    ['https:\\\\chat.example.com', 'scheme-repaired https://chat.example.com'],
    ['htps://chat.example.com', 'scheme-repaired https://chat.example.com'],
    ['ttps://chat.example.com', 'scheme-repaired https://chat.example.com'],
    ['hhtps://chat.example.com', 'scheme-repaired https://chat.example.com'],
    ['htttp://chat.example.com', 'scheme-repaired http://chat.example.com'],
    ['чат.пример.рф', 'scheme-added https://xn--80a0bn.xn--e1afmkfd.xn--p1ai'],
    ['chatwoot', 'scheme-added https://chatwoot'],
    ['http.example.com', 'scheme-added https://http.example.com'],
    ['https.example.com', 'scheme-added https://https.example.com'],
    ['chat,example.com', 'typo https://chat.example.com'],
    ['https://chat..example.com/app', 'typo https://chat.example.com/app'],
    ['', 'empty'],
    ['   ', 'empty'],
    ['my server', 'spaces'],
    ['ftp://chat.example.com', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['mailto:ann@example.com', 'scheme'],
    ['https://', 'unreadable'],
    ['https://:3000', 'unreadable'],
    ['https://chat.example.com:99999', 'unreadable'],
  ])('G7 %j', (typed, expected) => {
    expect(base(typed)).toBe(expected)
  })

  it('G7 a whole page of text is no address', () => {
    expect(base(`https://${'x'.repeat(3000)}.com`)).toBe('too-long')
  })

  it('G7 knows this computer', () => {
    const local = (typed: string) => (parseAddress(typed) as { isLocal?: boolean }).isLocal
    expect([local('localhost'), local('http://perch.localhost:1'), local('http://127.9.9.9'), local('http://[::1]')]).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect([local('https://localhost.example.com'), local('http://10.0.0.1')]).toEqual([false, false])
  })

  it('G7 never throws, and never gives anything but a bare http or https address that stays what it is', () => {
    const piece = fc.constantFrom(
      'http',
      'https',
      '://',
      ':',
      '/',
      '//',
      '\\',
      '@',
      '?',
      '#',
      '.',
      ',',
      'app',
      'localhost',
      'a.b',
      '[::1]',
      ':80',
      '%2f',
      ' ',
      'é',
      '..',
    )
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const address = parseAddress(text)
        if (address.kind === 'wrong') return
        const url = new URL(address.base)
        expect(url.protocol).toMatch(/^https?:$/)
        expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', ''])
        expect(address.base).not.toMatch(/\/$|[@?#\s]/)
        const again = parseAddress(address.base)
        expect(again.kind === 'ok' ? again.base : again.reason).toBe(address.base)
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
