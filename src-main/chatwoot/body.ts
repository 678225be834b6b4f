import { randomUUID } from 'node:crypto'

/** A request body that knows its length and can be read more than once. */
export interface Body {
  contentType: string
  length: number
  chunks: readonly Uint8Array[]
}

/** A file of a multipart request. The server guesses the kind of an attachment from `type` (FACTS §3.5). */
export interface UploadFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** A field of a multipart request; values are text, as in any form. */
export type FormPart = { field: string; value: string } | { field: string; file: UploadFile }

/** Big files are handed over in pieces, so that "was it read to its end?" has an exact answer. */
const PIECE_BYTES = 65_536

const encoder = new TextEncoder()

/** A JSON body (FACTS §1.5: Rails wraps JSON, and only JSON, by itself). */
export function jsonBody(value: unknown): Body {
  const bytes = encoder.encode(JSON.stringify(value))
  return { contentType: 'application/json', length: bytes.byteLength, chunks: [bytes] }
}

/** A multipart body; names of files are written as browsers write them. */
export function formBody(parts: readonly FormPart[]): Body {
  const boundary = `perch-${randomUUID()}`
  const chunks: Uint8Array[] = []
  for (const part of parts) {
    chunks.push(encoder.encode(`--${boundary}\r\n${partHead(part)}\r\n\r\n`))
    chunks.push(...('file' in part ? pieces(part.file.bytes) : [encoder.encode(part.value)]))
    chunks.push(encoder.encode('\r\n'))
  }
  chunks.push(encoder.encode(`--${boundary}--\r\n`))
  const length = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  return { contentType: `multipart/form-data; boundary=${boundary}`, length, chunks }
}

function partHead(part: FormPart): string {
  const head = `Content-Disposition: form-data; name="${quoted(part.field)}"`
  if (!('file' in part)) return head
  return `${head}; filename="${quoted(part.file.name)}"\r\nContent-Type: ${part.file.type.replace(/[^\x20-\x7e]/g, '')}`
}

function quoted(text: string): string {
  return text.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')
}

function pieces(bytes: Uint8Array): Uint8Array[] {
  const list: Uint8Array[] = []
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) list.push(bytes.subarray(at, at + PIECE_BYTES))
  return list
}
