import { cleanup, render } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { plainLines, RichText, toSafeHtml } from '../../src-renderer/parts/rich-text'

afterEach(cleanup)

const ignore = () => undefined

/** What is on the page, and what markdown would have put there. */
function both(text: string): { shown: string; marked: string } {
  const { container } = render(<RichText className="x" text={text} onLink={ignore} />)
  const shown = container.firstElementChild?.innerHTML ?? ''
  cleanup()
  const marked = document.createElement('div')
  marked.innerHTML = toSafeHtml(text)
  return { shown, marked: marked.innerHTML.replaceAll('\n', '') }
}

const WORDS = [
  'hello',
  'Привет',
  'w',
  'a.b',
  'example.com',
  '14:30',
  '3.5',
  '1.',
  '-',
  '+',
  '#',
  '*',
  '_',
  '~~',
  '>',
  '|',
  '<b>',
]
const SIGNS = [
  ' ',
  '  ',
  '\n',
  '\n\n',
  '. ',
  '...',
  '!',
  ' (',
  ')',
  ': ',
  ':',
  '/',
  '//',
  '@',
  '&',
  '&amp;',
  '\t',
  '    ',
  '\u00a0',
  '👍',
  '❤️',
]

describe('the text of a message', () => {
  it('F20 is everyday words without a parser', () => {
    expect(plainLines('Hello there. How are you?')).toEqual(['Hello there. How are you?'])
    expect(plainLines('Привет!\nУ нас 14:30, цена 3.50 € (с доставкой)...')).toHaveLength(2)
  })

  it.each([
    'see example.com',
    '1. one',
    '- a',
    '> quoted',
    '**b**',
    'a@b.co',
    'http://x.y',
    '`code`',
    'a\n\nb',
    '<img src=x>',
    '&copy;',
  ])('F20 %j may mean more than its words', (text) => {
    expect(plainLines(text)).toBeNull()
  })

  it('F20 looks the same whether it was parsed or not, whatever is written', () => {
    const piece = fc.constantFrom(...WORDS, ...SIGNS)
    let plain = 0
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        if (plainLines(text) === null || text.trim() === '') return
        plain += 1
        const { shown, marked } = both(text)
        expect(shown).toBe(marked)
      }),
      { numRuns: 3_000 },
    )
    expect(plain).toBeGreaterThan(100)
  })
})
