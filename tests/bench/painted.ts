/** How long a key press takes: from the press as the system stamped it to after the frame that shows its effect. */
import type { Page } from 'playwright'

/**
 * The effect of a press: something inside a new box. Without it: a letter in a field, counted until the page has drawn it and is free
 * again; when the screen takes its next frame is the screen's.
 */
interface Effect {
  box: string
  inside: string
}

/** Starts counting in the page. */
export async function watchPresses(page: Page, effect: Effect | null = null): Promise<void> {
  await page.evaluate((wanted) => {
    const pressTimes: number[] = []
    Object.assign(window, { pressTimes })
    let pressedAt: number | null = null
    let before: Element | null = null
    const seen = () => {
      if (pressedAt === null) return
      const from = pressedAt
      pressedAt = null
      const free = () => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => pressTimes.push(performance.now() - from)
        port2.postMessage(null)
      }
      if (wanted) requestAnimationFrame(free)
      else free()
    }
    const onPress = ({ timeStamp }: KeyboardEvent) => {
      pressedAt = timeStamp
      before = wanted && document.querySelector(wanted.box)
    }
    addEventListener('keydown', onPress, true)
    if (!wanted) return addEventListener('input', seen, true)
    const look = () => {
      const now = document.querySelector(wanted.box)
      if (now !== null && now !== before && now.querySelector(wanted.inside)) seen()
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
  }, effect)
}

/** Milliseconds of each press so far. */
export function pressTimes(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { pressTimes: number[] }).pressTimes)
}

/** Resolves when so many presses were seen. */
export async function untilSeen(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => (window as unknown as { pressTimes: number[] }).pressTimes.length >= wanted, count)
}
