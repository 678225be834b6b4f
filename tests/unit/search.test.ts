import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt } from '../../src-main/core/search/excerpt'
import { parseQuery } from '../../src-main/core/search/query'
import { distance, fold, foldWithPlaces, stemOf } from '../../src-main/core/search/words'

/** 2026-11-26, a Thursday, at noon here. */
const NOW = new Date(2026, 10, 26, 12).getTime()
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).getTime()
const plain = (text: string) => ({ text, exact: false, not: false })

describe('F16 what is typed', () => {
  it('F16 words, exact words and what must not be there', () => {
    expect(parseQuery('  parcel "is late"  -sorry ', NOW).words).toEqual([
      plain('parcel'),
      { text: 'is late', exact: true, not: false },
      { text: 'sorry', exact: false, not: true },
    ])
    expect(parseQuery('"not closed', NOW).words).toEqual([{ text: 'not closed', exact: true, not: false }])
    expect(parseQuery('- ... "" !', NOW).words).toEqual([])
  })

  it('F16 filters in English and Russian, with names of several words', () => {
    const query = parseQuery(
      'from:me in:"WhatsApp Sales" has:file label:vip от:"Анна К" есть:фото в:vk метка:важно invoice',
      NOW,
    )
    expect(query).toMatchObject({
      from: ['me', 'Анна К'],
      in: ['WhatsApp Sales', 'vk'],
      has: ['file', 'image'],
      labels: ['vip', 'важно'],
      words: [plain('invoice')],
    })
    expect(query.filters.every((one) => one.ok)).toBe(true)
  })

  it.each([
    ['2026-11-01', day(2026, 11, 1)],
    ['2026-11', day(2026, 11, 1)],
    ['2025', day(2025, 1, 1)],
    ['01.02.2026', day(2026, 2, 1)],
    ['yesterday', day(2026, 11, 25)],
    ['сегодня', day(2026, 11, 26)],
    ['7d', day(2026, 11, 19)],
    ['2н', day(2026, 11, 12)],
    ['1m', day(2026, 10, 26)],
    ['1г', day(2025, 11, 26)],
  ])('F16 the day %s', (typed, at) => {
    expect(parseQuery(`after:${typed}`, NOW)).toMatchObject({ after: at, filters: [{ name: 'after', value: typed, ok: true }] })
    expect(parseQuery(`до:${typed}`, NOW).before).toBe(at)
  })

  it('F16 what means nothing is told, and what only looks like a filter is a word', () => {
    const query = parseQuery('before:soon has:money after:2026-02-30 https://x.example order:77 12:30', NOW)
    expect(query.filters.map((one) => [one.name, one.ok])).toEqual([
      ['before', false],
      ['has', false],
      ['after', false],
    ])
    expect(query.words.map((word) => word.text)).toEqual(['https://x.example', 'order:77', '12:30'])
  })

  it('F16 nothing that can be typed makes it fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void parseQuery(typed, NOW)))
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('from:', '"', '-', 'has:', ' ', 'в:', ':', '2026', 'x')),
        (parts) => void parseQuery(parts.join(''), NOW),
      ),
    )
  })
})

describe('F16 letters', () => {
  it('F16 folding by letters is folding of the whole, and knows where each letter stood', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('ё', 'Ё', 'é', 'Ł', 'ß', 'ﬁ', '👩', 'a', 'Я', ' ', 'й') }), (text) => {
        const folded = foldWithPlaces(text)
        expect(folded.text).toBe(fold(text))
        const places = [...text].reduce<number[]>((sum, one) => [...sum, (sum.at(-1) ?? 0) + one.length], [0])
        const starts = [...text].flatMap((one, index) => Array.from({ length: fold(one).length }, () => places[index]))
        expect(Array.from({ length: folded.text.length }, (_, index) => folded.at(index))).toEqual(starts)
        expect(folded.at(folded.text.length)).toBe(text.length)
      }),
    )
  })

  it('F16 Latin and Russian letters are folded one for one', () => {
    const codes = [...Array(0x7f - 0x20).keys()].map((n) => n + 0x20).concat([...Array(0x60).keys()].map((n) => n + 0x400))
    for (const code of codes) expect(fold(String.fromCharCode(code))).toHaveLength(1)
    // Beside a letter that needs all the steps they come to the same.
    for (const code of codes) expect(`${fold(String.fromCharCode(code))}e`).toBe(fold(`${String.fromCharCode(code)}é`))
  })

  it('F16 forms of a word share a beginning', () => {
    expect(['заказы', 'заказа', 'заказу'].map(stemOf)).toEqual(['заказ', 'заказ', 'заказ'])
    expect([stemOf('orders'), stemOf('order'), stemOf('дом'), stemOf('bus')]).toEqual(['order', 'order', 'дом', 'bus'])
  })

  it('F16 distance counts slips, a swap is one', () => {
    expect(distance('доставка', 'доствака', 2)).toBe(1)
    expect(distance('invoice', 'invoices', 2)).toBe(1)
    expect(distance('kitten', 'sitting', 3)).toBe(3)
    expect(distance('kitten', 'sitting', 2)).toBe(3)
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(fc.property(word, word, (a, b) => distance(a, b, 9) === distance(b, a, 9)))
  })
})

