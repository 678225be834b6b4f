import { deflateSync } from 'node:zlib'

/** Compresses the rows of a picture. */
export function deflate(rows: Buffer): Buffer {
  return deflateSync(rows, { level: 9 })
}

/** The check sum of PNG; node has one of its own only in newer versions. */
export function crc32(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
