import { describe, expect, it } from 'vitest'
import { linkDoubt } from '../../src-renderer/parts/link-doubt'
import { fromPunycode } from '../../src-renderer/parts/punycode'

const href = (host: string) => new URL(`https://${host}/`).href

describe('links', () => {
  it.each([
    ['https://shop.example/a', 'the order', null],
    ['https://shop.example/a', 'https://shop.example', null],
    ['https://www.shop.example/a', 'shop.example', null],
    ['https://shop.example/a', 'www.shop.example/login', null],
    ['https://evil.example/a', 'https://bank.example/pay', 'elsewhere'],
    ['https://evil.example/a', 'bank.example', 'elsewhere'],
    ['https://bank.example.evil.example/a', 'bank.example', 'elsewhere'],
    ['https://evil.example/a', 'bank\u200b.example', 'elsewhere'],
    ['https://bank.example@evil.example/', 'pay', 'disguised'],
    ['mailto:ana@a.example', 'ana@a.example', null],
    ['mailto:eve@b.example', 'ana@a.example', 'elsewhere'],
    ['tel:+123', 'call', null],
    ['not an address', 'x', null],
    // A Latin name with Cyrillic letters, one wholly of look-alikes, and honest names.
    [href('p\u0430ypal.com'), 'pay', 'look-alike'],
    [href('\u0430\u0440\u0440\u04cf\u0435.com'), 'pay', 'look-alike'],
    [href('g\u03bfogle.com'), 'x', 'look-alike'],
    [href('\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444'), 'x', null],
    [href('m\u00fcller.de'), 'x', null],
    [href('\u4f8b\u3048.jp'), 'x', null],
  ] as const)('S4 %s behind "%s": %s', (url, text, doubt) => {
    expect(linkDoubt(url, text)).toBe(doubt)
  })

  it.each(['bücher', 'пример', '例え', 'παράδειγμα', 'aßb', 'mañana', '☃'])(
    'S4 %s is read back from its ASCII form',
    (name) => {
      const ascii = new URL(`https://${name}.example`).hostname.split('.')[0] ?? ''
      expect(fromPunycode(ascii.slice(4))).toBe(name.normalize('NFC'))
    },
  )

  it.each(['', 'é', 'a-!', '99999999', 'zzzzzzzzzzzz'])('S4 nonsense (%s) is no name and no crash', (text) => {
    expect(() => fromPunycode(text)).not.toThrow()
  })
})
