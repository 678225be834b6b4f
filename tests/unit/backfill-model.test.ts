/** F4, M6 as one law: whatever the past looks like, filling and retention come to rest with all that is wanted. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dense, HistoryWorld, HOUR } from '../fakes/history-world'

const talkAges = fc.record({
  ages: fc.oneof(
    fc.array(fc.double({ min: 0.1, max: 200, noNaN: true }), { minLength: 1, maxLength: 30 }),
    fc.tuple(fc.integer({ min: 1, max: 150 }), fc.constantFrom(0.3, 1, 3)).map(([count, every]) => dense(count, 0.2, every)),
  ),
  isMine: fc.boolean(),
})

describe('M6 history and retention', () => {
  it(
    'F4 after enough time all that the settings ask for is here, and nothing is fetched and deleted any more',
    { timeout: 180_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(talkAges, { minLength: 1, maxLength: 12 }),
          fc.constantFrom(2, 25),
          async (talks, pageSize) => {
            const world = new HistoryWorld()
            world.office.pageSize = pageSize
            world.past(talks)
            await world.run()
            await world.clock.advance(8 * HOUR)
            expect(await world.missing(90)).toEqual([])
            const count = async () => (await world.store.storageUse()).messages
            const [before] = [await count()]
            world.office.asked.length = 0
            const arrived = world.arrivals().length
            await world.clock.advance(13 * HOUR)
            expect(world.messagesAsked()).toBe(0)
            expect(world.arrivals()).toHaveLength(arrived)
            expect(before - (await count())).toBeLessThanOrEqual(talks.length * 2)
            expect(world.log.bugs).toEqual([])
            await world.end()
          },
        ),
        { numRuns: Number(process.env['BACKFILL_RUNS'] ?? 8) },
      )
    },
  )
})
