/** Where the quick-reply window stands: on the screen with the pointer, in the middle, a little above. Electron-free. */
import type { Rectangle } from './window-bounds'

/** As drawn (LOOK §2); a smaller screen gets a smaller window. */
const QUICK_SIZE = { width: 560, height: 420 }
/** Eyes rest in the upper part of a screen. */
const ABOVE_SHARE = 0.3

/** As large as its text (1 is as drawn). Null: the system says nothing about its screens, and chooses itself. */
export function quickPlace(pointer: { x: number; y: number }, screens: readonly Rectangle[], zoom: number): Rectangle | null {
  const screen = screens.find((one) => holds(one, pointer)) ?? screens[0]
  if (!screen || screen.width <= 0 || screen.height <= 0) return null
  const width = Math.min(Math.round(QUICK_SIZE.width * zoom), screen.width)
  const height = Math.min(Math.round(QUICK_SIZE.height * zoom), screen.height)
  return {
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + (screen.height - height) * ABOVE_SHARE),
    width,
    height,
  }
}

function holds(screen: Rectangle, { x, y }: { x: number; y: number }): boolean {
  return x >= screen.x && x < screen.x + screen.width && y >= screen.y && y < screen.y + screen.height
}
