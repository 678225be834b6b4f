/**
 * Looks at what an agent typed, step by step, and says where it ends and why (G7, G12): address, answer, private, chatwoot,
 * live. `token` needs a credential and is added by core at sign-in. The reasons there are: contract/probe.
 */
import type { ProbeReason, ProbeVerdict } from '../../src-preload/contract/probe'
import type { ProbeReport } from '../../src-preload/contract/schemas/profile'
import { connectReason, tlsReason } from '../core/explain'
import type { Cable, Clock, Log } from '../core/ports'
import { about } from './account'
import { isLocalHost, parseAddress } from './address'
import type { Call } from './call'
import { ConnectFailure, type Connector } from './connect'
import { knock } from './knock'
import type { Exchange, Line } from './line'
import { targetOf } from './target'
import { featuresOf, parseVersion } from './version'

const MAX_REDIRECTS = 5
const ORDER = ['address', 'answer', 'private', 'chatwoot', 'live'] as const

export interface ProbeOptions {
  connect: Connector
  line: Line
  callTo: (baseUrl: string) => Call
  cableTo: (baseUrl: string) => Cable
  clock: Clock
  /** Tests only: how long the channel may say nothing. */
  silentMs?: number | undefined
  log: Log
  userAgent: string
  /** Hears of what is known already; the rest is `skipped` in it. */
  tell?: ((soFar: ProbeReport) => void) | undefined
}

/** What was found about one base address; `moved` asks to look there instead. */
interface Finding {
  answer: ProbeVerdict<'answer'>
  private: ProbeVerdict<'private'>
  chatwoot: ProbeVerdict<'chatwoot'>
  version: string | null
  moved: string | null
}

const SKIPPED = { state: 'skipped', reason: 'skipped', detail: null } as const
function step<S extends string, R extends string>(state: S, reason: R, detail: string | null = null) {
  return { state, reason, detail }
}

/** Runs the steps; never throws for anything the network or the agent does. */
export async function probe(options: ProbeOptions, typed: string): Promise<ProbeReport> {
  const address = parseAddress(typed)
  if (address.kind === 'wrong') return report({ address: step('fail', address.reason, address.suggestion) }, null, null)
  options.tell?.(report({ address: step('ok', address.note, address.base) }, null, null))
  const seen = new Set<string>()
  let base = address.base
  for (;;) {
    seen.add(base)
    const finding = await look(options, base)
    const isLoop = finding.moved !== null && (seen.has(finding.moved) || seen.size > MAX_REDIRECTS)
    if (finding.moved === null || isLoop) {
      const chatwoot = isLoop ? step('fail', 'redirect-loop', new URL(base).host) : finding.chatwoot
      const { answer, private: secret, version } = finding
      options.log.info('probe ended', { chatwoot: chatwoot.reason, answer: answer.reason, private: secret.reason })
      const note = address.base.startsWith('http:') && base.startsWith('https:') ? 'https-found' : address.note
      const isThere = chatwoot.state === 'ok' || chatwoot.state === 'warn'
      const known = { address: step('ok', note, base), answer, private: secret, chatwoot }
      options.tell?.(report(known, base, version))
      const live = isThere ? await knock(options.cableTo(base), options.clock, options.silentMs) : SKIPPED
      return report({ ...known, live }, base, version)
    }
    base = finding.moved
  }
}

function report(
  steps: { [Id in (typeof ORDER)[number]]?: ProbeVerdict<Id> },
  baseUrl: string | null,
  version: string | null,
): ProbeReport {
  return { steps: ORDER.map((id) => ({ id, ...(steps[id] ?? SKIPPED) })), baseUrl, version }
}

async function look(options: ProbeOptions, base: string): Promise<Finding> {
  const url = new URL(base)
  const secure = url.protocol === 'https:'
  const failure = await connectOnce(options.connect, targetOf(url))
  const finding = failure ? refused(failure, url) : await ask(options, base, url)
  return secure ? finding : ((await httpsInstead(options, url, finding)) ?? finding)
}

async function ask(options: ProbeOptions, base: string, url: URL): Promise<Finding> {
  const exchange = await options.line.exchange({
    method: 'GET',
    url: `${base}/api`,
    headers: { accept: 'application/json', 'user-agent': options.userAgent },
    body: null,
    once: false,
  })
  return { private: privateStep(url), version: null, moved: null, ...(await judge(exchange, base, options)) }
}

/**
 * http was typed, and what came is what a server that speaks TLS says to that: nothing sensible, 400, or nobody listens at
 * port 80. If TLS is spoken there, it was a slip of the pen; whether its certificate is good is looked at like any other.
 */
