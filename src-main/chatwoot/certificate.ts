/** What a server's certificate says of itself; read also when it is not trusted, before Node hangs up. */
import { createHash, X509Certificate } from 'node:crypto'
import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls'
import type { CertificateSeen } from '../core/connectors/instruments'

/** Nobody has longer chains; a server that shows one wants something. */
const MAX_CHAIN = 10

/** Null when none was shown. `company`: the roots added on this computer, PEM. */
export function certificateOf(socket: TLSSocket, company: readonly string[]): CertificateSeen | null {
  const shown = socket.getPeerCertificate(true)
  if (!shown.fingerprint256) return null
  const chain = chainOf(shown)
  const roots = new Set(company.flatMap((pem) => fingerprintOf(pem) ?? []))
  return {
    subject: nameOf(shown.subject),
    issuer: nameOf(shown.issuer),
    names: (shown.subjectaltname ?? '').split(', ').flatMap((name) => name.replace(/^(DNS|IP Address):/, '') || []),
    validFromAt: Date.parse(shown.valid_from),
    validUntilAt: Date.parse(shown.valid_to),
    fingerprint: shown.fingerprint256,
    key: keyOf(shown.raw),
    chain: chain.map(({ subject }) => nameOf(subject)),
    isCompanys: chain.some(({ fingerprint256 }) => roots.has(fingerprint256)),
  }
}

/** SHA-256 over the SubjectPublicKeyInfo, as `openssl x509 -pubkey` and browsers count it. */
function keyOf(der: Buffer): string {
  const key = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' })
  return (createHash('sha256').update(key).digest('hex').toUpperCase().match(/../g) ?? []).join(':')
}

function chainOf(first: DetailedPeerCertificate): PeerCertificate[] {
  const chain: DetailedPeerCertificate[] = []
  // The root is its own issuer.
  for (let next: DetailedPeerCertificate | undefined = first; next && !chain.includes(next); next = next.issuerCertificate) {
    chain.push(next)
    if (chain.length === MAX_CHAIN) break
  }
  return chain
}

/** Common name, else organisation; both may come more than once. */
function nameOf(who: PeerCertificate['subject'] | undefined): string {
  const name: unknown = who?.CN ?? who?.O
  return Array.isArray(name) ? name.join(', ') : typeof name === 'string' ? name : ''
}

function fingerprintOf(pem: string): string | null {
  try {
    return new X509Certificate(pem).fingerprint256
  } catch (error: unknown) {
    // A file in the folder of roots that holds none: Node says so by a code of OpenSSL's.
    if (error instanceof Error) return null
    throw error
  }
}
