import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCanned, slashAt } from '../../src-renderer/parts/canned-words'
import { fuzzy, plainLetters } from '../../src-renderer/parts/fuzzy'
import { blanksIn, fill, piecesOf, plainValue } from '../../src-renderer/parts/variables'

describe('letters in a word', () => {
  const table: [typed: string, word: string, marked: string | null][] = [
    ['rep', 'replace-mug', '[rep]lace-mug'],
    ['rep', 'pre-order-policy', 'p[re]-order-[p]olicy'],
    ['mug', 'replace-mug', 'replace-[mug]'],
    ['RM', 'replace-mug', '[r]eplace-[m]ug'],
    ['ель', 'ЁЛЬ-тест', '[ЁЛЬ]-тест'],
    ['cafe', 'au-café', 'au-[café]'],
    ['xyz', 'replace', null],
    ['', 'replace', 'replace'],
  ]
  it.each(table)('F8 %s in %s is %s', (typed, word, marked) => {
    const fit = fuzzy(typed, word)
    let shown = word
    for (const [from, to] of [...(fit?.hits ?? [])].reverse()) {
      shown = `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`
    }
    expect(fit && shown).toBe(marked)
  })

  it('F8 what is marked is what was typed, whatever the letters are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        (typed, word) => {
          const fit = fuzzy(typed, word)
          const marked = fit?.hits.map(([from, to]) => word.slice(from, to)).join('')
          if (fit) expect(plainLetters(marked ?? '')).toBe(plainLetters(typed))
          expect(plainLetters(word)).toHaveLength(word.length)
        },
      ),
    )
  })

  it('F8 nobody is lost and nobody comes twice among what is found', () => {
    const all = Array.from({ length: 50 }, (_, id) => ({ id, shortCode: `code${id}`, content: 'Hello' }))
    expect(new Set(findCanned(all, '', [7, 3]).map(({ response }) => response.id)).size).toBe(50)
    expect(
      findCanned(all, '', [7, 3])
        .slice(0, 2)
        .map(({ response }) => response.id),
    ).toEqual([7, 3])
  })
})

describe('the word with a slash', () => {
  const table: [before: string, query: string | null][] = [
    ['/', ''],
    ['Hello /re', 're'],
    ['line\n/re', 're'],
    ['and/or', null],
    ['https://x', null],
    ['/re pair', null],
    [`/${'x'.repeat(41)}`, null],
    [`${'long '.repeat(5000)}/re`, 're'],
  ]
  it.each(table)('F8 %j', (before, query) => {
    expect(slashAt(`${before} behind`, before.length)?.query ?? null).toBe(query)
  })
})

describe('variables', () => {
  const known = { 'contact.name': 'Ana', 'inbox.name': null, 'contact.custom_attribute.Заказ': '7' }

  const table: [text: string, filled: string, blanks: string[]][] = [
    ['Hi {{contact.name}}', 'Hi Ana', []],
    ['{{ Contact.Name }}{{contact.custom_attribute.Заказ}}', 'Ana7', []],
    ['{{inbox.name}} {{inbox.name}} {{toString}}', '{{inbox.name}} {{inbox.name}} {{toString}}', ['inbox.name', 'toString']],
    ['`{{contact.name}}` {{contact.name}}', '`{{contact.name}}` Ana', []],
    ['{% if x %}', '{% if x %}', ['{% if x %}']],
    ['{{}} {single} {{open', '{{}} {single} {{open', ['']],
  ]
  it.each(table)('F8 %s', (text, filled, blanks) => {
    expect(fill(text, known)).toBe(filled)
    expect(blanksIn(text, known)).toEqual(blanks)
  })

  it('F8 without values every text stays what it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{{', '}}', '`', 'a.b', ' ', '{%', '%}', '👍', '{')), (parts) => {
        const text = parts.join('')
        expect(
          piecesOf(text, {})
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  it('F8 a name that is a variable itself asks the server for nothing', () => {
    const name = plainValue('{{agent.email}} {% raw %}')
    expect(name).toBe('{ {agent.email}} { % raw %}')
    expect(blanksIn(fill('{{contact.name}}', { 'contact.name': name }), {})).toEqual([])
  })

  const values: [value: unknown, plain: string | null][] = [
    [7, '7'],
    [true, 'true'],
    ['', null],
    ['  ', null],
    [null, null],
    [{ a: 1 }, null],
    ['\u202eevil\u0000', 'evil'],
    ['👩‍👧', '👩‍👧'],
    ['x'.repeat(500), 'x'.repeat(500)],
  ]
  it.each(values)('F8 the value %j is %j', (value, plain) => {
    expect(plainValue(value)).toBe(plain)
  })
})
