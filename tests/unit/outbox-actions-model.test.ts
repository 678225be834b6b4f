/** F9 as a law: nobody else works, so whatever the line does, the server ends with the agent's last word. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { myChange, OfficeRun } from '../fakes/office-run'

describe('F9 the last word', () => {
  it(
    'F9 whatever the line does, in the end the server has the last word of the agent who is alone',
    { timeout: 120_000 },
    async () => {
      const step = fc.oneof(
        { weight: 5, arbitrary: myChange.map((wanted) => ({ kind: 'i change' as const, talk: 0, change: wanted })) },
        {
          weight: 3,
          arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(3, 1_000, 6_000, 40_000) }),
        },
        { weight: 1, arbitrary: fc.constant({ kind: 'cut' as const }) },
        { weight: 2, arbitrary: fc.constant({ kind: 'line up' as const }) },
        { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
      )
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
          const run = new OfficeRun(0)
          await run.world.start()
          const mine = run.talks[0]!
          const wanted = {
            status: mine.status,
            assigneeId: mine.assigneeId,
            labels: new Set(mine.labels),
            priority: mine.priority,
            customer: { ...mine.customer },
          }
          for (const one of steps) {
            await run.take(one)
            if (one.kind !== 'i change') continue
            const made = one.change
            if (made.kind === 'status') wanted.status = made.status
            if (made.kind === 'assignee') wanted.assigneeId = made.userId
            if (made.kind === 'priority') wanted.priority = made.priority
            if (made.kind === 'contact') Object.assign(wanted.customer, made.fields)
            if (made.kind === 'labels') for (const title of made.add) wanted.labels.add(title)
            if (made.kind === 'labels') for (const title of made.remove) wanted.labels.delete(title)
          }
          run.world.cable.isUp = true
          run.world.profile.wake()
          await run.world.clock.advance(120_000)
          expect(await run.world.store.actions()).toEqual([])
          expect({ ...mine, labels: [...mine.labels].sort() }).toMatchObject({ ...wanted, labels: [...wanted.labels].sort() })
          expect(run.world.log.bugs).toEqual([])
        }),
        { numRuns: Number(process.env['ACTION_RUNS'] ?? 60) },
      )
    },
  )
})
