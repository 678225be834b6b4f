import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PruneAsk, PruneStep, Store } from '../../src-main/core/ports'
import { openStore } from '../../src-main/store/index'
import { KEY, ME, NOON, aConversation, aJob, aMessage, anAction, keepingLog, keyOf } from './examples'

const DAY = 86_400_000
let folder: string
let store: Store
let file = 0

const openNew = () => openStore(join(folder, `${(file += 1)}.db`), KEY, keepingLog())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-prune-'))
  store = openNew()
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Goes on until all were looked at; how many went. */
async function pruneAll(from: Store, before: number): Promise<number> {
  let [deleted, after]: [number, PruneAsk['after']] = [0, null]
  for (;;) {
    const at: PruneAsk['after'] = after
    const step: PruneStep = await from.commit((tx) => tx.prune({ me: ME, before, after: at }))
    deleted += step.deleted
    if (step.after === null && step.deleted === 0) return deleted
    after = step.after
  }
}

interface Talk {
  status: string
  assignee: 'me' | 'colleague' | null
  /** Age of each message in days. */
  ages: number[]
  hasDraft: boolean
  hasJob: boolean
  hasAction: boolean
  isWhole: boolean
}

let lastMessage = 0
async function write(to: Store, talks: Talk[]): Promise<void> {
  await to.commit(async (tx) => {
    for (const [index, talk] of talks.entries()) {
      const id = index + 1
      const assignee = talk.assignee && { id: talk.assignee === 'me' ? ME : 99, name: 'X', avatarUrl: null }
      await tx.putConversation({ conversation: aConversation(id, { status: talk.status, assignee }), evidenceAt: NOON })
      for (const age of talk.ages) {
        const message = aMessage(id, (lastMessage += 1), { createdAt: NOON - age * DAY })
        await tx.putMessage({ message, evidenceAt: NOON })
      }
      if (talk.hasDraft) await tx.putDraft(keyOf(1, id), { text: 'x', private: false, cursor: 0, updatedAt: 1 })
      if (talk.hasJob) await tx.putJob(aJob(id, { conversationId: keyOf(1, id).conversationId }))
      if (talk.hasAction) await tx.putAction(anAction(id, keyOf(1, id)))
      if (talk.isWhole) await tx.setReachedStart(keyOf(1, id))
    }
  })
}

const idsOf = async (from: Store, id: number) => (await from.messages(keyOf(1, id), null, 1_000)).map((message) => message.id)

const over = (ages: number[], some: Partial<Talk> = {}): Talk => ({
  ...{ status: 'resolved', assignee: null, hasDraft: false, hasJob: false, hasAction: false, isWhole: true },
  ages,
  ...some,
})
const many = (count: number, age: number): number[] =>
  Array.from({ length: count }, (_, index) => age + (count - index) / 1_000)

describe('the storage budget', () => {
  test('F4 of a conversation that is over the newest 50 stay, and it is known that there is more on the server', async () => {
    await write(store, [over(many(80, 200)), over(many(30, 200))])
    const before = await idsOf(store, 1)
    expect(await pruneAll(store, NOON - 90 * DAY)).toBe(30)
    expect(await idsOf(store, 1)).toEqual(before.slice(30))
    expect(await store.reachedStart(keyOf(1, 1))).toBe(false)
    expect(await store.reachedStart(keyOf(1, 2))).toBe(true)
  })

  test('F4 what is counted is what goes, for every choice', async () => {
    await write(store, [over([...many(60, 400), ...many(60, 100), ...many(60, 5)]), over(many(70, 50))])
    const befores = [365, 90, 30, 1].map((days) => NOON - days * DAY)
    const { counts, after } = await store.countPrunable({ me: ME, after: null }, befores)
    expect([counts, after]).toEqual([[60, 120, 140, 150], null])
    for (const [index, at] of befores.entries()) {
      expect(await pruneAll(store, at)).toBe((counts[index] ?? 0) - (counts[index - 1] ?? 0))
    }
  })

  test('F4 no step is long: five hundred rows at most, and the next goes on where it stopped', async () => {
    await write(store, [over(many(1_300, 200))])
    const steps: number[] = []
    let after: PruneAsk['after'] = null
    for (let round = 0; round < 4; round += 1) {
      const at: PruneAsk['after'] = after
      const step: PruneStep = await store.commit((tx) => tx.prune({ me: ME, before: NOON, after: at }))
      steps.push(step.deleted)
      after = step.after
    }
    expect(steps).toEqual([500, 500, 250, 0])
  })

  test('F4 free pages go back to the disk in small steps', async () => {
    await write(store, [over(many(2_000, 200))])
    const before = await store.storageUse()
    await pruneAll(store, NOON)
    const pruned = await store.storageUse()
    expect([pruned.bytes, pruned.messages]).toEqual([before.bytes, 50])
    expect(pruned.freeBytes).toBeGreaterThan(before.bytes / 3)
    const left = await store.vacuum(10)
    expect(left).toBe(pruned.freeBytes / 4096 - 10)
    while ((await store.vacuum(500)) > 0);
    const after = await store.storageUse()
    expect([after.freeBytes, after.bytes < before.bytes / 2]).toEqual([0, true])
    expect(await idsOf(store, 1)).toHaveLength(50)
  })

  const talk = fc.record({
    status: fc.constantFrom('open', 'pending', 'snoozed', 'resolved', 'resolved', 'resolved', 'archived-by-a-newer-server'),
    assignee: fc.constantFrom('me' as const, 'colleague' as const, null),
    ages: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 0, maxLength: 120 }),
    hasDraft: fc.boolean(),
    hasJob: fc.boolean(),
    hasAction: fc.boolean(),
    isWhole: fc.boolean(),
  })

  test('F6 nothing that is protected ever goes, and all that may go does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(talk, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 390 }),
        async (talks, days) => {
          const one = openNew()
          await write(one, talks)
          const held = await Promise.all(talks.map((_, index) => one.messages(keyOf(1, index + 1), null, 1_000)))
          await pruneAll(one, NOON - days * DAY)
          for (const [index, each] of talks.entries()) {
            const isSafe =
              each.status !== 'resolved' || each.assignee === 'me' || each.hasDraft || each.hasJob || each.hasAction
            const all = held[index] ?? []
            const expected = all.filter(
              (message, at) => isSafe || at >= all.length - 50 || message.createdAt >= NOON - days * DAY,
            )
            expect((await idsOf(one, index + 1)).length).toBe(expected.length)
            expect(await idsOf(one, index + 1)).toEqual(expected.map((message) => message.id))
            const isCut = expected.length < all.length
            expect(await one.reachedStart(keyOf(1, index + 1))).toBe(each.isWhole && !isCut)
            expect(await one.conversation(keyOf(1, index + 1))).not.toBeNull()
          }
          expect((await one.actions()).length).toBe(talks.filter((each) => each.hasAction).length)
          expect((await one.jobs()).length).toBe(talks.filter((each) => each.hasJob).length)
          await one.close()
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})
