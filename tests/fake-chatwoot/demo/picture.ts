import { crc32, deflate } from './png-parts'

const WIDTH = 320
const HEIGHT = 240

/** A picture of a mug, drawn here so that the demo needs no files: PNG, a few kilobytes. */
export function mugPicture(): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const pixels = Array.from({ length: WIDTH }, (__, x) => colorAt(x, y))
    return Buffer.from([0, ...pixels.flat()])
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflate(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

type Color = [red: number, green: number, blue: number]

function colorAt(x: number, y: number): Color {
  const isBody = x > 100 && x < 200 && y > 60 && y < 190
  const fromHandle = Math.hypot(x - 205, y - 120)
  const isHandle = x >= 195 && fromHandle > 22 && fromHandle < 36
  const isCrack = isBody && Math.abs(x - 185 - ((y * 7) % 11)) < 2 && y < 140
  if (isCrack) return [60, 40, 30]
  if (isBody || isHandle) return y > 110 && y < 130 && isBody ? [40, 90, 150] : [226, 222, 210]
  return y > 190 ? [150, 120, 90] : [205, 214, 210]
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