async function httpsInstead(options: ProbeOptions, url: URL, finding: Finding): Promise<Finding | null> {
  const { answer, chatwoot } = finding
  const isOdd = answer.reason === 'reset' || answer.reason === 'unreadable' || chatwoot.detail === '400'
  const isShut = answer.reason === 'refused' && url.port === ''
  if (!isOdd && !isShut) return null
  const target = { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || 443, secure: true }
  const failure = await connectOnce(options.connect, target)
  if (failure && (failure.reason !== 'tls' || tlsReason(failure.detail) === 'not-tls')) return null
  return { ...finding, moved: `https://${url.host}${url.pathname.replace(/\/+$/, '')}` }
}

async function connectOnce(connect: Connector, target: Parameters<Connector>[0]): Promise<ConnectFailure | null> {
  try {
    const socket = await connect(target)
    socket.destroy()
    return null
  } catch (error: unknown) {
    if (error instanceof ConnectFailure) return error
    throw error
  }
}

function privateStep(url: URL): ProbeVerdict<'private'> {
  if (url.protocol === 'https:') return step('ok', 'encrypted')
  return isLocalHost(url.hostname) ? step('ok', 'local') : step('warn', 'http', url.host)
}

function refused(failure: ConnectFailure, url: URL): Finding {
  const nothing = { version: null, moved: null, chatwoot: SKIPPED }
  if (failure.reason !== 'tls' && failure.reason !== 'certificate-changed')
    return { ...nothing, answer: step('fail', connectReason(failure), failure.detail), private: SKIPPED }
  return {
    ...nothing,
    answer: step('ok', 'answered', url.host),
    private:
      failure.reason === 'tls'
        ? step('fail', tlsReason(failure.detail), failure.certificate?.fingerprint ?? failure.detail)
        : step('fail', 'changed', failure.detail),
  }
}

type Judged = Pick<Finding, 'answer' | 'chatwoot'> & Partial<Pick<Finding, 'version' | 'moved'>>

async function judge(exchange: Exchange, base: string, options: ProbeOptions): Promise<Judged> {
  if (exchange.kind === 'never-sent')
    return { answer: step('fail', connectReason(exchange), exchange.detail), chatwoot: SKIPPED }
  if (exchange.kind === 'unsure') return { answer: step('fail', exchange.reason), chatwoot: SKIPPED }
  const answer = step('ok', 'answered', new URL(base).host)
  const { status } = exchange
  if (status >= 300 && status < 400) return { answer, ...redirected(exchange.headers['location'], base) }
  if (status === 200 && isPage(exchange)) return { answer, chatwoot: step('fail', 'page') }
  if (status !== 200) return { answer, chatwoot: step('fail', statusReason(status), String(status)) }
  return { answer, ...(await version(options.callTo(base))) }
}

function isPage(exchange: Extract<Exchange, { kind: 'answer' }>): boolean {
  return (
    /html/i.test(exchange.headers['content-type'] ?? '') ||
    exchange.body.subarray(0, 200).toString('latin1').trimStart().startsWith('<')
  )
}

function statusReason(status: number): ProbeReason<'chatwoot', 'fail'> {
  if (status === 401 || status === 407) return 'needs-login'
  if (status === 403) return 'blocked'
  if (status === 404 || status === 406) return 'not-chatwoot'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'server-error' : 'not-chatwoot'
}

/** The same host under another scheme or port is the server's own wish; another host is a captive portal or a mistake. */
function redirected(location: string | undefined, base: string): Pick<Finding, 'chatwoot'> & { moved?: string | null } {
  const here = new URL(`${base}/api`)
  const there = location && URL.canParse(location, here.href) ? new URL(location, here.href) : null
  if (!there || !/^https?:$/.test(there.protocol)) return { chatwoot: step('fail', 'not-chatwoot', 'redirect') }
  if (there.hostname !== here.hostname) return { chatwoot: step('fail', 'other-host', there.host) }
  if (here.protocol === 'https:' && there.protocol === 'http:') return { chatwoot: step('fail', 'downgrade', there.host) }
  const path = there.pathname.replace(/\/+$/, '')
  if (!path.endsWith('/api')) return { chatwoot: step('fail', 'page', there.host) }
  return { chatwoot: SKIPPED, moved: `${there.protocol}//${there.host}${path.slice(0, -'/api'.length)}` }
}

async function version(call: Call): Promise<Pick<Finding, 'chatwoot' | 'version'>> {
  const outcome = await about(call)
  if (outcome.kind !== 'accepted') return { chatwoot: step('fail', 'not-chatwoot'), version: null }
  const found = outcome.value
  if (!featuresOf(found.version).supported) return { chatwoot: step('fail', 'too-old', found.version), version: found.version }
  if (found.failing) return { chatwoot: step('warn', 'queue-failing', found.version), version: found.version }
  if (!parseVersion(found.version)) return { chatwoot: step('warn', 'unknown-version', found.version), version: found.version }
  return { chatwoot: step('ok', 'chatwoot', found.version), version: found.version }
}
