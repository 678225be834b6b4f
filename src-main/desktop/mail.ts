/**
 * `app://mail/<token>/`: one HTML mail, cleaned by the window, alone in a frame that may do nothing (decision 0037). Here is the
 * wall that counts: should the cleaning be wrong, the header still forbids scripts, forms, frames and every address. Links of the
 * mail are `link/<number>`: going there is refused, and the number is told to the window, which knows where it would lead.
 */
import type { Shelf } from './origin'

/** Bytes and what they are. */
interface Shown {
  bytes: Uint8Array
  type: string
}

/** A mail as the window handed it over. `picture`: the bytes of its picture by number; null: not to be had. */
export interface StagedMail {
  html: string
  picture: ((index: number) => Promise<Shown | null>) | null
}

export interface MailShelf {
  shelf: Shelf
  /** Keeps it until it is dropped or many newer ones came; answers with its token. */
  stage: (mail: StagedMail) => string
  drop: (token: string) => void
  /** True for the address of a mail that is kept: the only place a sub-frame may go. */
  isLive: (url: string) => boolean
  /** The link that an address means; null when it means none. */
  linkOf: (url: string) => PressedLink | null
}

/** A link of a mail that was clicked. */
export interface PressedLink {
  token: string
  index: number
}

/** More than any window draws at once. */
const MOST_KEPT = 60
const ADDRESS = /^app:\/\/mail\/([0-9a-f-]{36})\/(?:link\/(\d{1,4}))?$/
const INSIDE = /^([0-9a-f-]{36})\/(?:picture\/(\d{1,4}))?$/

/** What a mail may do: be styled by itself, and show pictures of this list. `sandbox` without words: no script, no form, no window. */
export function mailPolicy(frameAncestors: string, hasPictures: boolean): string {
  const pictures = hasPictures ? 'data: app://mail' : 'data:'
  return `sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures}; frame-ancestors ${frameAncestors}`
}

const HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' }

/** `pages`: where our own pages come from; nobody else may frame a mail. */
export function makeMailShelf(needs: { newToken: () => string; pages: string }): MailShelf {
  const kept = new Map<string, StagedMail>()
  const find = (url: string): PressedLink | null => {
    const [, token = '', index] = ADDRESS.exec(url) ?? []
    return kept.has(token) ? { token, index: Number(index ?? -1) } : null
  }
  return {
    async shelf(path) {
      const [, token = '', index] = INSIDE.exec(path) ?? []
      const mail = kept.get(token)
      if (!mail) return null
      return index === undefined ? page(mail, needs.pages) : picture(await mail.picture?.(Number(index)))
    },
    stage(mail) {
      const token = needs.newToken()
      kept.set(token, mail)
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      return token
    },
    drop: (token) => void kept.delete(token),
    isLive: (url) => find(url)?.index === -1,
    linkOf: (url) => {
      const found = find(url)
      return found && found.index >= 0 ? found : null
    },
  }
}

function page({ html, picture }: StagedMail, pages: string): Response {
  const policy = mailPolicy(pages, picture !== null)
  const headers = { ...HEADERS, 'content-security-policy': policy, 'content-type': 'text/html; charset=utf-8' }
  return new Response(html, { headers })
}

/** The mail has no origin, so its own pictures come from elsewhere to it. */
function picture(shown: Shown | null | undefined): Response | null {
  if (!shown) return null
  const policy = { 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'cross-origin' }
  return new Response(new Uint8Array(shown.bytes), { headers: { ...HEADERS, ...policy, 'content-type': shown.type } })
}
