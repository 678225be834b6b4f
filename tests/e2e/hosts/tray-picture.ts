// Tells which of our own pictures hangs in the tray. The panel gets pixels, not file names, so they are
// compared with those of the files; nearly equal counts, because transparency is rounded on the way.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { TrayIcon } from './tray-watcher'

const FOLDER = join(process.cwd(), 'resources', 'tray')
/** Mean difference of a colour channel, of 255. Different numbers differ by more than 3. */
const NEARLY = 1.5

/** What the icon shows, e.g. "idle" or "amber-3", for either panel; undefined when it is none of ours. */
export function pictureName(icon: TrayIcon): string | undefined {
  const candidates = readdirSync(FOLDER).filter((file) => file.endsWith(`-${icon.width}.png`) && !file.includes('template'))
  const rated = candidates.map((file) => ({ file, distance: distance(icon.argb, pixelsOf(join(FOLDER, file))) }))
  const [best] = rated.toSorted((left, right) => left.distance - right.distance)
  return best && best.distance < NEARLY ? best.file.replace(/-(light|dark)-\d+\.png$/, '') : undefined
}

function distance(argb: Buffer, rgba: Buffer): number {
  let sum = 0
  for (let at = 0; at < rgba.length; at += 4) {
    const [alpha, otherAlpha] = [argb[at] ?? 0, rgba[at + 3] ?? 0]
    sum += Math.abs(alpha - otherAlpha)
    // What is transparent has no colour to compare.
    for (let channel = 0; channel < 3; channel++) {
      sum += Math.abs((argb[at + 1 + channel] ?? 0) * alpha - (rgba[at + channel] ?? 0) * otherAlpha) / 255
    }
  }
  return sum / rgba.length
}

/** Decodes the kind of PNG our icons are: 8 bits, with alpha, not interlaced. */
function pixelsOf(file: string): Buffer {
  const png = readFileSync(file)
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  if (png[24] !== 8 || png[25] !== 6 || png[28] !== 0) throw new Error(`${file} is another kind of PNG`)
  const raw = inflateSync(Buffer.concat(imageData(png)))
  const stride = width * 4
  const pixels = Buffer.alloc(stride * height)
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (stride + 1)] ?? 0
    for (let at = 0; at < stride; at++) {
      const byte = raw[row * (stride + 1) + 1 + at] ?? 0
      pixels[row * stride + at] = byte + predicted({ pixels, stride, filter }, row, at)
    }
  }
  return pixels
}

function imageData(png: Buffer): Buffer[] {
  const parts = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  return parts
}

/** What each of the format's five filters expects a byte to be from its neighbours. */
function predicted(
  { pixels, stride, filter }: { pixels: Buffer; stride: number; filter: number },
  row: number,
  at: number,
): number {
  const byteAt = (y: number, x: number): number => (y < 0 || x < 0 ? 0 : (pixels[y * stride + x] ?? 0))
  const [left, above, corner] = [byteAt(row, at - 4), byteAt(row - 1, at), byteAt(row - 1, at - 4)]
  const nearest = (): number => {
    const guess = left + above - corner
    const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
    return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
  }
  return [0, left, above, (left + above) >> 1][filter] ?? nearest()
}
