import { randomUUID } from 'node:crypto'
import type { OutgoingFile } from '../core/ports'

/** A request body that knows its length and can be read more than once, a piece at a time. */
export interface Body {
  contentType: string
  length: number
  pieces(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** A file of a multipart request, here as a whole or read on the way. The server guesses its kind from `type` (FACTS §3.5). */
export type UploadFile = OutgoingFile | { name: string; type: string; bytes: Uint8Array }

/** A field of a multipart request; values are text, as in any form. */
export type FormPart = { field: string; value: string } | { field: string; file: UploadFile }

/** Big files are handed over in pieces, so that "was it read to its end?" has an exact answer. */
const PIECE_BYTES = 65_536

const encoder = new TextEncoder()

/** A JSON body (FACTS §1.5: Rails wraps JSON, and only JSON, by itself). */
export function jsonBody(value: unknown): Body {
  const bytes = encoder.encode(JSON.stringify(value))
  return { contentType: 'application/json', length: bytes.byteLength, pieces: () => [bytes] }
}

/** A multipart body; names of files are written as browsers write them. */
export function formBody(parts: readonly FormPart[]): Body {
  const boundary = `perch-${randomUUID()}`
  const blocks = parts.flatMap((part): Block[] => [
    encoder.encode(`--${boundary}\r\n${partHead(part)}\r\n\r\n`),
    'file' in part ? part.file : encoder.encode(part.value),
    encoder.encode('\r\n'),
  ])
  blocks.push(encoder.encode(`--${boundary}--\r\n`))
  const length = blocks.reduce((sum, block) => sum + sizeOf(block), 0)
  return { contentType: `multipart/form-data; boundary=${boundary}`, length, pieces: () => piecesOf(blocks) }
}

/** What stands between two boundaries, or the boundary itself. */
type Block = Uint8Array | UploadFile

function sizeOf(block: Block): number {
  if (block instanceof Uint8Array) return block.byteLength
  return 'bytes' in block ? block.bytes.byteLength : block.size
}

async function* piecesOf(blocks: readonly Block[]): AsyncGenerator<Uint8Array, void, void> {
  for (const block of blocks) {
    if (block instanceof Uint8Array) yield block
    else if ('bytes' in block) yield* cut(block.bytes)
    else for await (const bytes of block.pieces()) yield* cut(bytes)
  }
}

function partHead(part: FormPart): string {
  const head = `Content-Disposition: form-data; name="${quoted(part.field)}"`
  if (!('file' in part)) return head
  return `${head}; filename="${quoted(part.file.name)}"\r\nContent-Type: ${part.file.type.replace(/[^\x20-\x7e]/g, '')}`
}

function quoted(text: string): string {
  return text.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')
}

function* cut(bytes: Uint8Array): Generator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}
