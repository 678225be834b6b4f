/**
 * M15 as a law: in field mode nothing that was written while the server was away is posted before the agent has looked at it.
 * Whatever line, crashes and customers do; and nothing is lost by waiting.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REVIEW } from '../../src-main/core/outbox/review-reason'
import { uuidOf } from '../fakes/chance'
import { type PostPlan, postPlans } from '../fakes/model-chatwoot'
import { type Asked, keyOf, OutboxWorld } from '../fakes/outbox-world'

const lane = fc.integer({ min: 0, max: 2 })
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), lane, private: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('link' as const), up: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 700, 6_000, 65_000) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('look' as const), lane }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), calls: fc.integer({ min: 0, max: 14 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), lane }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('customer' as const), lane }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('post' as const), plan: fc.constantFrom(...postPlans) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

class Field {
  readonly world = new OutboxWorld({ undoMs: 5_000 })
  readonly wrong: string[] = []
  /** May leave by themselves: written while the server was there, or looked at. */
  private readonly free = new Set<string>()
  private isUp = true

  async begin(): Promise<void> {
    const { chatwoot } = this.world
    const server = chatwoot.server.bind(chatwoot)
    chatwoot.server = () => {
      const made = server()
      const send: typeof made.send = (message) => {
        if (!this.free.has(message.clientId)) this.wrong.push(`${message.text} left without a look`)
        return made.send(message)
      }
      return { ...made, send }
    }
    for (const one of [0, 1, 2]) chatwoot.write(keyOf(one))
    await this.world.start()
    await this.world.setField(true)
  }

  async take(one: Step): Promise<void> {
    const { world } = this
    // What the composer still asks for is written when main takes it.
    const open = this.unkept()
    await this.step(one)
    for (const { clientId } of this.isUp ? open : []) {
      const job = world.disk.state.jobs.find((other) => other.clientId === clientId)
      if (!job?.writtenBlind) this.free.add(clientId)
    }
  }

  private unkept(): Asked[] {
    return this.world.asked.filter(({ kept }) => !kept)
  }

  private async step(one: Step): Promise<void> {
    const { world } = this
    switch (one.kind) {
      case 'write':
        // Before it is taken: a request may be out before the answer is here.
        if (this.isUp) this.free.add(uuidOf(world.asked.length + 1))
        await world.send(one.lane, { private: one.private })
        break
      case 'link':
        this.isUp = one.up
        await world.setLink(one.up)
        break
      case 'pass':
        await world.clock.advance(one.ms)
        break
      case 'look':
        await this.look(one.lane)
        break
      case 'crash':
        await world.crash(one.calls)
        break
      case 'release':
        for (const { clientId } of world.asked.filter((asked) => asked.lane === one.lane)) {
          const isAlone = !this.isUp
          const went = await world.outbox.release(clientId)
          if (went && !isAlone) this.free.add(clientId)
        }
        break
      case 'customer':
        world.chatwoot.write(keyOf(one.lane))
        break
      case 'post':
        world.chatwoot.postPlan.push(one.plan satisfies PostPlan)
        break
    }
  }

  /** The agent sees everything of a conversation and lets it go. */
  async look(lane: number): Promise<void> {
    const { world } = this
    const seenId = world.chatwoot.page(keyOf(lane), {}).at(-1)?.id ?? null
    const mine = world.disk.state.jobs.filter(
      ({ conversationId, state }) => conversationId === keyOf(lane).conversationId && state === 'held',
    )
    if (this.isUp) for (const { clientId } of mine) this.free.add(clientId)
    const passed = await world.outbox.pass(mine.map(({ clientId }) => ({ kind: 'reply', clientId, seenId })))
    if (!this.isUp && passed > 0) this.wrong.push('passed while the server was away')
    await world.clock.advance(0)
  }

  async end(): Promise<void> {
    const { world } = this
    Object.assign(world.chatwoot, { postPlan: [], lookPlan: [], echoPlan: [] })
    this.isUp = true
    await world.setLink(true)
    await world.clock.advance(5 * 60_000)
    const waits = new Set(world.disk.state.jobs.map(({ clientId }) => clientId))
    for (const { clientId, text, kept } of world.asked) {
      const rows = world.chatwoot.rows.filter((row) => row.content === text).length
      if (kept && rows + Number(waits.has(clientId)) !== 1) this.wrong.push(`${text}: ${rows} there, ${waits.has(clientId)}`)
    }
    for (const { where, error } of world.log.bugs) this.wrong.push(`bug in ${where}: ${String(error)}`)
  }
}

describe('M15 nothing leaves without a look', () => {
  it(
    'M15 whatever happens, what was written while the server was away waits until it was seen',
    { timeout: 120_000 },
    async () => {
      let held = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
          const field = new Field()
          await field.begin()
          for (const one of steps) await field.take(one)
          held += field.world.disk.state.jobs.filter(({ reason }) => reason?.key === REVIEW.key).length
          await field.end()
          expect(field.wrong).toEqual([])
        }),
        { numRuns: Number(process.env['REVIEW_RUNS'] ?? 100) },
      )
      // Else it would prove nothing.
      expect(held).toBeGreaterThan(50)
    },
  )
})
