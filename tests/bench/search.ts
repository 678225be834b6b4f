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
import { connect } from '../../src-main/store/connection'
import { driver } from '../../src-main/store/database'
import { makeStore } from '../../src-main/store/store'
import type { AccountId, ProfileId } from '../../src-preload/contract/ids'
import { FakeLog } from '../fakes/log'
import { aConversation, aMessage, KEY, ME, NOON } from '../store/examples'
import { dice } from '../store/fill'
import { type Figure, figure, quantile, report } from './figures'

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

/** What agents look for: common and rare, short and long, with filters. */
const QUESTIONS: string[] = [
  ...[0, 3, 10, 60, 300, 2_000, 9_000, 20_000, 39_000].map(wordOf),
  ...[0, 5, 40, 500].map((n) => wordOf(n).slice(0, 3)),
  ...[
    [0, 3],
    [10, 60],
    [2, 700],
  ].map((pair) => pair.map(wordOf).join(' ')),
  `${wordOf(3)} label:vip`,
  `${wordOf(3)} before:2025-06`,
  `${wordOf(10)} after:2025-02 before:2025-04`,
  `${wordOf(10)} has:file`,
]

const p95 = (times: number[]): number => quantile(times, 0.95)

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

/** Times in ms of one kind of question. */
interface Kind {
  typed: string
  ours: number[]
  theirs: number[]
}

async function measure(store: Store, file: string): Promise<Figure[]> {
  const bare = driver(file, KEY, { readonly: true })
  const statement = bare.prepare(`SELECT m.entity FROM message_words AS w CROSS JOIN messages AS m
    ON m.account_id = 1 AND m.id = w.rowid WHERE message_words MATCH ? AND w.rowid BETWEEN ? AND ?
    ORDER BY w.rowid DESC LIMIT ${LIMIT + 1}`)
  const kinds: Kind[] = QUESTIONS.map((typed) => ({ typed, ours: [], theirs: [] }))
  const raw = await rawQuestions(file)
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { typed, ours, theirs } of kinds) {
      const our = await timed(() => ask(store, typed))
      const their = await timed(() => Promise.resolve(raw.get(typed)?.map((words) => statement.all(words))))
      // The first round reads from disk what all others find in memory.
      if (round > 0) ours.push(our)
      if (round > 0) theirs.push(their)
    }
  }
  bare.close()
  console.table(kinds.map(({ typed, ours, theirs }) => ({ typed, ours: p95(ours).toFixed(1), raw: p95(theirs).toFixed(1) })))
  const [our, their] = [p95(kinds.flatMap((kind) => kind.ours)), p95(kinds.flatMap((kind) => kind.theirs))]
  return [
    figure('P6', 'ms p95', { value: our, baseline: their, goal: GOAL }),
    figure('P6 whole', 'ms p95, at most', { value: our, baseline: MOST_MS, goal: 1 }),
  ]
}

function ask(store: Store, text: string): Promise<unknown> {
  const source = { id: 'bench' as ProfileId, me: ME, ...FOLDED, store }
  return searchStored([source], { text, scope: null, conversation: null, limit: LIMIT }, NOON)
}

/** What Perch asks the index of messages for each question: expression, first and last row. Listened to at the driver. */
async function rawQuestions(file: string): Promise<Map<string, unknown[][]>> {
  const handle = driver(file, KEY, { readonly: true })
  let heard: unknown[][] = []
  const prepare = (sql: string) => {
    const statement = handle.prepare(sql)
    if (!/FROM message_words AS w\s+CROSS JOIN messages/.test(sql)) return statement
    return { all: (words: unknown[]) => (heard.push(words.slice(1, 4)), statement.all(words)) }
  }
  const listening = makeStore(connect({ prepare, close: () => handle.close() } as typeof handle, new FakeLog()))
  const raw = new Map<string, unknown[][]>()
  for (const typed of QUESTIONS) {
    heard = []
    await ask(listening, typed)
    raw.set(typed, heard)
  }
  await listening.close()
  return raw
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
