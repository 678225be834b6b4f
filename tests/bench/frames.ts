/** How evenly a page draws: the gaps between its animation frames. */
import type { Page } from 'playwright'

/** A frame that took longer than this was seen to be late: one and a half of a screen with 60 of them a second. */
const LATE_MS = 25

export interface Frames {
  all: number
  late: number
  longestMs: number
}

/** Counts frames while `work` runs. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const gaps: number[] = []
    let last = performance.now()
    const next = (): void => {
      const now = performance.now()
      gaps.push(now - last)
      last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    Object.assign(window, { gaps })
  })
  await work()
  const gaps = await page.evaluate(() => (window as unknown as { gaps: number[] }).gaps.slice(1))
  return { all: gaps.length, late: gaps.filter((gap) => gap > LATE_MS).length, longestMs: Math.max(0, ...gaps) }
}
