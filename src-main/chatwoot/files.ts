/**
 * Files of messages, and pictures of people (FACTS §3.5). Whoever has the address may read the file, so no token goes with
 * it: the storage behind the redirect belongs to somebody else. The server writes its own idea of its address into the links,
 * which is often wrong; its path is right.
 */
import type { Outcome } from '../core/outcome'
import type { ReadPatience } from '../core/ports'
import { failureOf } from './call'
import type { Exchange, Line } from './line'

/** Our server → its storage, and one more for a move to https. */
const MAX_REDIRECTS = 3
/** Where the server keeps files, whatever host it believes to have. */
const STORAGE_PATH = '/rails/active_storage/'

/** A file as it came; `type` is what the storage says, not what the bytes are. */
export interface FileAnswer {
  bytes: Uint8Array
  type: string | null
}

/** Reads files of one server. */
export interface Files {
  /** `url` is an attachment's, a thumbnail's or an avatar's. */
  readFile(url: string, patience?: ReadPatience): Promise<Outcome<FileAnswer>>
}

export interface FilesOptions {
  baseUrl: string
  line: Line
  userAgent: string
}

/** Makes the reader; it never writes and never carries a credential. */
export function makeFiles(options: FilesOptions): Files {
  return { readFile: (url, patience) => read(options, url, patience) }
}

async function read(options: FilesOptions, link: string, patience?: ReadPatience): Promise<Outcome<FileAnswer>> {
  let url = placeOf(options.baseUrl, link)
  if (!url) return { kind: 'never-sent', reason: 'connect', detail: 'ERR_INVALID_URL' }
  for (let left = MAX_REDIRECTS; url; left -= 1) {
    const headers = { accept: '*/*', 'user-agent': options.userAgent }
    const asked = { method: 'GET', url: url.href, headers, body: null, once: false, ...patience } as const
    const exchange: Exchange = await options.line.exchange(asked)
    if (exchange.kind === 'never-sent') return exchange
    if (exchange.kind === 'unsure') return { ...exchange, words: null }
    const { status, body } = exchange
    if (status >= 200 && status < 300)
      return { kind: 'accepted', value: { bytes: body, type: exchange.headers['content-type'] ?? null } }
    if (status < 300 || status >= 400 || left === 0) return failureOf(exchange, { isMessage: false, credential: null })
    url = nextOf(options.baseUrl, url, exchange.headers['location'])
  }
  return { kind: 'unsure', reason: 'unreadable', status: null, words: null }
}

/** Where a link really leads; null for what is no web address. */
function placeOf(baseUrl: string, link: string): URL | null {
  if (!URL.canParse(link, `${baseUrl}/`)) return null
  const url = new URL(link, `${baseUrl}/`)
  const at = url.pathname.indexOf(STORAGE_PATH)
  if (at !== -1) return new URL(`${baseUrl}${url.pathname.slice(at)}${url.search}`)
  return /^https?:$/.test(url.protocol) ? url : null
}

/** Never from https to http: what was private stays so. */
function nextOf(baseUrl: string, here: URL, location: string | undefined): URL | null {
  if (!location || !URL.canParse(location, here.href)) return null
  const next = placeOf(baseUrl, new URL(location, here.href).href)
  return here.protocol === 'https:' && next?.protocol === 'http:' ? null : next
}
