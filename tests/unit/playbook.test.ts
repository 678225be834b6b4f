import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CannedResponse } from '../../src-preload/contract/entities'
import type { CannedUse } from '../../src-main/core/playbook-port'
import { rank } from '../../src-main/core/playbook/rank'
import { sentOf } from '../../src-main/core/playbook/recognise'
import { lastSaid, saidWords } from '../../src-main/core/playbook/sentence'

const use = (cannedId: number, sentence: string, usedAt = 0): CannedUse => ({
  accountId: 1 as never,
  cannedId,
  stems: saidWords(sentence).map(({ stem }) => stem),
  usedAt,
})
const ids = (uses: CannedUse[], sentence: string): number[] => rank(uses, saidWords(sentence)).map(({ id }) => id)

describe('what was sent after similar sentences', () => {
  const past = [
    use(1, 'The mug arrived with a crack', 1),
    use(1, 'My mug has a crack in it', 2),
    use(2, 'Where is my parcel?', 3),
    use(2, 'The parcel is late, where is it', 4),
    use(3, 'Что с моим заказом?', 5),
    use(4, 'Как вернуть деньги?', 6),
    use(5, 'hello', 7),
    use(5, 'good morning', 8),
    use(5, 'hi there', 9),
  ]
  const table: [sentence: string, first: number, times: number, word: string | null][] = [
    ['There is a crack in the mug!', 1, 2, 'crack'],
    ['where is the PARCEL please', 2, 2, 'where'],
    ['Заказ не пришёл', 3, 1, 'заказ'],
    ['верните деньги', 4, 1, 'деньги'],
    // Nothing alike: the one sent most often.
    ['xyzzy', 5, 0, null],
    ['', 5, 0, null],
    ['👍', 5, 0, null],
  ]
  it.each(table)('M13 after %j comes %i', (sentence, ...expected) => {
    const [best] = rank(past, saidWords(sentence))
    expect({ id: best?.id, times: best?.times, word: best?.word }).toEqual({
      id: expected[0],
      times: expected[1],
      word: expected[2],
    })
  })

  it('M13 among equals the one sent more often, then the one sent last', () => {
    expect(ids([use(1, 'late', 9), use(2, 'late', 1), use(2, 'late', 2)], 'late')).toEqual([2, 1])
    expect(ids([use(1, 'late', 1), use(2, 'late', 2)], 'late')).toEqual([2, 1])
  })

  it('M13 a rare word counts more than common ones', () => {
    const common = Array.from({ length: 20 }, () => use(1, 'please help with the order'))
    expect(ids([...common, use(2, 'please help, voucher')], 'please help voucher')[0]).toBe(2)
  })

  const words = fc.array(fc.constantFrom('mug', 'crack', 'parcel', 'late', 'заказ', 'деньги'), { maxLength: 5 })
  const uses = fc.array(fc.record({ id: fc.integer({ min: 1, max: 5 }), words, usedAt: fc.nat(9) }), { maxLength: 30 })

  it('M13 each that was used once, none else, whatever the order they were remembered in', () => {
    fc.assert(
      fc.property(uses, words, (given, said) => {
        const past = given.map((one) => use(one.id, one.words.join(' '), one.usedAt))
        const ranked = rank(past, saidWords(said.join(' ')))
        expect(ranked.map(({ id }) => id).sort()).toEqual([...new Set(given.map(({ id }) => id))].sort())
        expect(rank([...past].reverse(), saidWords(said.join(' '))).map(({ id }) => id)).toEqual(ranked.map(({ id }) => id))
        for (const { fit, times, word } of ranked) {
          expect(fit >= 0 && fit <= 1).toBe(true)
          expect(word === null).toBe(times === 0)
        }
      }),
    )
  })

  it('M13 what was sent after exactly this sentence stands before all that have nothing in common with it', () => {
    fc.assert(
      fc.property(uses, words, (given, said) => {
        fc.pre(said.length > 0)
        const past = given.map((one) => use(one.id, one.words.join(' '), one.usedAt))
        const ranked = rank([...past, use(9, said.join(' '))], saidWords(said.join(' ')))
        const nine = ranked.findIndex(({ id }) => id === 9)
        expect(ranked.slice(0, nine).every(({ times }) => times > 0)).toBe(true)
      }),
    )
  })
})

describe('which response a text was made of', () => {
  const all: CannedResponse[] = [
    { id: 1, shortCode: 'mug', content: 'Hello {{contact.name}}, I am sorry about the broken mug. A new one leaves us today.' },
    { id: 2, shortCode: 'sorry', content: 'I am sorry about the broken mug.' },
    { id: 3, shortCode: 'thanks', content: 'Thanks!' },
    { id: 4, shortCode: 'hours', content: 'We are here from 9 to 18.' },
    { id: 5, shortCode: 'empty', content: '{{contact.name}}' },
  ]
  const table: [text: string, ids: number[]][] = [
    ['Hello Ana, I am sorry about the broken mug. A new one leaves us today.', [1]],
    ['Hello Ana! I am so sorry about the broken mug. A new one leaves us tomorrow, I promise.', [1]],
    ['I am sorry about the broken mug.', [2]],
    ['I am sorry about the broken mug. We are here from 9 to 18.', [2, 4]],
    ['thanks', [3]],
    ['Thanks for the mug', []],
    ['Your parcel is on its way', []],
    ['', []],
    ['👍', []],
  ]
  it.each(table)('M13 %s', (text, ids) => {
    expect(sentOf(text, all).sort()).toEqual(ids)
  })

  it('M13 ten thousand responses and a long text take no noticeable time', () => {
    const many = Array.from({ length: 10_000 }, (_, id) => ({
      id,
      shortCode: `c${id}`,
      content: `Answer number ${id} of many`,
    }))
    expect(sentOf(`Answer number 77 of many ${'and so on '.repeat(10_000)}`, many)).toContain(77)
  })
})

describe('the sentence', () => {
  const said = (type: 'incoming' | 'outgoing' | 'activity' | 'template', content: string, some: object = {}) => ({
    ...{ type, content, private: false, deleted: false, ...some },
  })
  it('M13 all that the customer wrote since our answer, without notes and changes', () => {
    const talk = [
      said('incoming', 'old'),
      said('outgoing', 'answer'),
      said('incoming', 'one'),
      said('activity', 'Bo assigned it'),
      said('outgoing', 'a note', { private: true }),
      said('incoming', 'gone', { deleted: true }),
      said('incoming', 'two'),
    ]
    expect(lastSaid(talk)).toBe('one\ntwo')
    expect(lastSaid([...talk, said('outgoing', 'our answer')])).toBe('one\ntwo')
    expect(lastSaid([said('outgoing', 'hello')])).toBe('')
    expect(lastSaid([])).toBe('')
  })
  it('M13 of a novel only the beginning', () => {
    expect(saidWords(Array.from({ length: 5000 }, (_, n) => `${n}word`).join(' '))).toHaveLength(60)
  })
})
