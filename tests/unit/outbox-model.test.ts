/**
 * The heart of F2: the real outbox through long histories of crashes, lost answers and unruly echoes, against a server
 * whose rows are the truth. Exactly once, in order. And with any one of its laws broken the same model must find a duplicate.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EchoPlan, type LookPlan, type PostPlan, postPlans } from '../fakes/model-chatwoot'
import { type Asked, keyOf, OutboxWorld, type WorldOptions } from '../fakes/outbox-world'

type Step =
  | { kind: 'send'; lane: number }
  | { kind: 'send-later'; lane: number; ms: number }
  | { kind: 'post'; plan: PostPlan }
  | { kind: 'look'; plan: LookPlan }
  | { kind: 'echo'; plan: EchoPlan }
  | { kind: 'pass'; ms: number }
  | { kind: 'crash'; calls: number }
  | { kind: 'send-and-die'; lane: number; calls: number }
  | { kind: 'clock'; byMs: number }
  | { kind: 'link'; up: boolean }
  | { kind: 'undo'; nth: number }
  | { kind: 'release'; nth: number }
  | { kind: 'customer'; lane: number }

const lane = fc.integer({ min: 0, max: 2 })
const nth = fc.integer({ min: 0, max: 200 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('send' as const), lane }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('send-later' as const), lane, ms: fc.constantFrom(1, 5_000, 61_000, 600_000) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('post' as const), plan: fc.constantFrom(...postPlans) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('look' as const),
      plan: fc.constantFrom<LookPlan>('ok', 'unsure', 'throttled', 'never-sent'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('echo' as const),
      plan: fc.constantFrom<EchoPlan>('once', 'dropped', 'twice', 'late'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 250, 700, 3_000, 11_000, 31_000, 65_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('crash' as const), calls: fc.integer({ min: 0, max: 14 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('send-and-die' as const), lane, calls: fc.integer({ min: 0, max: 30 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      byMs: fc.constantFrom(-20_000, 20_000, -61_000, 61_000, -3_600_000, 3_600_000, -86_400_000, 86_400_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('link' as const), up: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('customer' as const), lane }) },
)
const history = fc.record({
  steps: fc.array(step, { minLength: 60, maxLength: 90 }),
  keepsClientId: fc.boolean(),
  undoMs: fc.constantFrom(0, 0, 5_000),
})
type History = typeof history extends fc.Arbitrary<infer T> ? T : never

interface End {
  world: OutboxWorld
  undone: Set<Asked>
  /** Let go by the agent, whatever time she chose before. */
  freed: Set<Asked>
  /** Ever held, failed or put off: others may pass. */
  stopped: Set<string>
  /** What left before its time. */
  early: Set<string>
}

async function live({ steps, keepsClientId, undoMs }: History, broken?: WorldOptions['broken']): Promise<End> {
  const world = new OutboxWorld({ undoMs, ...(broken === undefined ? {} : { broken }) })
  world.chatwoot.keepsClientId = keepsClientId
  for (const one of [0, 1, 2]) world.chatwoot.write(keyOf(one))
  const end: End = { world, undone: new Set(), freed: new Set(), stopped: new Set(), early: new Set() }
  await world.start()
  for (const one of steps) await take(one, end)
  await calmDown(end)
  watchTimes(end)
  return end
}

async function take(step: Step, end: End): Promise<void> {
  const { world } = end
  switch (step.kind) {
    case 'send':
      await world.send(step.lane)
      break
    case 'send-later':
      // Others pass it, and it passes others.
      end.stopped.add((await world.send(step.lane, { leaveAt: world.clock.now() + step.ms })).clientId)
      break
    case 'post':
      world.chatwoot.postPlan.push(step.plan)
      break
    case 'look':
      world.chatwoot.lookPlan.push(step.plan)
      break
    case 'echo':
      world.chatwoot.echoPlan.push(step.plan)
      break
    case 'pass':
      await world.clock.advance(step.ms)
      break
    case 'crash':
      await world.crash(step.calls)
      break
    case 'send-and-die':
      world.dieAfter(step.calls)
      await world.send(step.lane)
      await world.crash(step.calls)
      break
    case 'clock':
      // Its time has come and it is looked at; what the clock says when it arrives is another matter.
      for (const one of world.asked) if ((one.changes.leaveAt ?? Infinity) <= world.clock.now()) end.freed.add(one)
      world.clock.jump(step.byMs)
      break
    case 'link':
      await world.setLink(step.up)
      break
    case 'undo': {
      const one = world.asked[step.nth % Math.max(1, world.asked.length)]
      if (one && (await world.undo(one))) end.undone.add(one)
      break
    }
    case 'release': {
      const one = world.asked[step.nth % Math.max(1, world.asked.length)]
      if (one && (await world.outbox.release(one.clientId))) end.freed.add(one)
      break
    }
    case 'customer':
      world.chatwoot.write(keyOf(step.lane))
      break
  }
  for (const job of world.disk.state.jobs) if (job.state === 'held' || job.state === 'failed') end.stopped.add(job.clientId)
}

