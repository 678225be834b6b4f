/** A desk on a real file, and what may happen to that file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src-main/core/ports'
import { closeDatabase, openDatabase } from '../../src-main/store/database'
import { openStore } from '../../src-main/store/index'
import { plain } from '../../src-main/store/statement'
import { KEY, NOON, aJob, keepingLog, keyOf } from './examples'
import { fill } from './fill'
import { collectHandles } from './handles'

export const PAGE = 4096
export const HERE = keyOf(1, 7)
export const draft = { text: 'Quixotic draft', private: false, cursor: 3, updatedAt: NOON }
/** What `holds` finds when nothing the agent wrote is lost. */
export const safe = { draft: 'Quixotic draft', replies: ['Wombat reply'], isReadable: true }

export class DamagedDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'perch-damage-'))
  readonly file = join(this.folder, 'a.db')
  readonly log = keepingLog()

  open(): Store {
    return openStore(this.file, KEY, this.log)
  }

  /** History, a draft and an unsent reply. */
  async write(store: Store): Promise<void> {
    await fill(store, { conversations: 300, messagesEach: 10 })
    await store.commit(async (tx) => {
      await tx.putDraft(HERE, draft)
      await tx.putJob(aJob(1, { text: 'Wombat reply' }))
    })
  }

  async written(): Promise<void> {
    const store = this.open()
    await this.write(store)
    await store.close()
    await collectHandles()
  }

  /** Pages (from 0) with rows of a table, and of no index of it. */
  async pagesOf(table: string): Promise<number[]> {
    const connection = openDatabase({ file: this.file, key: KEY, log: this.log })
    const pages = connection.all(
      plain<{ pageno: number }>(`SELECT pageno FROM dbstat WHERE name = '${table}' AND pagetype = 'leaf' ORDER BY pageno`),
      {},
    )
    closeDatabase(connection)
    await collectHandles()
    return pages.map(({ pageno }) => pageno - 1)
  }

  /** Noise over these pages (from 0) of the file, from this byte of each. */
  spoil(pages: Iterable<number>, from = 0): void {
    const bytes = readFileSync(this.file)
    for (const page of pages) for (let at = from; at < PAGE; at += 1) bytes[page * PAGE + at] = (at * 31 + page * 7) & 255
    writeFileSync(this.file, bytes)
  }

  /** Reads as an agent does until the trouble is found, as a profile would: then closes. */
  async meet(store: Store): Promise<void> {
    await this.holds(store).catch(() => undefined)
    await store.close().catch(() => undefined)
    await collectHandles()
  }

  async holds(store: Store): Promise<{ draft: string | undefined; replies: string[]; isReadable: boolean }> {
    let isReadable = true
    for (let id = 1; id <= 300; id += 1) {
      await store.conversation(keyOf(1, id)).catch(() => (isReadable = false))
      await store.messages(keyOf(1, id), null, 50).catch(() => (isReadable = false))
    }
    return { draft: (await store.draft(HERE))?.text, replies: (await store.jobs()).map((job) => job.text), isReadable }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
