// What a person reads while the demo runs: one line for each thing done or seen, with the time since the start.
import { relative } from 'node:path'
import type { Page } from 'playwright'

/** Perch did not do what was promised; the message says what happened instead. */
export class NotAsPromised extends Error {}

export class Transcript {
  private readonly startedAt = performance.now()
  private readonly pictures: string[] = []
  private promises = 0

  constructor(private readonly folder: string) {}

  /** A new scene. */
  scene(title: string): void {
    console.log(`\n${title}`)
  }

  /** Something was done or seen. */
  tell(words: string): void {
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(1)
    console.log(`${seconds.padStart(7)} s  ${words}`)
  }

  /** What belongs to the line before, each on a line of its own. */
  quote(...lines: string[]): void {
    for (const line of lines.flatMap((text) => text.split('\n'))) console.log(`${' '.repeat(11)}│ ${line}`)
  }

  /** Says that a promise was kept, or ends the journey. */
  keep(promise: string, isKept: boolean, instead: string): void {
    if (!isKept) throw new NotAsPromised(`${promise}: ${instead}`)
    this.promises += 1
    this.tell(`✔ ${promise}`)
  }

  /** Leaves `<number>-<name>.png` behind. */
  async picture(page: Page, name: string): Promise<void> {
    const path = `${this.folder}/${this.pictures.length + 1}-${name}.png`
    // The pointer and a blinking caret would make every picture a little different.
    await page.mouse.move(0, 0)
    await page.screenshot({ path, caret: 'hide', animations: 'disabled' })
    this.pictures.push(path)
    this.tell(`picture ${relative(process.cwd(), path)}`)
  }

  /** The last line. */
  end(): void {
    const seconds = Math.round((performance.now() - this.startedAt) / 1000)
    console.log(`\n${this.promises} promises kept in ${seconds} s, ${this.pictures.length} pictures.`)
  }
}
