/**
 * F3 and F5 as one law: whatever customers, colleagues and the network do, after the next catch-up the store says what the
 * server says, and no message was announced twice.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { history, OfficeRun, toldBySocket } from '../fakes/office-run'

const runs = { numRuns: Number(process.env['SYNC_RUNS'] ?? 60) }

describe('F5 the store is the server', () => {
  it(
    'F5 after any history the next catch-up makes them equal, and no message arrives twice',
    { timeout: 180_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(history, async ({ steps, skewMs }) => {
          const run = new OfficeRun(skewMs)
          await run.world.start()
          for (const one of steps) await run.take(one)
          await run.calmDown()
          expect(await run.differences()).toEqual([])
        }),
        runs,
      )
    },
  )

  it('F3 while the line holds the socket alone is enough, doubled, late or out of order', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(toldBySocket, async (steps) => {
        const run = new OfficeRun(0)
        await run.world.start()
        run.world.office.asked.length = 0
        for (const one of steps) await run.take(one)
        await run.world.clock.advance(12_000)
        expect(await run.differences()).toEqual([])
        expect(run.world.office.asked).toEqual([])
      }),
      runs,
    )
  })
})
