/** Where the window was, if that place still exists: a screen may be gone since. Electron-free. */
import { z } from 'zod'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export const SMALLEST = { width: 720, height: 480 }
export const FIRST = { width: 1280, height: 820 }
/** So much of the title bar must be on a screen to be dragged back. */
const GRIP = { width: 120, height: 24 }

const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(SMALLEST.width),
  height: z.number().int().min(SMALLEST.height),
  isMaximized: z.boolean(),
})
export type Place = z.infer<typeof placeSchema>

/** The stored place fitted to the screens there are, or null: then the system chooses. */
export function restorePlace(stored: unknown, screens: readonly Rectangle[]): Place | null {
  const parsed = placeSchema.safeParse(stored)
  if (!parsed.success) return null
  const place = parsed.data
  const screen = screens.find((candidate) => isReachable(place, candidate))
  if (!screen) return null
  const width = Math.min(place.width, Math.max(screen.width, SMALLEST.width))
  const height = Math.min(place.height, Math.max(screen.height, SMALLEST.height))
  return { ...place, width, height }
}

/** Where a window goes whose screen was unplugged while it was out of sight; null: it can be seen where it is. */
export function broughtBack(place: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  const [first] = screens
  if (!first || screens.some((screen) => isSeen(place, screen))) return null
  const width = Math.min(place.width, Math.max(first.width, SMALLEST.width))
  const height = Math.min(place.height, Math.max(first.height, SMALLEST.height))
  const middle = (start: number, room: number, size: number): number => start + Math.max(0, Math.round((room - size) / 2))
  return { x: middle(first.x, first.width, width), y: middle(first.y, first.height, height), width, height }
}

/** Enough of the window to take hold of lies on this screen, wherever the agent put it herself. */
function isSeen(place: Rectangle, screen: Rectangle): boolean {
  const wide = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x)
  const high = Math.min(place.y + place.height, screen.y + screen.height) - Math.max(place.y, screen.y)
  return wide >= GRIP.width && high >= GRIP.height
}

/** Enough of the title bar lies on this screen. */
function isReachable({ x, y, width }: Rectangle, screen: Rectangle): boolean {
  const visible = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x)
  return visible >= GRIP.width && y >= screen.y - GRIP.height / 2 && y + GRIP.height <= screen.y + screen.height
}
