/** The doctor's looks at a server that no agent's work needs: names, certificates, headers under other names, limits (G1, G7). */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { HeaderSpelling, Instruments, WaySeen } from '../core/connectors/instruments'
import type { Clock } from '../core/ports'
import type { Outcome } from '../core/outcome'
import { parseAddress } from './address'
import { failureOf } from './call'
import { certificateOf } from './certificate'
import { codeOf, ConnectFailure, CONNECT_MS, proxyOf, type Connector } from './connect'
import type { Exchange, Line } from './line'
import { targetOf, type Target } from './target'
import { wouldTake } from './upload-limit'
import { wordsOf } from './words'

export interface InstrumentOptions {
  connect: Connector
  line: Line
  proxyFor: ((url: string) => Promise<string | null>) | undefined
  ca: readonly string[] | undefined
  clock: Clock
  userAgent: string
  /** Tests only. */
  connectMs?: number | undefined
}

/** Nobody's token: the server says so if the header arrives, and asks to sign in if it does not (FACTS §1.2). */
const NOBODYS_TOKEN = 'PerchDoctorAsksWhoIsIt00'

/** Makes what the doctor looks through. */
export function makeInstruments(options: InstrumentOptions): Instruments {
  return {
    way: (address) => seeWay(options, address),
    knockWithHeader: (baseUrl, spelling) => knockWithHeader(options, baseUrl, spelling),
    isPlatformToken: (baseUrl, token) => isPlatformToken(options, baseUrl, token),
    wouldTake: (baseUrl, bytes) => wouldTake(options, baseUrl, bytes),
  }
}

async function seeWay(options: InstrumentOptions, typed: string): Promise<WaySeen | null> {
  const address = parseAddress(typed)
  if (address.kind === 'wrong') return null
  const target = targetOf(new URL(address.base))
  const proxy = await proxySeen(options, target)
  const [name, opened] = await Promise.all([nameSeen(options, target, proxy), openOnce(options, target)])
  return { host: target.hostname, port: target.port, isSecure: target.secure, proxy, name, ...opened }
}

async function proxySeen(options: InstrumentOptions, target: Target): Promise<string | null> {
  try {
    return (await proxyOf(target, options))?.host ?? null
  } catch (error: unknown) {
    // Of a kind that Perch does not speak: the check of the address says so.
    if (error instanceof ConnectFailure) return error.detail
    throw error
  }
}

async function nameSeen(options: InstrumentOptions, target: Target, proxy: string | null): Promise<WaySeen['name']> {
  if (isIP(target.hostname)) return { kind: 'literal' }
  if (proxy !== null) return { kind: 'by-proxy' }
  const found = lookup(target.hostname, { all: true }).then(
    (all): WaySeen['name'] => ({ kind: 'found', addresses: all.map(({ address }) => address) }),
    (error: unknown): WaySeen['name'] => ({ kind: 'failed', code: codeOf(error) }),
  )
  // The system's resolver may think for a minute, and cannot be told to stop.
  return new Promise((resolve) => {
    const stop = options.clock.after(options.connectMs ?? CONNECT_MS, () => resolve({ kind: 'failed', code: 'ETIMEDOUT' }))
    void found.then((name) => (stop(), resolve(name)))
  })
}

async function openOnce(
  { connect, clock, ca }: InstrumentOptions,
  target: Target,
): Promise<Pick<WaySeen, 'certificate' | 'openedMs'>> {
  const since = clock.now()
  try {
    const socket = await connect(target)
    const certificate = socket instanceof TLSSocket ? certificateOf(socket, ca ?? []) : null
    socket.destroy()
    return { certificate, openedMs: clock.now() - since }
  } catch (error: unknown) {
    if (error instanceof ConnectFailure) return { certificate: error.certificate, openedMs: null }
    throw error
  }
}

function ask(options: InstrumentOptions, url: string, headers: Record<string, string>): Promise<Exchange> {
  const common = { accept: 'application/json', 'user-agent': options.userAgent }
  return options.line.exchange({ method: 'GET', url, headers: { ...common, ...headers }, body: null, once: false })
}

async function knockWithHeader(options: InstrumentOptions, base: string, spelling: HeaderSpelling): Promise<Outcome<null>> {
  const exchange = await ask(options, `${base}/api/v1/profile`, { [spelling]: NOBODYS_TOKEN })
  if (exchange.kind === 'never-sent') return exchange
  if (exchange.kind === 'unsure') return { ...exchange, words: null }
  if (exchange.status >= 200 && exchange.status < 300) {
    return { kind: 'unsure', reason: 'unreadable', status: exchange.status, words: null }
  }
  return failureOf(exchange, { isMessage: false, credential: { kind: 'token', token: NOBODYS_TOKEN } })
}

async function isPlatformToken(options: InstrumentOptions, base: string, token: string): Promise<boolean | null> {
  const exchange = await ask(options, `${base}/platform/api/v1/users/0`, { 'api-access-token': token })
  if (exchange.kind !== 'answer' || !/json/i.test(exchange.headers['content-type'] ?? '')) return null
  try {
    return wordsOf(JSON.parse(exchange.body.toString('utf8'))) !== 'Invalid access_token'
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
