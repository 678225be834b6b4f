/**
 * How large a picture becomes when it is drawn. A few kilobytes can say that they are a hundred thousand pixels wide and high: the
 * program that unpacks them falls over. So the size that the file itself names is looked at before it is shown (HOUSE §8.9).
 */

/** 8 000 by 8 000: a quarter of a gigabyte when drawn. */
const MOST_PIXELS = 64_000_000

type Size = readonly [width: number, height: number]

const word = (bytes: Uint8Array, from: number, letters: string): boolean =>
  [...letters].every((letter, at) => bytes[from + at] === letter.charCodeAt(0))

/** JPEG: the frame header, behind segments that each say how long they are. */
function ofJpeg(bytes: Uint8Array, view: DataView): Size | null {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const kind = bytes[at + 1] ?? 0
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)]
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

function ofWebp(bytes: Uint8Array, view: DataView): Size | null {
  if (bytes.length < 30) return null
  if (word(bytes, 12, 'VP8X')) return [1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8)]
  if (word(bytes, 12, 'VP8 ')) return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
  if (!word(bytes, 12, 'VP8L')) return null
  const bits = view.getUint32(21, true)
  return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)]
}

/** What the file says of itself; null: it does not say, or is not understood. */
function sizeOf(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 26) return null
  if (word(bytes, 12, 'IHDR')) return [view.getUint32(16), view.getUint32(20)]
  if (word(bytes, 0, 'GIF8')) return [view.getUint16(6, true), view.getUint16(8, true)]
  if (word(bytes, 0, 'BM')) return [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))]
  if (word(bytes, 8, 'WEBP')) return ofWebp(bytes, view)
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? ofJpeg(bytes, view) : null
}

/** Whether drawing it would take more memory than any picture of a message is worth. */
export function isTooLargeToDraw(bytes: Uint8Array): boolean {
  const [width, height] = sizeOf(bytes) ?? [0, 0]
  return width * height > MOST_PIXELS
}
