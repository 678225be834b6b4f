/** What the server would refuse, or store without a word and never deliver to: known before anything is sent. */

/** Why a name of an inbox is refused: up to 4.9 no `< > / \ @` and no symbol at either end (FACTS §2 G5), since then only none at all. */
export function nameTrouble(name: string, version: string | null): 'name-empty' | 'name-symbols' | 'name-ends' | null {
  const trimmed = name.trim()
  if (trimmed === '') return 'name-empty'
  if (takesAnyName(version)) return null
  if (/[<>/\\@]/.test(trimmed)) return 'name-symbols'
  const isBounded = /^[\p{L}\p{N}\p{M}\p{Emoji}]/u.test(trimmed) && !/[!-/:-@[-`{-~]$/.test(trimmed)
  return isBounded ? null : 'name-ends'
}

/** A version that is not known may be an old one. */
function takesAnyName(version: string | null): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? []
  return Number(major ?? 0) * 1_000 + Number(minor ?? 0) >= 4_010
}

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i
const ADDRESS = /^https?:\/\/(?:[^\s/?#@]*@)?(\[[0-9a-f:.]+\]|[^\s/?#:@]+)(?::(\d{1,5}))?(?:[/?#]\S*)?$/i

/** Why a webhook cannot be at this address: the server wants http(s), one line, no spaces (FACTS §8). */
export function urlTrouble(url: string): 'url-empty' | 'url-no-scheme' | 'url-scheme' | 'url-broken' | null {
  if (url.trim() === '') return 'url-empty'
  const scheme = SCHEME.exec(url.trim())?.[1]?.toLowerCase()
  if (scheme === undefined) return 'url-no-scheme'
  if (scheme !== 'http' && scheme !== 'https') return 'url-scheme'
  const parts = ADDRESS.exec(url.trim())
  return parts === null || Number(parts[2] ?? 1) > 65_535 || Number(parts[2] ?? 1) < 1 ? 'url-broken' : null
}

const PRIVATE =
  /^(localhost|.*\.(local|lan|internal|localhost)|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[(::1|::|f[cd].*|fe[89ab].*)\])$/i

/** An address only machines of the same network reach. Allowed, but the server may stand elsewhere: it is a warning. */
export function isPrivateUrl(url: string): boolean {
  const host = ADDRESS.exec(url.trim())?.[1]
  return host !== undefined && (PRIVATE.test(host) || !/[.:]/.test(host))
}

/** A user id becomes a sourceId: one word, not too long. */
export function userIdTrouble(id: string): 'user-id' | null {
  return /^[^\s\p{C}]{1,200}$/u.test(id) ? null : 'user-id'
}
