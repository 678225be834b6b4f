/**
 * Which certificate a server must show (decision 0050): what the agent pinned, or what the organisation did. It comes on top of
 * the check that the system and the company's roots allow. What is pinned is the public key of the server's own certificate.
 */
import type { ServerTrust, ShownCertificate } from '../../src-preload/contract/trust'
import type { Facts } from './facts'
import type { Policy } from './managed'
import type { Certificates, PinBook, Pins } from './ports'

/** Why a wish to pin was not followed: the organisation decides, or the server shows another one by now. */
export type PinRefusal = 'managed' | 'other-by-now'

export interface Trust {
  view(baseUrl: string): ServerTrust
  /** Pins what the server showed last if its key is this one; null takes the pin away. Null: done. */
  pin(baseUrl: string, key: string | null): PinRefusal | null
  /** Lets go of pins of servers that nobody is signed in to any more. */
  keepOnly(baseUrls: readonly string[]): void
}

export interface TrustNeeds {
  certificates: Certificates
  book: PinBook
  managed: Pick<Policy, 'server' | 'serverKeys'>
  /** Without a keychain nothing of an account outlives the process, so its pin does not either. */
  isMemoryOnly: () => boolean
}

/** Begins to hold the pins that are kept: before it is made nothing may be sent. */
export function makeTrust({ certificates, book, managed, isMemoryOnly }: TrustNeeds): Trust {
  let pins = book.pins()
  holdPins(certificates, pins, managed)

  const write = (server: string, next: Pins): void => {
    if (!isMemoryOnly()) book.setPins(next)
    pins = next
    const pinned = next[server]
    certificates.expect(server, pinned ? [pinned.key] : null)
  }
  const fixedAt = (baseUrl: string): readonly string[] =>
    typeof managed.server === 'string' && serverOf(managed.server) === serverOf(baseUrl) ? managed.serverKeys || [] : []
  const without = (server: string): Pins => Object.fromEntries(Object.entries(pins).filter(([one]) => one !== server))

  return {
    view(baseUrl) {
      const seen = certificates.shown(baseUrl)
      const shown = seen && plain(seen)
      const fixed = [...fixedAt(baseUrl)]
      const pinned = fixed.length > 0 ? null : (pins[serverOf(baseUrl)] ?? null)
      const keys = pinned ? [pinned.key] : fixed
      const isOther = shown !== null && keys.length > 0 && !keys.includes(shown.key)
      return { shown, pinned, fixed, mayChange: managed.serverKeys === null && baseUrl.startsWith('https:'), isOther }
    },
    pin(baseUrl, key) {
      if (managed.serverKeys !== null) return 'managed'
      const server = serverOf(baseUrl)
      const shown = certificates.shown(baseUrl)
      if (key !== null && shown?.key !== key) return 'other-by-now'
      write(server, key === null || shown === null ? without(server) : { ...pins, [server]: plain(shown) })
      return null
    },
    keepOnly(baseUrls) {
      const wanted = new Set(baseUrls.map(serverOf))
      for (const server of Object.keys(pins)) if (!wanted.has(server)) write(server, without(server))
    },
  }
}

/** Pins for the server of a profile, and lets everybody on it try again. */
export function pinServer(trust: Trust, profiles: readonly Pinned[], { at, key }: { at: Pinned; key: string | null }) {
  const refusal = trust.pin(at.entry.baseUrl, key)
  if (refusal !== null) return refusal
  for (const one of profiles) {
    if (serverOf(one.entry.baseUrl) !== serverOf(at.entry.baseUrl)) continue
    one.facts.tell({ kind: 'ProfileChanged' })
    one.wake()
  }
  return null
}

type Pinned = { entry: { baseUrl: string }; facts: Pick<Facts, 'tell'>; wake(): void }

/** Tells the lines what must be shown. */
export function holdPins(certificates: Certificates, pins: Pins, { server, serverKeys }: TrustNeeds['managed']): void {
  for (const [pinned, { key }] of Object.entries(pins)) certificates.expect(pinned, [key])
  if (typeof server === 'string' && serverKeys) certificates.expect(server, serverKeys)
}

/** Scheme, host and port: accounts below different paths of it share the certificate. */
function serverOf(baseUrl: string): string {
  return (/^\w+:\/\/[^/]+/.exec(baseUrl)?.[0] ?? baseUrl).toLowerCase()
}

function plain({ key, issuer, validFromAt, validUntilAt }: ShownCertificate): ShownCertificate {
  return { key, issuer, validFromAt, validUntilAt }
}
