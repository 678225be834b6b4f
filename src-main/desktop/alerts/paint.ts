/** Pixels for daemons that want them raw: a path would mean a customer's picture on the plain disk. */
import type { NativeImage } from 'electron'

export interface Pixels {
  width: number
  height: number
  /** Red, green, blue, alpha; row by row. */
  rgba: Buffer
}

/** Null: no picture that can be shown. */
export type Paint = (encoded: Uint8Array) => Pixels | null

const SIDE = 64

/** Through Electron's own decoder, at the size of an avatar. */
export function makePaint(nativeImage: { createFromBuffer(bytes: Buffer): NativeImage }): Paint {
  return (encoded) => {
    const whole = nativeImage.createFromBuffer(Buffer.from(encoded))
    if (whole.isEmpty()) return null
    const small = whole.resize({ width: SIDE, height: SIDE, quality: 'good' })
    const { width, height } = small.getSize()
    return { width, height, rgba: swapped(small.toBitmap()) }
  }
}

/** Chromium keeps blue first. */
function swapped(bgra: Buffer): Buffer {
  const rgba = Buffer.from(bgra)
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [blue = 0, red = 0] = [rgba[at], rgba[at + 2]]
    rgba[at] = red
    rgba[at + 2] = blue
  }
  return rgba
}
