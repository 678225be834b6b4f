import { once } from 'node:events'
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { killNow, makeChildren } from './child'
import type { Children } from './child'
import { DamagedDesk, HERE, PAGE, safe } from './damaged'
import { KEY, NOON, aJob, aMessage } from './examples'
import { collectHandles } from './handles'

let desk: DamagedDesk
beforeEach(() => {
  desk = new DamagedDesk()
})
afterEach(() => desk.remove())

describe('noise in a text, on which the driver ends the process', () => {
  let children: Children
  beforeAll(async () => {
    children = await makeChildren()
  })
  afterAll(() => children.dispose())

  /** A long text lies on pages of its own: nothing but bytes, so SQLite sees nothing wrong with noise there. */
  async function spoilText(): Promise<void> {
    const store = desk.open()
    await desk.write(store)
    const long = aMessage(7, 50_000, { content: 'x'.repeat(20 * PAGE) })
    await store.commit((tx) => tx.putMessage({ message: long, evidenceAt: NOON }))
    await store.close()
    await collectHandles()
    // The first bytes of such a page say where the text goes on.
    desk.spoil([statSync(desk.file).size / PAGE - 10], 64)
  }

  async function dies(): Promise<void> {
    const child = await children.run(`
      console.log('ready')
      const store = openStore(${JSON.stringify(desk.file)}, ${JSON.stringify(KEY)}, log)
      await store.messages({ accountId: 1, conversationId: 7 }, null, 50).catch(() => undefined)
      setInterval(() => undefined, 1000)`)
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    expect(child.signalCode).toBe('SIGABRT')
  }

  test('F4 twice it takes Perch down, the third start looks first and goes on without that row', async () => {
    await spoilText()
    await dies()
    await dies()
    const store = desk.open()
    expect(await desk.holds(store)).toEqual(safe)
    expect(store.salvage).toMatchObject({ drafts: 1, replies: 1, conversations: 300 })
    await store.close()
  }, 60_000)

  test('F4 a process that is killed twice, with nothing wrong, loses nothing and mends nothing', async () => {
    await desk.written()
    for (let round = 0; round < 3; round += 1) {
      const child = await children.run(`
        const store = openStore(${JSON.stringify(desk.file)}, ${JSON.stringify(KEY)}, log)
        console.log('ready'); setInterval(() => undefined, 1000)`)
      await killNow(child)
    }
    const store = desk.open()
    expect(store.salvage).toBeNull()
    expect(await desk.holds(store)).toEqual(safe)
    await store.close()
    await collectHandles()
    expect(readdirSync(desk.folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['a.db'])
  }, 60_000)
})

describe('a desk.file that is taken away while it is open', () => {
  const gone = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ name: 'BrokenDatabase' })

  test.each([
    ['deleted', () => rmSync(desk.file)],
    ['deleted with its log', () => ['', '-wal', '-shm'].forEach((end) => rmSync(desk.file + end))],
    ['deleted with its folder', () => rmSync(desk.folder, { recursive: true })],
    ['replaced by something else', () => (rmSync(desk.file), writeFileSync(desk.file, 'not a database'))],
    ['left without its log', () => rmSync(`${desk.file}-wal`)],
  ])('F2 %s: the next commit says so, and nothing that was kept is lost', async (_what, take) => {
    const store = desk.open()
    await desk.write(store)
    take()
    await gone(store.commit((tx) => tx.putJob(aJob(2, { text: 'Not taken' }))))
    await store.close().catch(() => undefined)
    await collectHandles()
    const again = desk.open()
    expect(await desk.holds(again)).toEqual(safe)
    await again.commit((tx) => tx.putJob(aJob(2, { text: 'Taken' })))
    expect((await again.jobs()).map((job) => job.text)).toEqual(['Wombat reply', 'Taken'])
    await again.close()
  })

  test('F2 deleted, and Perch is quit without another commit: all is there at the next start', async () => {
    const store = desk.open()
    await desk.write(store)
    rmSync(desk.file)
    await store.close().catch(() => undefined)
    await collectHandles()
    const again = desk.open()
    expect(await desk.holds(again)).toEqual(safe)
    await again.close()
  })
})

const STAGED = '22222222-2222-4222-8222-222222222222'

describe('two bad ends', () => {
  test('F4 of a sound database with rows of every kind are no damage: nothing is mended, nothing is said', async () => {
    const here = new DamagedDesk()
    await here.written()
    const store = here.open()
    const piece = new Uint8Array([0xff, 0xfe, 0, 1])
    await store.commit(async (tx) => {
      const verdict = {
        at: NOON,
        accountId: HERE.accountId,
        conversationId: HERE.conversationId,
        event: 'message',
        alerted: false,
      }
      await tx.addVerdict({ ...verdict, reason: 'not-mine', rule: null, given: null })
      await tx.addVerdict({ ...verdict, alerted: true, reason: null, rule: null, given: null })
      await tx.addHealth({ at: NOON, what: 'throttled', facts: { waitMs: 5 } })
      await tx.putAction({
        ...{ id: '11111111-1111-4111-8111-111111111111', ...HERE, change: { kind: 'unread' }, after: {}, before: {} },
        ...{
          state: 'queued',
          seenId: null,
          seenAssignees: [],
          answers: null,
          madeBlind: false,
          createdAt: NOON,
          notBeforeAt: null,
        },
        ...{ failures: 0, reason: { key: 'x', words: null }, released: false },
      })
      await tx.putDirectory({ accountId: HERE.accountId, inboxes: [], agents: [], teams: [], labels: [], cannedResponses: [] })
      await tx.putFile({
        id: STAGED as never,
        ...HERE,
        clientId: null,
        position: 0,
        name: 'ä".png',
        type: 'image/png',
        size: 4,
        isWhole: true,
      })
      await tx.putFilePiece(STAGED, 0, piece)
    })
    await store.close()
    await collectHandles()
    writeFileSync(`${here.file}.open`, '2')
    const again = here.open()
    expect(again.salvage).toBeNull()
    expect(await again.verdicts(9)).toHaveLength(2)
    await again.close()
    here.remove()
  })
})
