/**
 * One run: a server that loses answers, a child that is killed with SIGKILL again and again while it sends, then a last
 * life that may finish. Afterwards the server's rows are counted.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FakeChatwoot, startFakeChatwoot } from '../fake-chatwoot/start'
import { uuidOf } from '../fakes/chance'
import type { Order } from './child'

/** Fast enough to be bearable, slow enough that a loaded machine still answers within the grace. */
const SCALE = 20
const LANES = 3
const REPLIES = 9
/** A life that may finish and does not is a fault in itself. */
const LAST_LIFE_MS = 90_000

export interface RunResult {
  seed: number
  kills: number
  lost: string[]
  doubled: string[]
  outOfOrder: string[]
  posts: number
}

/** What the lives have said: kept on disk, and waiting for the agent's word. */
interface Heard {
  kept: Set<string>
  held: Set<string>
}

/** The same numbers for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Runs one seed against a server of its own. */
export async function runOnce(seed: number, child: string): Promise<RunResult> {
  const random = randomFrom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'perch-kill-'))
  const fake = await startFakeChatwoot({ version: random(2) === 0 ? '4.2.0' : '4.10.1' })
  try {
    const order = makeOrder(fake, random, join(folder, 'profile.db'))
    const kept = new Set<string>()
    const held = new Set<string>()
    const heard = { kept, held }
    const kills = 2 + random(5)
    for (let life = 0; life < kills; life += 1) {
      misbehave(fake, random)
      await liveAndDie(spawnChild(child, order), heard, { random })
    }
    fake.script.clear()
    await liveOut(spawnChild(child, order), heard)
    return {
      seed,
      kills,
      ...count(fake, order, held),
      posts: fake.script.requests.filter((one) => one.method === 'POST').length,
    }
  } finally {
    await fake.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function makeOrder(fake: FakeChatwoot, random: (below: number) => number, file: string): Order {
  const { model } = fake
  const agent = model.user('agent')
  const inbox = model.addInbox({ name: 'Kill', members: [agent] })
  const lanes = Array.from({ length: LANES }, (_, lane) => {
    const conversation = model.addConversation(inbox, model.addContact({ name: `Customer ${lane}` }))
    return { conversationId: conversation.displayId, seenId: model.customerWrites(conversation, 'Hello?').id }
  })
  const plan = Array.from({ length: REPLIES }, (_, index) => ({
    ...(lanes[random(LANES)] ?? { conversationId: 0, seenId: 0 }),
    clientId: uuidOf(index + 1, 0xdead),
    text: `reply ${index + 1}`,
    pauseMs: random(40),
  }))
  const { accessToken: token, pubsubToken, id: userId } = agent
  const time = { scale: SCALE, epoch: Date.now(), undoMs: random(3) === 0 ? 4_000 : 0 }
  return {
    base: fake.base,
    token,
    pubsubToken,
    userId,
    accountId: 1,
    file,
    key: 'ab'.repeat(32),
    hearsSocket: random(2) === 0,
    plan,
    ...time,
  }
}

/** What can happen to the next few POSTs: some do the work and lose the answer, some do not do it. */
function misbehave(fake: FakeChatwoot, random: (below: number) => number): void {
  const path = '/api/v1/accounts/*/conversations/*/messages'
  fake.script.clear()
  for (let post = 0; post < 8; post += 1) {
    fake.script.fail({ method: 'POST', path, fault: { kind: 'latency', ms: random(60) } })
  }
  const faults = [
    { kind: 'lose' },
    { kind: 'truncate' },
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'error', status: 502 },
  ] as const
  for (let post = 0; post < 4; post += 1) {
    const fault = faults[random(faults.length)]
    if (fault && random(2) === 0) fake.script.fail({ method: 'POST', path, fault })
  }
  for (const event of ['message.created', 'message.*']) {
    if (random(3) === 0) fake.script.event({ event, fate: { kind: random(2) === 0 ? 'drop' : 'duplicate' }, times: 3 })
  }
}

function spawnChild(child: string, order: Order): ChildProcess {
  return spawn(process.execPath, [child, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Kills at a random moment after the child is up: mostly in the middle of something. */
async function liveAndDie(child: ChildProcess, heard: Heard, { random }: { random: (below: number) => number }): Promise<void> {
  const afterMs = random(random(3) === 0 ? 2_500 : 350)
  let timer: NodeJS.Timeout | undefined
  const { code, error } = await watch(child, heard, () => {
    timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  })
  clearTimeout(timer)
  if (code !== null && code !== 0) throw new Error(`the child ended by itself: ${error}`)
}

async function liveOut(child: ChildProcess, heard: Heard): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), LAST_LIFE_MS)
  const { code, error } = await watch(child, heard, () => undefined)
  clearTimeout(timer)
  if (code !== 0) throw new Error(`the last life did not finish: ${error}`)
}

function watch(
  child: ChildProcess,
  { kept, held }: Heard,
  whenUp: () => void,
): Promise<{ code: number | null; error: string }> {
  let [text, error] = ['', '']
  child.stdout?.on('data', (bytes: Buffer) => {
    const wasUp = text.includes('up\n')
    text += bytes.toString()
    if (!wasUp && text.includes('up\n')) whenUp()
  })
  child.stderr?.on('data', (bytes: Buffer) => (error += bytes.toString()))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      for (const [, word, clientId] of text.matchAll(/^(kept|held) (\S+)$/gm))
        if (clientId !== undefined) (word === 'kept' ? kept : held).add(clientId)
      resolve({ code, error })
    })
  })
}

/** A reply that was tried five times in vain waits for the agent, and those behind it pass: it may come late. */
function count(
  fake: FakeChatwoot,
  order: Order,
  held: ReadonlySet<string>,
): Pick<RunResult, 'lost' | 'doubled' | 'outOfOrder'> {
  const late = order.plan.filter((one) => held.has(one.clientId)).map((one) => one.text)

  const lanes = [...new Set(order.plan.map((one) => one.conversationId))]
  const result: Pick<RunResult, 'lost' | 'doubled' | 'outOfOrder'> = { lost: [], doubled: [], outOfOrder: [] }
  for (const lane of lanes) {
    const wanted = order.plan.filter((one) => one.conversationId === lane).map((one) => one.text)
    const texts = fake.model.messagesOf(fake.model.conversation(1, lane)).flatMap((one) => one.content ?? [])
    const there = texts.filter((text) => wanted.includes(text))
    result.lost.push(...wanted.filter((text) => !there.includes(text)))
    result.doubled.push(...wanted.filter((text) => there.indexOf(text) !== there.lastIndexOf(text)))
    const sequence = [...new Set(there)].filter((text) => !late.includes(text))
    if (sequence.join() !== wanted.filter((text) => sequence.includes(text)).join()) result.outOfOrder.push(sequence.join(' '))
  }
  return result
}
