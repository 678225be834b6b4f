/**
 * The one door for links out of Perch. A raw string is never judged: `https:evil`, `javascript:` behind spaces and
 * look-alikes all become what the parser says they are.
 */
import type { Log } from '../core/ports'

export interface Links {
  /** Hands the link to the desktop if its kind is allowed; says whether it did. */
  open(text: string): Promise<boolean>
}

interface LinksNeeds {
  /** `shell.openExternal`. */
  openExternal: (url: string) => Promise<void>
  log: Log
}

const ALLOWED = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/** Opens links of allowed kinds in the agent's own programs. */
export function makeLinks({ openExternal, log }: LinksNeeds): Links {
  return {
    async open(text) {
      const url = URL.canParse(text) ? new URL(text) : null
      if (!url || !ALLOWED.has(url.protocol)) {
        log.warn('link refused', { kind: url?.protocol ?? 'unreadable' })
        return false
      }
      try {
        await openExternal(url.href)
        return true
      } catch {
        // No browser set up: not ours to mend, and the error text names the address.
        log.warn('link not opened', { kind: url.protocol })
        return false
      }
    },
  }
}
