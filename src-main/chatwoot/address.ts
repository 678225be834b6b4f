/**
 * What an agent typed or pasted → the address of a server. People paste the address of the page they are looking at, leave
 * out the scheme, type a comma for a dot; what is surely meant is put right, what is not is refused with a reason.
 */

/** `note` says what was changed or deserves a warning; the agent sees it beside the address. */
export type Address =
  | {
      kind: 'ok'
      base: string
      note: 'plain' | 'scheme-added' | 'scheme-repaired' | 'shortened' | 'credentials-dropped'
      isLocal: boolean
    }
  | { kind: 'wrong'; reason: 'empty' | 'spaces' | 'scheme' | 'typo' | 'too-long' | 'unreadable'; suggestion: string | null }

const MAX_LENGTH = 2000
/** Where Chatwoot's own paths begin; everything from there on belongs to a page, not to the server (FACTS §9). */
const OWN_PATHS = new Set(['app', 'api', 'auth', 'cable', 'super_admin', 'platform', 'rails', 'widget', 'login'])

/** Never throws; an `ok` base is http or https without credentials, query, hash or trailing slash. */
export function parseAddress(typed: string): Address {
  if (typed.length > MAX_LENGTH) return wrong('too-long')
  // Invisible characters come along with pasting: zero-width, bidi marks, soft hyphen, quotes around.
  const text = typed
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .trim()
    .replace(/^["'<«“]+|["'>»”]+$/g, '')
    .trim()
  if (text === '') return wrong('empty')
  if (/\s/.test(text)) return wrong('spaces')
  const { scheme, rest, note } = splitScheme(text)
  if (scheme === null) return wrong('scheme')
  const typo = typoIn(rest)
  if (typo) return wrong('typo', `${scheme || 'https'}://${typo}`)
  return fromUrl(`${scheme || schemeFor(rest)}://${rest}`, note)
}

function wrong(reason: Extract<Address, { kind: 'wrong' }>['reason'], suggestion: string | null = null): Address {
  return { kind: 'wrong', reason, suggestion }
}

interface Split {
  /** Empty: none was typed. Null: one that Perch does not speak. */
  scheme: 'http' | 'https' | '' | null
  rest: string
  note: Extract<Address, { kind: 'ok' }>['note']
}

function splitScheme(text: string): Split {
  const exact = /^(https?):\/\/(.*)$/i.exec(text)
  if (exact) return { scheme: exact[1]?.toLowerCase() as 'http' | 'https', rest: exact[2] ?? '', note: 'plain' }
  // https:/host, https//host, https;//host, htps://host, ttps://host, https:\\host
  const loose = /^(h{0,2}t{1,4}p{1,2}s{0,2})(?:[:;][/\\]{0,3}|[/\\]{2,3})(?!\d+(?:\/|$))(.+)$/i.exec(text)
  if (loose) return { scheme: /s$/i.test(loose[1] ?? '') ? 'https' : 'http', rest: loose[2] ?? '', note: 'scheme-repaired' }
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text) || /^(mailto|file|javascript|data|tel|about):/i.test(text))
    return { scheme: null, rest: '', note: 'plain' }
  return { scheme: '', rest: text.replace(/^\/+/, ''), note: 'scheme-added' }
}

/** http is only ever assumed for this computer. */
function schemeFor(rest: string): 'http' | 'https' {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|[\w-]+\.localhost)(?=[:/]|$)/i.test(rest) ? 'http' : 'https'
}

/** A host that cannot be meant, put right; null when it is fine or beyond help. */
function typoIn(rest: string): string | null {
  const host = /^[^/?#]*/.exec(rest)?.[0] ?? ''
  const fixed = host
    .replace(/,/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^\.+/, '')
    .replace(/;(\d+)$/, ':$1')
    .replace(/^(www)(\.\1)+\./i, '$1.')
  if (fixed === host || fixed === '' || host.includes('@')) return null
  return fixed + rest.slice(host.length)
}

function fromUrl(text: string, note: Extract<Address, { kind: 'ok' }>['note']): Address {
  if (!URL.canParse(text)) return wrong('unreadable')
  const url = new URL(text)
  const host = url.hostname
  if (!/^https?:$/.test(url.protocol) || host === '' || /^\.|\.\./.test(host) || /[^\p{L}\p{N}.:[\]_-]/u.test(host))
    return wrong('unreadable')
  const pieces = url.pathname.split('/').filter(Boolean)
  const end = pieces.findIndex((piece) => OWN_PATHS.has(piece.toLowerCase()) || !/^[\w.~-]+$/.test(piece))
  const kept = end === -1 ? pieces : pieces.slice(0, end)
  const base = `${url.protocol}//${url.host}${kept.map((piece) => `/${piece}`).join('')}`
  const changed =
    url.username || url.password
      ? 'credentials-dropped'
      : kept.length < pieces.length || url.search || url.hash
        ? 'shortened'
        : note
  return { kind: 'ok', base, note: changed, isLocal: isLocalHost(host) }
}

/** This computer: the only place where http says nothing to anybody else. */
export function isLocalHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