describe('F16 what is shown of a text', () => {
  it('F16 what is marked begins where a word begins and ends where it ends, in any script', () => {
    const letter = '[\\p{L}\\p{N}\\p{M}]'
    const unit = fc.constantFrom('a', 'b', 'й', 'é', '𝒳', '7', ' ', '-', '日')
    const text = fc.string({ unit, maxLength: 30 })
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'й', '𝒳', '7'), minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(text, word, fc.boolean(), (line, asked, exact) => {
        const end = exact ? `(?!${letter})` : `${letter}*`
        const folded = fold(line.replace(/\s+/gu, ' ').trim())
        const wanted = [...folded.matchAll(new RegExp(`(?<!${letter})${fold(asked)}${end}`, 'gu'))].map(([found]) => found)
        const marked = excerpt(line, [{ text: asked, exact }]).flatMap((piece) => (piece.hit ? [fold(piece.text)] : []))
        expect(marked).toEqual(wanted)
      }),
      { numRuns: 300 },
    )
  })

  const joined = (pieces: { text: string; hit: boolean }[]) =>
    pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')

  it('F16 marks the whole words that were found, where they stand', () => {
    expect(joined(excerpt('Где моя Ёлочка, где ёлочки?', [plain('елочка')]))).toBe('Где моя [Ёлочка], где [ёлочки]?')
    expect(joined(excerpt('Straße 5', [plain('strasse')]))).toBe('[Straße] 5')
    expect(joined(excerpt('reorder the order', [plain('order')]))).toBe('reorder the [order]')
    expect(joined(excerpt('日本語です', [plain('本語')]))).toBe('日[本語]です')
    expect(joined(excerpt('mail anna@x.pl now', [plain('anna@x')]))).toBe('mail [anna@x].pl now')
    expect(joined(excerpt('is late. It is late', [{ text: 'is late', exact: true }]))).toBe('[is late]. It [is late]')
  })

  it('F16 of a long text it shows the part with the words', () => {
    const text = `${'lorem ipsum '.repeat(100)}the parcel never came${' dolor'.repeat(100)}`
    const pieces = excerpt(text, [plain('parcel')])
    expect(joined(pieces)).toContain('[parcel]')
    expect(joined(pieces).startsWith('… ')).toBe(true)
    expect(joined(pieces).endsWith(' …')).toBe(true)
    expect(joined(pieces).length).toBeLessThan(200)
  })

  it('F16 whatever the text and the words, nothing is added, lost from within, or marked twice', () => {
    const text = fc.string({ unit: fc.constantFrom('ё', 'е', 'k', ' ', '\n', 'ß', '👩', '日', '.', 'é'), maxLength: 400 })
    fc.assert(
      fc.property(
        text,
        fc.array(
          text.map((one) => ({ text: one.slice(0, 4), exact: one.length % 2 === 0 })),
          { maxLength: 3 },
        ),
        (line, wanted) => {
          const shown = excerpt(line, wanted)
            .map((piece) => piece.text)
            .join('')
          const whole = line.replace(/\s+/gu, ' ').trim()
          expect(whole).toContain(shown.replace(/^… /, '').replace(/ …$/, ''))
        },
      ),
    )
  })
})
