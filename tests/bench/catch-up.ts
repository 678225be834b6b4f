/**
 * P7: `npm run bench -- catch-up [--runs 5]`. Nine hours away: 1 000 conversations moved, 10 000 messages. Start of the link →
 * everything stored, against the very same requests asked bare, with the same parallelism. The server takes 25 ms for an
 * answer, which is fast for a Rails application; `--server-ms 0` shows our own work alone, `--conversations 200` is done sooner.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Agent, request } from 'undici'
import type { AccountId, ConversationId } from '../../src-preload/contract/ids'
import seed from '../fake-chatwoot/seed.json'
import { type FakeProcess, startFakeProcess } from './fake-process'
import { figure, median, report } from './figures'
import { openProfile } from './running-profile'

const MESSAGES_EACH = 10
const HELD_EACH = 20
const HOURS = 9
const GOAL = 1.2
/** As catch-up asks (`core/sync/catch-up`). */
const PARALLEL = 6

interface Asked {
  method: string
  path: string
}

const ACCOUNT = 1 as AccountId

const bo = seed.users.find(({ key }) => key === 'agent')
if (!bo) throw new Error('the seed has no agent')

const isCaughtUp = (fact: { kind: string }): boolean => fact.kind === 'CaughtUp'

/** A database that was filled by Perch itself, and all its conversations with their history. */
async function fillOnce(fake: FakeProcess, file: string): Promise<void> {
  const { profile, store, next } = openProfile(fake.base, bo!, file)
  const done = next(isCaughtUp)
  profile.start()
  await done
  for (const id of await conversationsOf(fake))
    await profile.conversations.page({ accountId: ACCOUNT, conversationId: id }, { before: null, limit: HELD_EACH })
  for (const cursor of await store.cursors()) {
    const lastGoodAt = (cursor.lastGoodAt ?? Date.now()) - HOURS * 3_600_000
    await store.commit((tx) => tx.putCursor({ ...cursor, lastGoodAt }))
  }
  await profile.stop()
}

async function conversationsOf(fake: FakeProcess): Promise<ConversationId[]> {
  const all = await fake.verb<{ conversation_id: ConversationId }[]>('GET', 'conversations?account_id=1')
  return all.map(({ conversation_id }) => conversation_id)
}

/** Every customer writes ten times. */
async function moveAll(fake: FakeProcess): Promise<void> {
  for (const conversation_id of await conversationsOf(fake))
    for (let part = 1; part <= MESSAGES_EACH; part++)
      await fake.verb('POST', 'customer-writes', { conversation_id, text: `Still waiting, part ${part}` })
}

async function perchMs(base: string, file: string): Promise<{ ms: number; newMessages: number }> {
  const { profile, next } = openProfile(base, bo!, file)
  const done = next(isCaughtUp)
  const begunAt = performance.now()
  profile.start()
  const fact = await done
  const ms = performance.now() - begunAt
  await profile.stop()
  return { ms, newMessages: fact.kind === 'CaughtUp' ? fact.counts.newMessages : 0 }
}

/** The same questions in the same order: one after another, then the messages six at a time. Bodies are read and dropped. */
async function bareMs(base: string, asked: Asked[]): Promise<number> {
  const dispatcher = new Agent({ connections: PARALLEL, pipelining: 1 })
  const headers = { 'api-access-token': bo!.access_token, accept: 'application/json' }
  const ask = async ({ path }: Asked): Promise<void> => {
    const { body } = await request(new URL(path, base), { dispatcher, headers })
    await body.text()
  }
  const isMessages = ({ path }: Asked): boolean => path.includes('/messages')
  const begunAt = performance.now()
  for (const one of asked.filter((each) => !isMessages(each))) await ask(one)
  const rest = asked.filter(isMessages)[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (const one of rest) await ask(one)
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  const ms = performance.now() - begunAt
  await dispatcher.close()
  return ms
}

export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      runs: { type: 'string', default: '5' },
      'server-ms': { type: 'string', default: '25' },
      conversations: { type: 'string', default: '1000' },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'perch-catch-up-'))
  const fake = await startFakeProcess(['--port', '0', '--fill', `${values.conversations}x${HELD_EACH}`])
  try {
    const kept = join(folder, 'kept.db')
    await fillOnce(fake, kept)
    await moveAll(fake)
    const fault = { kind: 'latency', ms: Number(values['server-ms']) }
    await fake.verb('POST', 'script', { request: { path: '/api/*', times: 1_000_000, fault } })
    const mine: number[] = []
    const bare: number[] = []
    for (let run = 0; run <= Number(values.runs); run++) {
      const file = join(folder, `run-${run}.db`)
      copyFileSync(kept, file)
      await fake.verb('DELETE', 'requests')
      const { ms, newMessages } = await perchMs(fake.base, file)
      const asked = (await fake.verb<Asked[]>('GET', 'requests')).filter(
        ({ method, path }) => method === 'GET' && path.startsWith('/api'),
      )
      const baseline = await bareMs(fake.base, asked)
      process.stderr.write(
        `run ${run}: ${newMessages} messages, ${asked.length} requests, ${Math.round(ms)} ms, bare ${Math.round(baseline)} ms\n`,
      )
      if (newMessages < Number(values.conversations) * MESSAGES_EACH)
        throw new Error(`only ${newMessages} messages were caught up`)
      if (run > 0) mine.push(ms)
      if (run > 0) bare.push(baseline)
    }
    report([figure('P7', 'ms', { value: median(mine), baseline: median(bare), goal: GOAL })])
  } finally {
    fake.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
