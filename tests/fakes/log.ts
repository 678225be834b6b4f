import type { Log } from '../../src-main/core/ports'

/** Keeps what was written; a test that expects no bug asserts that `bugs` is empty. */
export class FakeLog implements Log {
  readonly lines: string[] = []
  readonly bugs: { where: string; error: unknown }[] = []

  info(what: string): void {
    this.lines.push(what)
  }

  warn(what: string): void {
    this.lines.push(what)
  }

  bug(where: string, error: unknown): string {
    this.bugs.push({ where, error })
    return `incident-${this.bugs.length}`
  }
}
