/** What comes from outside with every start: links and words on the command line. Nothing of it is believed, nothing throws. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locate } from '../../src-main/core/locate'
import { linkInArguments, readLink } from '../../src-main/desktop/deep-link'
import { commandWords } from '../../src-main/terminal/asked'
import { COMMANDS, flagsOf } from '../../src-main/terminal/table'
import { understand } from '../../src-main/terminal/words'
import { NASTY_TEXTS } from '../fakes/treaty-messages'

const RUNS = { numRuns: 10_000 }

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...NASTY_TEXTS,
    '%00',
    '%2e%2e%2f',
    '..',
    '\\',
    '//',
    '@',
    '#',
    '\n',
    '٣',
    '３',
    '1e9',
    '0x2a',
    '9'.repeat(16),
  ),
  fc.constantFrom('perch://', 'PERCH://', 'conversation/', '3/', '42', 'accounts/', 'conversations/', '?server=', '&server='),
  fc.constantFrom(
    'https://',
    'javascript:',
    'file:///',
    'data:text/html,',
    '/app/accounts/3/conversations/42',
    'x'.repeat(5_000),
  ),
)
const link = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
/** Begins as a link of ours, so that what follows is looked at. */
const nearLink = fc
  .tuple(fc.constantFrom('perch://conversation/3/42', 'perch://conversation/', 'perch:'), link)
  .map(([a, b]) => a + b)

describe('links from outside', () => {
  it('F1 10 000 of them: two whole numbers and the address of a server, or nothing at all', () => {
    fc.assert(
      fc.property(fc.oneof(link, nearLink), (text) => {
        for (const found of [readLink(text), linkInArguments(['perch', '--hidden', text])]) {
          if (found === null) continue
          expect(Object.keys(found).sort()).toEqual(['accountId', 'baseUrl', 'conversationId'])
          for (const id of [found.accountId, found.conversationId]) expect(Number.isSafeInteger(id) && id > 0).toBe(true)
          if (found.baseUrl !== null) expect(found.baseUrl).toMatch(/^https?:\/\/[^/@\s]+(\/[^\s?#]*)?$/)
        }
      }),
      RUNS,
    )
  })

  it.each([
    'perch://conversation/3/42/../../../etc/passwd',
    'perch://conversation/..%2f..%2fetc/passwd',
    'perch://conversation/3/42%00',
    'perch://conversation/٣/٤٢',
    'perch://conversation/3/42?server=data:text/html,x',
    'perch://user:password@conversation/3/4x',
    'perch://conversation.evil.example/3/42',
    'perch:conversation/3/42',
    `perch://conversation/3/42?server=${'a'.repeat(5_000)}`,
    'perch://settings?privacy=all',
    'perch://reply/3/42?text=pwned',
  ])('F1 %s leads nowhere', (text) => {
    expect(readLink(text)).toBeNull()
  })

  it('F1 a link leads only to what the agent is signed in to: never to its own server, never to an account of somebody else', () => {
    const profileOf = (id: string, baseUrl: string) => ({ entry: { id, baseUrl, accounts: [{ id: 3 }] } })
    const at = (text: string, ...profiles: object[]) => {
      const target = readLink(text)
      return target && locate(profiles as never, target)
    }
    const one = profileOf('p1', 'https://chat.example')
    const other = profileOf('p2', 'https://help.example')
    const ours = { profileId: 'p1', accountId: 3, conversationId: 42 }
    expect(at('perch://conversation/3/42', one)).toEqual(ours)
    expect(at('perch://conversation/4/42', one)).toBeNull()
    expect(at('perch://conversation/3/42?server=https%3A%2F%2Fchat.example', one, other)).toEqual(ours)
    // Two could be meant, and the server that is named is neither's.
    expect(at('https://evil.example/app/accounts/3/conversations/42', one, other)).toBeNull()
    expect(at('perch://conversation/3/42?server=https%3A%2F%2Fchat.example.evil.example', one, other)).toBeNull()
    expect(at('perch://conversation/3/42?server=https%3A%2F%2Fchat.example%40evil.example', one, other)).toBeNull()
  })
})

describe('words on the command line', () => {
  const flags = COMMANDS.flatMap((command) => flagsOf(command).map(({ name }) => `--${name}`))
  const nouns = COMMANDS.flatMap(({ words }) => words.split(' '))
  const word = fc.oneof(
    piece,
    fc.constantFrom(...nouns),
    fc.constantFrom(...flags),
    fc.constantFrom(...flags).map((flag) => `${flag}=`),
  )

  it('G11 10 000 lines: understood, or one line that says what is wrong, without a sign that moves the cursor', () => {
    const typed = fc.tuple(fc.constantFrom(...COMMANDS), fc.array(word, { maxLength: 6 }), fc.boolean())
    fc.assert(
      fc.property(typed, ([command, words, isKnown]) => {
        const understood = understand(isKnown ? [...command.words.split(' '), ...words] : words)
        if (understood.kind !== 'wrong') return
        expect(understood.line).not.toMatch(/\p{Cc}/u)
        expect(understood.line.length).toBeLessThan(1_000)
      }),
      RUNS,
    )
  })

  it('G7 a link or a file among the words never becomes a command', () => {
    fc.assert(
      fc.property(nearLink, fc.array(word, { maxLength: 3 }), (first, words) => {
        expect(commandWords(['perch', first, ...words], true)).toBeNull()
      }),
      RUNS,
    )
  })
})
