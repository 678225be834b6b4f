/** What the doctor looks through, beside the ports core has anyway. Nothing here throws for anything the network does. */
import type { Outcome } from '../outcome'

/** What a server showed of itself, whether it was trusted or not. Times in ms. */
export interface CertificateSeen {
  subject: string
  issuer: string
  /** Names it is good for. */
  names: string[]
  validFromAt: number
  validUntilAt: number
  /** SHA-256, with colons. */
  fingerprint: string
  /** SHA-256 of its public key, with colons: what is pinned. A renewal may keep it. */
  key: string
  /** From the server's own up to the root, as far as they are known. */
  chain: string[]
  /** The chain ends in a root that the company added on this computer. */
  isCompanys: boolean
}

/** The way to a server before anything is asked of it. */
export interface WaySeen {
  host: string
  port: number
  isSecure: boolean
  /** `literal`: the host is a number; `by-proxy`: the proxy looks it up. */
  name: { kind: 'found'; addresses: string[] } | { kind: 'literal' } | { kind: 'by-proxy' } | { kind: 'failed'; code: string }
  /** Host and port, without what is secret in its address. */
  proxy: string | null
  /** Null without TLS, or when nobody showed one. */
  certificate: CertificateSeen | null
  /** How long it took until it was open; null when it did not open. */
  openedMs: number | null
}

/** Spellings of the token's header; proxies drop one of them (FACTS §1.2). */
export type HeaderSpelling = 'api-access-token' | 'api_access_token'

/** What became of a request that says how much would follow: the proxy's limit shows before a byte of it is sent. */
export type UploadSeen = { kind: 'takes' } | { kind: 'refuses' } | { kind: 'unknown' }

/** Adapters implement it beside `Servers`. */
export interface Instruments {
  /** Null when what was typed is no address. */
  way(address: string): Promise<WaySeen | null>
  /** Sends a made-up token under this name; `signed-out` tells whether it arrived, by its cause. */
  knockWithHeader(baseUrl: string, spelling: HeaderSpelling): Promise<Outcome<null>>
  /** A token that the agents' API takes for a bot's: is it the platform's (FACTS §1.3)? Null: it cannot be told. */
  isPlatformToken(baseUrl: string, token: string): Promise<boolean | null>
  /** Whether something of this size would be let through; nothing of it is sent. */
  wouldTake(baseUrl: string, bytes: number): Promise<UploadSeen>
}
