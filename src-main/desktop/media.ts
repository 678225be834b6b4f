/** `app://media/…`: bytes for pictures and players, with a type of our own and nothing that could run. */
import type { Shelf } from './origin'

/** Bytes and what they are. */
interface Shown {
  bytes: Uint8Array
  type: string
}

export interface MediaShelf {
  shelf: Shelf
  /** Core comes later than the first page. */
  fill: (find: (token: string) => Promise<Shown | null>) => void
}

const HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, max-age=600',
  'accept-ranges': 'bytes',
}

/** Nothing lies on it until it is filled. */
export function makeMediaShelf(): MediaShelf {
  let find: (token: string) => Promise<Shown | null> = () => Promise.resolve(null)
  return {
    shelf: async (token, range) => {
      const shown = await find(decodeURIComponent(token))
      return shown && answer(shown, range)
    },
    fill: (next) => {
      find = next
    },
  }
}

/** A player asks for a part when the agent moves in it. */
function answer({ bytes, type }: Shown, range: string | null): Response {
  const size = bytes.byteLength
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from === '' || start > end) {
    return new Response(new Uint8Array(bytes), {
      headers: { ...HEADERS, 'content-type': type, 'content-length': String(size) },
    })
  }
  const part = new Uint8Array(bytes.subarray(start, end + 1))
  const headers = { ...HEADERS, 'content-type': type, 'content-range': `bytes ${start}-${end}/${size}` }
  return new Response(part, { status: 206, headers: { ...headers, 'content-length': String(part.byteLength) } })
}
