/** A picture of a window with at most 256 colours: a third of the bytes, and nobody sees the difference. 8 bit, not interlaced. */
import { deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_COLOURS = 256
/** Colours that differ by less are one. */
const STEP = 8

interface Pixels {
  width: number
  height: number
  /** Three bytes each. */
  rgb: Uint8Array
}

interface Colour {
  r: number
  g: number
  b: number
  count: number
}

/** The same picture, smaller. */
export function smallPng(png: Buffer): Buffer {
  const picture = read(png)
  const { palette, indexOf } = paletteOf(picture)
  const { width, height, rgb } = picture
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      rows[y * (width + 1) + 1 + x] = indexOf(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits a pixel, each the number of a colour.
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap(({ r, g, b }) => [r, g, b]))
  const parts = [
    part('IHDR', head),
    part('PLTE', colours),
    part('IDAT', deflateSync(rows, { level: 9 })),
    part('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([SIGNATURE, ...parts])
}

function read(png: Buffer): Pixels {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const bytes = png[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const raw = unfiltered(inflateSync(Buffer.concat(data)), { width, height, bytes })
  const rgb = new Uint8Array(width * height * 3)
  for (let n = 0; n < width * height; n += 1) rgb.set(raw.subarray(n * bytes, n * bytes + 3), n * 3)
  return { width, height, rgb }
}

/** PNG §9: each row says how it was written. */
function unfiltered(raw: Buffer, { width, height, bytes }: { width: number; height: number; bytes: number }): Uint8Array {
  const length = width * bytes
  const out = new Uint8Array(length * height)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (length + 1)] ?? 0
    for (let x = 0; x < length; x += 1) {
      const left = x >= bytes ? (out[y * length + x - bytes] ?? 0) : 0
      const up = y > 0 ? (out[(y - 1) * length + x] ?? 0) : 0
      const corner = x >= bytes && y > 0 ? (out[(y - 1) * length + x - bytes] ?? 0) : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
      out[y * length + x] = (raw[y * (length + 1) + 1 + x] ?? 0) + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** The colours that are seen most, and to each other one the nearest of them. */
function paletteOf({ rgb }: Pixels): { palette: Colour[]; indexOf: (r: number, g: number, b: number) => number } {
  const exact = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const key = keyOf(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0)
    exact.set(key, (exact.get(key) ?? 0) + 1)
  }
  const cells = new Map<number, Colour>()
  for (const [key, count] of [...exact].sort((a, b) => b[1] - a[1])) {
    const [r, g, b] = [key >> 16, (key >> 8) & 255, key & 255]
    const cell = keyOf(Math.floor(r / STEP), Math.floor(g / STEP), Math.floor(b / STEP))
    const known = cells.get(cell)
    // The one that is seen most speaks for its neighbours: grounds stay exactly what they are.
    if (known) known.count += count
    else cells.set(cell, { r, g, b, count })
  }
  const palette = [...cells.values()].sort((a, b) => b.count - a.count).slice(0, MOST_COLOURS)
  const nearest = new Map<number, number>()
  const indexOf = (r: number, g: number, b: number): number => {
    const key = keyOf(r, g, b)
    const known = nearest.get(key)
    if (known !== undefined) return known
    const far = palette.map((one) => (one.r - r) ** 2 + (one.g - g) ** 2 + (one.b - b) ** 2)
    const index = far.indexOf(Math.min(...far))
    nearest.set(key, index)
    return index
  }
  return { palette, indexOf }
}

const keyOf = (r: number, g: number, b: number): number => (r << 16) | (g << 8) | b

function part(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc(named))
  return Buffer.concat([length, named, sum])
}

/** PNG §D. */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
