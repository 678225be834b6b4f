import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store, Tx } from '../../src-main/core/ports'
import { connect } from '../../src-main/store/connection'
import { driver } from '../../src-main/store/database'
import { openStore } from '../../src-main/store/index'
import { makeStore } from '../../src-main/store/store'
import { killNow, makeChildren } from './child'
import type { Children } from './child'
import { KEY, NOON, aConversation, aJob, aMessage, clientIdOf, keepingLog, keyOf } from './examples'

let folder: string
let file: string
let store: Store
let children: Children
const log = keepingLog()

beforeAll(async () => {
  children = await makeChildren()
})
afterAll(() => children.dispose())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-store-'))
  file = join(folder, 'a.db')
  store = openStore(file, KEY, log)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const job = async (n: number) => (await store.job(clientIdOf(n)))?.clientId ?? null

describe('a commit is whole or nothing', () => {
  test('F2 a throw in the middle takes everything back', async () => {
    const work = store.commit(async (tx) => {
      await tx.putJob(aJob(1))
      await tx.putMessage({ message: aMessage(1, null, { clientId: clientIdOf(1) }), evidenceAt: NOON })
      throw new Error('in the middle')
    })
    await expect(work).rejects.toThrow('in the middle')
    expect(await job(1)).toBeNull()
    expect(await store.messages(keyOf(1, 1), null, 10)).toEqual([])
    await store.commit((tx) => tx.putJob(aJob(2)))
    expect(await job(2)).toBe(clientIdOf(2))
  })

  test('F2 a statement the database refuses takes everything back', async () => {
    await store.commit((tx) => tx.putJob(aJob(1)))
    const sameMarker = aJob(3, { marker: aJob(1).marker })
    const work = store.commit(async (tx) => {
      await tx.putJob(aJob(2))
      await tx.putJob(sameMarker)
    })
    await expect(work).rejects.toThrow(/UNIQUE/)
    expect((await store.jobs()).map((one) => one.clientId)).toEqual([clientIdOf(1)])
  })

  test('F2 each commit waits for the disk but what the server tells again, and the next one waits anew, whatever happened', async () => {
    const handle = driver(join(folder, 'b.db'), KEY)
    const synchronous = (): number => (handle.prepare('PRAGMA synchronous').get([]) as { synchronous: number }).synchronous
    const [normal, full] = [1, 2]
    const watched = makeStore(connect(handle, log))
    const level = () => Promise.resolve(synchronous())
    expect(await watched.commit(level, 'told-again')).toBe(normal)
    expect(await watched.commit(level)).toBe(full)
    await expect(watched.commit(() => Promise.reject(new Error('broken')), 'told-again')).rejects.toThrow('broken')
    expect(await watched.commit(level)).toBe(full)
    await watched.close()
  })

  test('F2 who reads from outside waits for the end of the commit', async () => {
    let seen: number | null = null
    let halfWay = () => {}
    const half = new Promise<void>((resolve) => (halfWay = resolve))
    const commit = store.commit(async (tx) => {
      await tx.putJob(aJob(1))
      halfWay()
      await new Promise((resolve) => setImmediate(resolve))
      expect(seen).toBeNull()
      await tx.putJob(aJob(2))
    })
    await half
    const reading = store.jobs().then((jobs) => void (seen = jobs.length))
    await Promise.all([commit, reading])
    expect(seen).toBe(2)
  })

  test('F2 commits run one after another in the order they came, past a failed one', async () => {
    const order: string[] = []
    const slow = async (name: string, fails: boolean) => {
      order.push(`${name} begins`)
      await new Promise((resolve) => setImmediate(resolve))
      order.push(`${name} ends`)
      if (fails) throw new Error(name)
    }
    const all = [
      store.commit(() => slow('a', true)),
      store.commit(() => slow('b', false)),
      store.commit(() => slow('c', false)),
    ]
    const ends = await Promise.allSettled(all)
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })
})

describe('a commit that would wait for itself', () => {
  const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ name: 'ReadInsideCommit' })

  test('F2 reading or committing through the outer store is refused instead of hanging', async () => {
    await refused(store.commit(async () => await store.jobs()))
    await refused(store.commit(async () => await store.commit(async () => {})))
    await refused(
      store.commit(async (tx) => {
        await tx.jobs()
        await new Promise((resolve) => setImmediate(resolve))
        await store.draft(keyOf(1, 1))
      }),
    )
    expect(await store.jobs()).toEqual([])
  })

  test('F2 a second commit in the queue may not read outside either', async () => {
    const first = store.commit(async () => await new Promise<void>((resolve) => setImmediate(resolve)))
    await refused(store.commit(async () => await store.jobs()))
    await first
  })

  test('F11 a commit of one profile may read another profile', async () => {
    const other = openStore(join(folder, 'b.db'), KEY, log)
    await other.commit((tx) => tx.putJob(aJob(1)))
    const seen = await store.commit(async (tx) => [await tx.jobs(), await other.jobs()])
    expect(seen.map((jobs) => jobs.length)).toEqual([0, 1])
    const back = store.commit(() => other.commit(async () => await store.jobs()))
    await refused(back)
    await other.close()
  })

  test('F2 work started in a commit may read once the commit is over', async () => {
    let later: Promise<unknown> | undefined
    await store.commit(async (tx) => {
      await tx.putJob(aJob(1))
      later = new Promise((resolve) => setImmediate(resolve)).then(() => store.jobs())
    })
    expect(await later).toHaveLength(1)
  })

  test('F2 a word after the end of its commit is refused', async () => {
    let kept: Tx | undefined
    await store.commit((tx) => {
      kept = tx
      return Promise.resolve()
    })
    await expect(kept?.putJob(aJob(1))).rejects.toMatchObject({ name: 'CommitIsOver' })
    expect(await store.jobs()).toEqual([])
  })
})

describe('the end of a process', () => {
  const script = (work: string) =>
    `const store = openStore(${JSON.stringify(file)}, ${JSON.stringify(KEY)}, log)
     const job = ${JSON.stringify(aJob(1))}
     ${work}
     setInterval(() => {}, 1000)`

  test('F2 a process killed right after its commit has not lost it', async () => {
    await store.close()
    const child = await children.run(script(`await store.commit((tx) => tx.putJob(job)); console.log('ready')`))
    await killNow(child)
    store = openStore(file, KEY, log)
    expect(await store.job(clientIdOf(1))).toEqual(aJob(1))
  })

  test('F2 a process killed inside a commit leaves nothing of it', async () => {
    await store.commit((tx) => tx.putConversation({ conversation: aConversation(1), evidenceAt: NOON }))
    await store.close()
    const work = `void store.commit(async (tx) => {
      await tx.putJob(job)
      await tx.removeConversation({ accountId: 1, conversationId: 1 })
      console.log('ready')
      await new Promise(() => {})
    })`
    await killNow(await children.run(script(work)))
    store = openStore(file, KEY, log)
    expect(await store.jobs()).toEqual([])
    expect(await store.conversation(keyOf(1, 1))).not.toBeNull()
  })

  test('F12 closing waits for what is under way and refuses what comes later', async () => {
    const commit = store.commit(async (tx) => {
      await new Promise((resolve) => setImmediate(resolve))
      await tx.putJob(aJob(1))
    })
    const closing = store.close()
    await expect(store.jobs()).rejects.toMatchObject({ name: 'StoreClosed' })
    await Promise.all([commit, closing])
    store = openStore(file, KEY, log)
    expect(await store.jobs()).toHaveLength(1)
  })
})
