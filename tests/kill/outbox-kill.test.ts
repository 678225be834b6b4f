import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleChild } from './bundle'
import { runOnce } from './drive'

const RUNS = 8
/** Each run mostly waits; more at once than this only slows them down. */
const AT_ONCE = 3

describe('SIGKILL', () => {
  let child = ''
  beforeAll(async () => {
    child = await bundleChild()
  }, 60_000)
  afterAll(() => rm(child, { force: true }))

  test(
    'F2 killed at any moment, with lost answers: nothing lost, nothing doubled, in order',
    { timeout: 300_000 },
    async () => {
      const seeds = Array.from({ length: RUNS }, (_, index) => index + 1)
      const work = async (): Promise<void> => {
        for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
          const { lost, doubled, outOfOrder } = await runOnce(seed, child)
          expect({ seed, lost, doubled, outOfOrder }).toEqual({ seed, lost: [], doubled: [], outOfOrder: [] })
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    },
  )
})
