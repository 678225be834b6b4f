import { expect, test } from 'vitest'
import { keyOf } from './examples'
import { temporaryStore } from './temporary'

const place = temporaryStore()
const { accountId: here } = keyOf(1, 1)
const { accountId: there } = keyOf(2, 1)

test('M13 uses come back newest first, of their own account only, and can be forgotten', async () => {
  const stems = ['кружк', "o'brien", '👍', '漢']
  await place.store.commit(async (tx) => {
    await tx.addCannedUse({ accountId: here, cannedId: 1, stems, usedAt: 5.5 })
    await tx.addCannedUse({ accountId: there, cannedId: 2, stems: [], usedAt: 6 })
    await tx.addCannedUse({ accountId: here, cannedId: 3, stems: [], usedAt: 4 })
  })
  expect(await place.store.cannedUses(here)).toEqual([
    { accountId: here, cannedId: 3, stems: [], usedAt: 4 },
    { accountId: here, cannedId: 1, stems, usedAt: 5.5 },
  ])
  expect(await place.store.countCannedUses()).toBe(3)
  await place.store.commit((tx) => tx.forgetCannedUses())
  expect(await place.store.cannedUses(here)).toEqual([])
  expect(await place.store.countCannedUses()).toBe(0)
})

test('M13 the newest 2000 of an account stay, and those of another are not touched', async () => {
  await place.store.commit(async (tx) => {
    await tx.addCannedUse({ accountId: there, cannedId: 9, stems: [], usedAt: 0 })
    for (let n = 0; n < 2_010; n += 1) await tx.addCannedUse({ accountId: here, cannedId: n, stems: [], usedAt: n })
  })
  const kept = await place.store.cannedUses(here)
  expect(kept).toHaveLength(2_000)
  expect(kept.at(-1)?.cannedId).toBe(10)
  expect(await place.store.cannedUses(there)).toHaveLength(1)
})
