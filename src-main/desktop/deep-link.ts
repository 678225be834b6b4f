/**
 * What a link asks for. Links come from outside (browser, mail, command line), so everything is parsed, nothing is
 * believed, and nothing throws.
 */

/** A conversation by what a link knows of it. `host` is null for `perch://` links without one. */
export interface LinkTarget {
  /** Base address of the server, as in `https://chat.example.com/sub`, when the link names one. */
  baseUrl: string | null
  accountId: number
  conversationId: number
}

const SCHEME = 'perch:'
const SHORT = /^\/?(?:accounts\/)?(\d{1,15})\/(?:conversations\/)?(\d{1,15})\/?$/
const LONGEST_LINK = 4096

/** `perch://conversation/<account>/<number>?server=<address>`, or an address of the dashboard as it was copied. */
export function readLink(text: string): LinkTarget | null {
  if (text.length > LONGEST_LINK) return null
  const url = parse(text.trim())
  if (!url) return null
  if (url.protocol === SCHEME) return readPerchLink(url)
  return url.protocol === 'https:' || url.protocol === 'http:' ? readDashboardLink(url) : null
}

/** Chromium adds switches of its own to a second instance's arguments: the link is wherever one can be read. */
export function linkInArguments(words: readonly string[]): LinkTarget | null {
  for (const word of words) {
    const target = readLink(word)
    if (target !== null) return target
  }
  return null
}

function readPerchLink(url: URL): LinkTarget | null {
  if (url.hostname !== 'conversation') return null
  const match = SHORT.exec(url.pathname)
  const target = match && numbers(match[1], match[2])
  if (!target) return null
  const server = url.searchParams.get('server')
  if (server === null) return { baseUrl: null, ...target }
  const base = parse(server)
  if (base?.protocol !== 'https:' && base?.protocol !== 'http:') return null
  return { baseUrl: base.origin + base.pathname.replace(/\/+$/, ''), ...target }
}

/**
 * The dashboard has many ways to one conversation (inbox, label, team, mentions, folder); all begin with the account and end
 * with the conversation. Read piece by piece: a pattern for all of them can be made to think for hours.
 */
function readDashboardLink(url: URL): LinkTarget | null {
  const parts = url.pathname.split('/')
  const app = parts.findIndex((part, index) => part === 'app' && parts[index + 1] === 'accounts')
  const conversations = parts.lastIndexOf('conversations')
  if (app < 0 || conversations < app + 3) return null
  const target = numbers(parts[app + 2], parts[conversations + 1])
  return target ? { baseUrl: url.origin + parts.slice(0, app).join('/'), ...target } : null
}

function numbers(account: string | undefined, conversation: string | undefined): Omit<LinkTarget, 'baseUrl'> | null {
  const accountId = readNumber(account)
  const conversationId = readNumber(conversation)
  return accountId > 0 && conversationId > 0 ? { accountId, conversationId } : null
}

function readNumber(text = ''): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
