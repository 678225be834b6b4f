/**
 * P6: `npm run bench -- search [--messages 500000]`. Search over a stored history, as the window asks for it, against the same
 * words asked of the bare index: the driver alone, the same rows read as text, nothing parsed, marked or merged.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { searchStored } from '../../src-main/core/search/search'
import type { Store } from '../../src-main/core/ports'
import { openStore } from '../../src-main/store'
import { driver } from '../../src-main/store/database'
import type { AccountId, ProfileId } from '../../src-preload/contract/ids'
import { FakeLog } from '../fakes/log'
import { aConversation, aMessage, KEY, ME, NOON } from '../store/examples'
import { dice } from '../store/fill'
import { type Figure, figure, report } from './figures'

const EACH = 50
const ROUNDS = 20
const LIMIT = 50
/** PRODUCT P6. */
const GOAL = 1.2
const MOST_MS = 50
const MINUTE_MS = 60_000
const FOLDED = { accounts: [{ id: 1 as AccountId, name: 'Acme' }] }

const CONSONANTS = ['bcdfghklmnprstvz', 'бвгджзклмнпрст']
const VOWELS = ['aeiou', 'аеиоу']

/** Words of two alphabets, two to five syllables each, the same for the same number. */
function wordOf(n: number): string {
  const roll = dice(n + 1)
  const alphabet = n % 2
  const letter = (letters: string[]) => letters[alphabet]?.[Math.floor(roll() * (letters[alphabet]?.length ?? 0))] ?? ''
  return Array.from({ length: 2 + Math.floor(roll() * 4) }, () => letter(CONSONANTS) + letter(VOWELS)).join('')
}

/** A few words are in most messages, most words in a few. */
function makeText(roll: () => number): string {
  const word = () => wordOf(Math.floor(roll() ** 3 * 40_000))
  return Array.from({ length: 4 + Math.floor(roll() * 20) }, word).join(' ')
}

async function fill(store: Store, messages: number): Promise<void> {
  const roll = dice(42)
  const conversations = Math.ceil(messages / EACH)
  for (let first = 1; first <= conversations; first += 100) {
    await store.commit(async (tx) => {
      for (let id = first; id < first + 100 && id <= conversations; id += 1) {
        const contact = { ...aConversation(id).contact, name: `${wordOf(id)} ${wordOf(id + 7)}` }
        const labels = id % 50 === 0 ? ['vip'] : []
        await tx.putConversation({ conversation: aConversation(id, { contact, labels }), evidenceAt: NOON })
        for (let n = 0; n < EACH; n += 1) {
          const message = n * conversations + id
          const over = { content: makeText(roll), inboxId: 3 + (id % 5), createdAt: NOON - (messages - message) * MINUTE_MS }
          await tx.putMessage({ message: aMessage(id, message, over), evidenceAt: NOON })
        }
      }
    })
  }
  while ((await store.commit((tx) => tx.indexSome(500))) === 500);
}

/** What agents look for: common and rare, short and long, with filters. The bare index is asked the same words. */
function questions(): { typed: string; bare: string }[] {
  const one = (n: number) => ({ typed: wordOf(n), bare: `"${wordOf(n)}" *` })
  const words = [0, 3, 10, 60, 300, 2_000, 9_000, 20_000, 39_000].map(one)
  const beginnings = [0, 5, 40, 500].map((n) => ({ typed: wordOf(n).slice(0, 3), bare: `"${wordOf(n).slice(0, 3)}" *` }))
  const pairs = [
    [0, 3],
    [10, 60],
    [2, 700],
  ].map(([a = 0, b = 0]) => ({ typed: `${wordOf(a)} ${wordOf(b)}`, bare: `"${wordOf(a)}" * AND "${wordOf(b)}" *` }))
  const filtered = [
    { typed: `${wordOf(3)} label:vip`, bare: `"${wordOf(3)}" *` },
    { typed: `${wordOf(3)} before:2025-06`, bare: `"${wordOf(3)}" *` },
    { typed: `${wordOf(10)} after:2025-02 before:2025-04`, bare: `"${wordOf(10)}" *` },
    { typed: `${wordOf(10)} has:file`, bare: `"${wordOf(10)}" * AND "zhfile"` },
  ]
  return [...words, ...beginnings, ...pairs, ...filtered]
}

function p95(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? NaN
}

/** Prints the ratio of the slow searches, and whether they are fast enough whatever the ratio. */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { messages: { type: 'string', default: '500000' } } })
  const folder = mkdtempSync(join(tmpdir(), 'perch-search-'))
  const file = join(folder, 'a.db')
  const store = openStore(file, KEY, new FakeLog())
  try {
    await fill(store, Number(values.messages))
    report(await measure(store, file))
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(store: Store, file: string): Promise<Figure[]> {
  const source = { id: 'bench' as ProfileId, me: ME, ...FOLDED, store }
  const bare = driver(file, KEY, { readonly: true })
  const statement = bare.prepare(`SELECT m.entity FROM message_words AS w CROSS JOIN messages AS m
    ON m.account_id = 1 AND m.id = w.rowid WHERE message_words MATCH ? ORDER BY w.rowid DESC LIMIT ${LIMIT + 1}`)
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const question of questions()) {
      const input = { text: question.typed, scope: null, conversation: null, limit: LIMIT }
      const our = await timed(() => searchStored([source], input, NOON))
      const their = await timed(() => Promise.resolve(statement.all([question.bare])))
      // The first round reads from disk what all others find in memory.
      if (round > 0) ours.push(our)
      if (round > 0) theirs.push(their)
    }
  }
  bare.close()
  return [
    figure('P6', 'ms p95', { value: p95(ours), baseline: p95(theirs), goal: GOAL }),
    figure('P6 whole', 'ms p95, at most', { value: p95(ours), baseline: MOST_MS, goal: 1 }),
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