function watchTimes({ world, freed, early }: End): void {
  for (const one of world.asked) {
    const { leaveAt } = one.changes
    const row = world.chatwoot.rows.find(({ content }) => content === one.text)
    if (leaveAt !== undefined && row && !freed.has(one) && row.at < leaveAt) early.add(one.text)
  }
}

/** The network behaves again and there is time enough. */
async function calmDown(end: End): Promise<void> {
  const { world } = end
  world.chatwoot.postPlan = []
  world.chatwoot.lookPlan = []
  world.chatwoot.echoPlan = []
  await world.setLink(true)
  for (let count = 0; count < 40; count += 1) {
    await world.clock.advance(60_000)
    for (const job of world.disk.state.jobs) if (job.state === 'held' || job.state === 'failed') end.stopped.add(job.clientId)
  }
}

function verdictOn({ world, undone, stopped, early }: End): string[] {
  const wrong = [...early].map((text) => `${text} left too early`)
  for (const one of world.asked) {
    // By its words: no two replies of a history have the same, and the marks are what is to be tested.
    const rows = world.chatwoot.rows.filter((row) => row.content === one.text).length
    const job = world.disk.state.jobs.find((other) => other.clientId === one.clientId)
    // A clock that was set back makes the time chosen for it come later.
    const isLater = job?.state === 'queued' && (job.leaveAt ?? 0) > world.clock.now()
    const waits = job?.state === 'held' || job?.state === 'failed' || isLater
    if (rows > 1) wrong.push(`${one.text} doubled`)
    if (job && !waits) wrong.push(`${one.text} stuck in ${job.state}`)
    const inDraft = (world.disk.state.drafts.get(`1/${one.lane + 1}`)?.text ?? '').split('\n\n').includes(one.text)
    if (undone.has(one) && rows > 0) wrong.push(`${one.text} sent although undone`)
    if (one.kept && !undone.has(one) && rows === 0 && !waits && !inDraft) wrong.push(`${one.text} lost`)
    if (rows === 1 && waits) wrong.push(`${one.text} is there, but ${job.state}`)
  }
  for (const lane of [0, 1, 2]) {
    const { accountId, conversationId } = keyOf(lane)
    const rows = world.chatwoot.rows.filter((row) => row.lane === `${accountId}/${conversationId}` && row.clientId !== null)
    const order = rows.filter((row) => !stopped.has(row.clientId ?? '')).map((row) => Number(row.content.split(' ')[1]))
    if (order.some((seq, index) => index > 0 && seq < (order[index - 1] ?? 0)))
      wrong.push(`lane ${lane} out of order: ${order.join(' ')}`)
  }
  for (const bug of world.log.bugs) wrong.push(`bug in ${bug.where}: ${String(bug.error)}`)
  return wrong
}

describe('exactly once, in order', () => {
  test('F2 a reply is never lost, never doubled and never out of order, whatever happens', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(history, async (one) => {
        expect(verdictOn(await live(one))).toEqual([])
      }),
      { numRuns: Number(process.env['OUTBOX_RUNS'] ?? 100) },
    )
  })

  test.each(['looks', 'sending', 'marks'] as const)(
    'F2 with broken %s the same model finds a duplicate',
    { timeout: 120_000 },
    async (broken) => {
      const result = await fc.check(
        fc.asyncProperty(history, async (one) => !verdictOn(await live(one, broken)).some((line) => line.endsWith('doubled'))),
        { numRuns: 100, endOnFailure: true, seed: 1 },
      )
      expect(result.failed).toBe(true)
    },
  )
})
