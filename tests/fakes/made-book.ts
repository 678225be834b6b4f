import type { MadeAt, MadeBook, TestBook, TestMark } from '../../src-main/core/connectors'
import type { Made } from '../../src-preload/contract/made'

/** What set-ups made, in memory: hand the same one to a second desk for a restart. */
export class MemoryMadeBook implements MadeBook {
  readonly rows = new Map<string, readonly Made[]>()

  read(at: MadeAt): Made[] {
    return [...(this.rows.get(JSON.stringify(at)) ?? [])]
  }

  write(at: MadeAt, made: readonly Made[]): void {
    this.rows.set(JSON.stringify(at), made)
  }
}

/** Tests of webhooks, in memory. */
export class MemoryTestBook implements TestBook {
  rows: TestMark[] = []

  list(): TestMark[] {
    return [...this.rows]
  }

  add(one: TestMark): void {
    this.rows.push(one)
  }

  drop(mark: string): void {
    this.rows = this.rows.filter((one) => one.mark !== mark)
  }
}
