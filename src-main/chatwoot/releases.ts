/**
 * Files of newer versions, read where they are published: by the same proxies and company roots as everything else. No
 * cookie, no token; what comes is believed only after its signature was checked (`desktop/updates`).
 */
import type { ReadRelease, ReleaseBytes } from '../core/updates/port'
import type { Line } from './line'

/** Hosts of releases lead to their storage. */
const MAX_REDIRECTS = 3
/** A manifest and its signature are some kB; a megabyte of a package takes a slow line two minutes. */
const WHOLE_BYTES = 1024 * 1024
const PIECE_MS = 120_000
/** An installer that comes whole though a piece was asked for. */
const MAX_BYTES = 400 * 1024 * 1024

/** Makes the reader. `line` is asked anew each time: it is closed after each read. */
export function makeReadRelease(openLine: () => Line, userAgent: string): ReadRelease {
  return async (link, piece) => {
    const line = openLine()
    try {
      return await follow(line, { link, piece, userAgent })
    } finally {
      line.close()
    }
  }
}

interface Asked {
  link: string
  piece: { from: number; length: number } | null
  userAgent: string
}

async function follow(line: Line, { link, piece, userAgent }: Asked): Promise<ReleaseBytes> {
  const range: Record<string, string> = piece ? { range: `bytes=${piece.from}-${piece.from + piece.length - 1}` } : {}
  let url = new URL(link)
  for (let left = MAX_REDIRECTS; ; left -= 1) {
    const exchange = await line.exchange({
      method: 'GET',
      url: url.href,
      headers: { accept: '*/*', 'cache-control': 'no-cache', 'user-agent': userAgent, ...range },
      body: null,
      once: false,
      maxBytes: piece ? MAX_BYTES : WHOLE_BYTES,
      answerMs: PIECE_MS,
    })
    if (exchange.kind !== 'answer') return { kind: 'failed', fault: 'offline' }
    const { status, headers, body } = exchange
    if (status === 206 && piece) return { kind: 'bytes', bytes: body, total: totalOf(headers['content-range']) }
    if (status === 200) return whole(body, piece)
    const next = headers['location']
    const isOn = status >= 300 && status < 400 && left > 0 && next !== undefined && URL.canParse(next, url.href)
    if (!isOn) return { kind: 'failed', fault: status >= 500 || status === 429 ? 'offline' : 'missing' }
    const to = new URL(next, url.href)
    // Never from https to http.
    if (to.protocol !== url.protocol && to.protocol !== 'https:') return { kind: 'failed', fault: 'missing' }
    url = to
  }
}

function whole(body: Uint8Array, piece: Asked['piece']): ReleaseBytes {
  const bytes = piece ? body.subarray(piece.from, piece.from + piece.length) : body
  return { kind: 'bytes', bytes, total: body.byteLength }
}

/** `bytes 0-99/1234` → 1234. */
function totalOf(range: string | undefined): number | null {
  const found = /\/(\d+)$/.exec(range ?? '')
  return found ? Number(found[1]) : null
}
