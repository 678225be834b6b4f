import type { FileSource } from '../../src-main/core/files/staging'

/** Bytes that are not all alike: byte n is n·7 modulo 251. */
export function someBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 7) % 251)
}

/** A file outside, handed over in pieces of `pieceBytes`. */
export function sourceOf(name: string, bytes: Uint8Array, pieceBytes = 100_000): FileSource {
  return {
    name,
    size: bytes.byteLength,
    async *pieces() {
      await Promise.resolve()
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.slice(at, at + pieceBytes)
    },
  }
}
