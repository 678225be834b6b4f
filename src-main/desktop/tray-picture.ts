/** Shapes drawn in code, for a checkout without pictures: the level can still be told by form (LOOK §12). */
import { type NativeImage, nativeImage } from 'electron'

type Rgb = readonly [number, number, number]
type Shape = (x: number, y: number) => boolean

const SIDE = 22
const MIDDLE = (SIDE - 1) / 2

const disc =
  (radius: number): Shape =>
  (x, y) =>
    Math.hypot(x, y) <= radius
const octagon: Shape = (x, y) => Math.max(Math.abs(x), Math.abs(y), (Math.abs(x) + Math.abs(y)) / 1.4) <= 9
const ring: Shape = (x, y) => disc(9)(x, y) && !disc(6)(x, y)

const SHAPES: Record<string, Shape> = {
  idle: disc(6),
  unread: (x, y) => disc(6)(x, y) || Math.hypot(x - 7, y + 7) <= 3,
  calm: (x, y) => ring(x, y) || (Math.abs(x) < 1.2 && y <= 1 && y > -5),
  amber: (x, y) => Math.abs(x) + Math.abs(y) <= 10,
  red: (x, y) => octagon(x, y) && !(Math.abs(x) < 1.5 && (y < 2 || y > 4) && Math.abs(y) < 6),
  off: (x, y) => (disc(8)(x, y) && !disc(6)(x, y)) || (Math.abs(x - y) < 1.6 && disc(10)(x, y)),
  paused: (x, y) => Math.abs(Math.abs(x) - 3.5) < 2 && Math.abs(y) < 7,
}
const COLOURS: Record<string, Rgb> = { amber: [224, 148, 26], red: [214, 60, 50] }
const INK: Record<'light' | 'dark', Rgb> = { light: [40, 48, 56], dark: [232, 238, 242] }

/** A picture of 22 x 22 for a level; numbers are left to tooltip and menu. */
export function drawTrayPicture(picture: string, panel: 'light' | 'dark'): NativeImage {
  const [level = 'idle'] = picture.split('-')
  const shape = SHAPES[level] ?? disc(6)
  const [red, green, blue] = COLOURS[level] ?? INK[panel]
  const pixels = Buffer.alloc(SIDE * SIDE * 4)
  for (let index = 0; index < SIDE * SIDE; index++) {
    if (!shape((index % SIDE) - MIDDLE, Math.floor(index / SIDE) - MIDDLE)) continue
    pixels.set([blue, green, red, 255], index * 4)
  }
  return nativeImage.createFromBitmap(pixels, { width: SIDE, height: SIDE })
}
