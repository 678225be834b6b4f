/**
 * Opens connections, for REST and for the socket alike: one list of trusted roots, one proxy, one time-out. Everything that
 * fails in here failed before a byte of a request left, and says so by being a ConnectFailure: that certainty is what lets
 * a reply go out again without asking first (HOUSE §5.5). Certificate errors are never ignored.
 */
import * as http from 'node:http'
import * as https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import * as tls from 'node:tls'
import { buildConnector } from 'undici'
import type { CertificateSeen } from '../core/connectors/instruments'
import type { NeverSentReason } from '../core/outcome'
import { certificateOf } from './certificate'
import { CertificateBook } from './certificates'
import type { Target } from './target'

/** Longer than any healthy handshake over a bad mobile line. */
export const CONNECT_MS = 10_000

/** No connection came about, so no request was sent. `detail` is an errno, a TLS code or a proxy's status. */
export class ConnectFailure extends Error {
  readonly code = 'PERCH_CONNECT'
  constructor(
    readonly reason: NeverSentReason,
    readonly detail: string,
    /** What was not trusted, for the agent to compare with what the administrator says. */
    readonly certificate: CertificateSeen | null = null,
  ) {
    super(`${reason}: ${detail}`)
  }
}

export interface ConnectorOptions {
  /** The proxy for an address as a URL, or null for none. */
  proxyFor?: ((url: string) => Promise<string | null>) | undefined
  /** More trusted roots, PEM: the company's own. */
  ca?: readonly string[] | undefined
  connectMs?: number | undefined
  /** Which server must show which key; the same for all connectors of a process. Without it nothing is pinned. */
  certificates?: CertificateBook | undefined
  /** How names are resolved; Node's own way when left out. A proxy resolves names itself. */
  lookup?: LookupFunction | undefined
}

/** Opens a socket that is ready for HTTP: through the proxy if there is one, with TLS checked if the target is secure. */
export type Connector = (target: Target) => Promise<Socket>

/** Makes the one connector of a Servers object (HOUSE §8.10). */
export function makeConnector(options: ConnectorOptions): Connector {
  const connectMs = options.connectMs ?? CONNECT_MS
  const certificates = options.certificates ?? new CertificateBook()
  let dial: buildConnector.connector | null = null
  return async (target) => {
    dial ??= buildConnector({
      timeout: connectMs,
      // A session that is resumed shows the certificate of its beginning, not today's.
      maxCachedSessions: 0,
      ...trust(options.ca ?? []),
      ...(options.lookup ? { lookup: options.lookup } : {}),
    })
    const proxy = await proxyOf(target, options)
    const ca = options.ca ?? []
    if (!proxy) return open(dial, { target, ca, certificates })
    const httpSocket = await tunnel(target, proxy, { connectMs, ca })
    return target.secure ? open(dial, { target, ca, certificates, httpSocket }) : httpSocket
  }
}

/** Codes of Node and OpenSSL that mean: the other side answered, but its certificate or its TLS is not acceptable. */
export function isTlsCode(code: string): boolean {
  return /^(ERR_TLS|ERR_SSL|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|EPROTO)/.test(
    code,
  )
}

/** The code of an error as Node writes it; never its message, which may name hosts and people. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'UNKNOWN'
}

/** Bundled roots, those of the system where this runtime can read them, and the company's. Nothing extra: Node's default. */
function trust(extra: readonly string[]): { secureContext?: tls.SecureContext } {
  const read = (tls as { getCACertificates?: (kind: 'system') => string[] }).getCACertificates
  const system = typeof read === 'function' ? read('system') : []
  if (extra.length === 0 && system.length === 0) return {}
  return { secureContext: tls.createSecureContext({ ca: [...tls.rootCertificates, ...system, ...extra] }) }
}

/** The proxy for this target; one of a kind that is not spoken here is a failure of the proxy. */
export async function proxyOf(target: Target, options: Pick<ConnectorOptions, 'proxyFor'>): Promise<URL | null> {
  const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname
  const address = `${target.secure ? 'https' : 'http'}://${host}:${target.port}/`
  const proxy = await options.proxyFor?.(address)
  if (!proxy) return null
  const url = URL.canParse(proxy) ? new URL(proxy) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new ConnectFailure('proxy', `unsupported ${url?.protocol ?? 'address'}`)
}

interface Opening {
  target: Target
  ca: readonly string[]
  certificates: CertificateBook
  httpSocket?: Socket
}

function open(dial: buildConnector.connector, { target, ca, certificates, httpSocket }: Opening): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const protocol = target.secure ? 'https:' : 'http:'
    const place = { hostname: target.hostname, host: target.hostname, port: String(target.port), protocol }
    let shown: CertificateSeen | null = null
    const started: unknown = dial({ ...place, ...(httpSocket ? { httpSocket } : {}) }, (...[error, socket]) => {
      if (!socket) return reject(failureOf(error, shown))
      if (!target.secure || certificates.isExpected(target, socket, shown)) return resolve(socket)
      socket.destroy()
      reject(new ConnectFailure('certificate-changed', shown?.key ?? '', shown))
    })
    if (!(started instanceof tls.TLSSocket)) return
    // Before Node looks at the certificate and hangs up: afterwards nobody can say which one it was.
    started.prependListener('secure', () => (shown = certificateOf(started, ca)))
  })
}

function failureOf(error: unknown, certificate: CertificateSeen | null): ConnectFailure {
  const code = codeOf(error)
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return new ConnectFailure('dns', code)
  if (isTlsCode(code)) return new ConnectFailure('tls', code, certificate)
  if (code === 'ENETUNREACH' || code === 'ENETDOWN') return new ConnectFailure('offline', code)
  return new ConnectFailure('connect', code === 'UND_ERR_CONNECT_TIMEOUT' ? 'ETIMEDOUT' : code)
}

/** Asks an HTTP proxy for a tunnel. Basic credentials come from the proxy's URL; what it refuses is its status. */
function tunnel(target: Target, proxy: URL, how: { connectMs: number; ca: readonly string[] }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = proxy.protocol === 'https:'
    const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname
    const path = `${host}:${target.port}`
    const request = (secure ? https : http).request({
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (secure ? 443 : 80),
      path,
      agent: false,
      headers: { host: path, ...proxyAuthorization(proxy) },
      ...(secure ? trust(how.ca) : {}),
    })
    const fail = (detail: string) => reject(new ConnectFailure('proxy', detail))
    request.setTimeout(how.connectMs, () => request.destroy(Object.assign(new Error('proxy time-out'), { code: 'ETIMEDOUT' })))
    request.once('error', (error) => fail(codeOf(error)))
    request.once('connect', (answer, socket, head) => {
      request.setTimeout(0)
      if (answer.statusCode !== 200) {
        socket.destroy()
        return fail(String(answer.statusCode))
      }
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    request.end()
  })
}

function proxyAuthorization(proxy: URL): Record<string, string> {
  if (!proxy.username) return {}
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
