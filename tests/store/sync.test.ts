/** The law of tests/unit/sync-model once more, over the real database. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src-main/store/index'
import { history, OfficeRun, toldBySocket } from '../fakes/office-run'
import { KEY, ME, aQuery, aWaitingAsk, keepingLog } from './examples'

let folder: string
let count = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-sync-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const runs = { numRuns: Number(process.env['SYNC_RUNS'] ?? 15) }

function begin(skewMs: number): OfficeRun {
  const file = join(folder, `${(count += 1)}.db`)
  return new OfficeRun(skewMs, () => openStore(file, KEY, keepingLog()))
}

/** The numbers of rail and tray against the server's rows (F3). */
async function numbersOf({ world, talks }: OfficeRun) {
  const open = talks.filter((talk) => talk.status === 'open')
  const waiting = open.filter((talk) => talk.waitingSinceAt !== null)
  const views = (await world.store.counts(ME)).views
  return {
    here: {
      ...{ all: views['all'], mine: views['mine'], unassigned: views['unassigned'], waiting: views['waiting'] },
      listed: (await world.store.list(aQuery({ status: 'all' }), ME)).total,
      tray: (await world.store.waiting(aWaitingAsk())).total,
    },
    there: {
      all: open.length,
      mine: open.filter((talk) => talk.assigneeId === ME).length,
      unassigned: open.filter((talk) => talk.assigneeId === null).length,
      waiting: waiting.length,
      listed: talks.length,
      tray: waiting.length,
    },
  }
}

describe('the store is the server', () => {
  test('F5 F3 after any history and the next catch-up: rows, messages and numbers', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ steps, skewMs }) => {
        const run = begin(skewMs)
        await run.world.start()
        for (const one of steps) await run.take(one)
        await run.calmDown()
        expect(await run.differences()).toEqual([])
        const { here, there } = await numbersOf(run)
        expect(here).toEqual(there)
        await run.world.profile.stop()
      }),
      runs,
    )
  })

  test('F3 while the line holds, by frames alone', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(toldBySocket, async (steps) => {
        const run = begin(0)
        await run.world.start()
        for (const one of steps) await run.take(one)
        await run.world.clock.advance(12_000)
        expect(await run.differences()).toEqual([])
        const { here, there } = await numbersOf(run)
        expect(here).toEqual(there)
        await run.world.profile.stop()
      }),
      runs,
    )
  })
})
