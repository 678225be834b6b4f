import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src-main/store/index'
import { makeChildren } from './child'
import type { Children } from './child'
import { KEY, NOON, aJob, keepingLog, keyOf } from './examples'

let folder: string
let file: string
let children: Children

beforeAll(async () => {
  children = await makeChildren()
})
afterAll(() => children.dispose())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-disk-'))
  file = join(folder, 'a.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes drafts that grow until the system says no, tells the name, and goes on trying. */
const writer = (path: string, job: object): string => `
  const store = openStore(${JSON.stringify(path)}, ${JSON.stringify(KEY)}, log)
  await store.commit((tx) => tx.putJob(${JSON.stringify(job)}))
  console.log('ready')
  process.on('SIGUSR2', () => undefined)
  let told = false
  for (let n = 1; ; n += 1) {
    const key = { accountId: 1, conversationId: n }
    try {
      await store.commit((tx) => tx.putDraft(key, { text: 'x'.repeat(40_000), private: false, cursor: 0, updatedAt: 1 }))
      if (told) { console.log('over ' + n); break }
    } catch (error) {
      if (!told) console.log('no ' + n + ' ' + error.name)
      told = true
      n -= 1
    }
    await new Promise((done) => setTimeout(done, 5))
  }
  await store.close()
  console.log('closed')`

describe('a real limit of the system', () => {
  test('F2 what cannot be written is told by name, all before it is there, and it goes on when there is room', async () => {
    const child = await children.run(writer(file, aJob(1, { text: 'Wombat reply' })))
    const words: string[] = []
    const heard = (word: RegExp) =>
      new Promise<RegExpExecArray>((resolve) => {
        child.stdout?.on('data', (text: Buffer) => {
          words.push(String(text))
          const found = word.exec(words.join(''))
          if (found) resolve(found)
        })
      })
    const saidNo = heard(/no (\d+) (\w+)/)
    execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=2000000:unlimited'])
    const [, failedAt, name] = await saidNo
    expect(['DiskFull', 'DiskTrouble']).toContain(name)
    const isOver = heard(/closed/)
    execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited'])
    await isOver
    const store = openStore(file, KEY, keepingLog())
    expect((await store.jobs()).map((job) => job.text)).toEqual(['Wombat reply'])
    for (let n = 1; n <= Number(failedAt); n += 1) expect((await store.draft(keyOf(1, n)))?.text).toHaveLength(40_000)
    expect(store.salvage).toBeNull()
    await store.commit((tx) => tx.putDraft(keyOf(1, 1), { text: '', private: false, cursor: 0, updatedAt: NOON }))
    await store.close()
  }, 60_000)
})
