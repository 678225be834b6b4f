/** The room's door: everything that talks to Chatwoot is made here. */
import type { HookEar } from '../core/connectors'
import type { Instruments } from '../core/connectors/instruments'
import type { Certificates, Clock, Credential, Log, Servers } from '../core/ports'
import type { ReadRelease } from '../core/updates/port'
import { answerMfa, signIn, type CallAs } from './auth'
import { makeCable } from './cable'
import { makeCall } from './call'
import { CertificateBook } from './certificates'
import { makeConnector, type Connector } from './connect'
import { makeChannelServer, makeConnectorServer } from './connectors'
import { makeFiles } from './files'
import { lookupPublic, makeReadForeign } from './foreign'
import { makeHookEar } from './hook-ear'
import { makeInstruments } from './instruments'
import { makeLine, type Line } from './line'
import { probe, type ProbeOptions } from './probe'
import { makeReadRelease } from './releases'
import { makeServer, type Connect, type Connected } from './server'
import { makeServerTime } from './server-time'

export type { ChatwootServer } from './server'

/** What the world has to bring: proxies and trusted roots come from `desktop/network`. */
export interface ServersOptions {
  /** The proxy for an address as a URL (`http://user:secret@host:port`), or null for none. */
  proxyFor?: ((url: string) => Promise<string | null>) | undefined
  /** The company's roots, PEM. */
  ca?: readonly string[] | undefined
  clock: Clock
  log: Log
  userAgent: string
  /** Tests only: shorter waits and smaller limits. */
  limits?:
    { connectMs?: number; answerMs?: number; maxAnswerBytes?: number; maxFrameBytes?: number; silentMs?: number } | undefined
}

/** Core's Servers port; its `connect` gives more than core asks for. */
export interface ChatwootServers extends Servers {
  connect: Connect
  /** What servers show, and must show. */
  certificates: Certificates
  /** What the doctor looks through. */
  instruments: Instruments
  /** Listens for the webhook of a test. */
  hookEar: HookEar
  /** Files of newer versions of Perch. */
  readRelease: ReadRelease
}

/** Makes the one object that knows how to reach servers. */
export function makeServers(options: ServersOptions): ChatwootServers {
  const { clock, log, userAgent, limits } = options
  const certificates = new CertificateBook()
  const reach = { proxyFor: options.proxyFor, ca: options.ca, connectMs: limits?.connectMs, certificates }
  const connect = makeConnector(reach)
  const outside = makeConnector({ ...reach, lookup: lookupPublic })
  const lineOptions = { connect, clock, ...limits }

  /** A line for one errand: what happens before there is a profile. */
  async function briefly<T>(baseUrl: string, errand: (callAs: CallAs, line: Line) => Promise<T>): Promise<T> {
    const line = makeLine(lineOptions)
    const time = makeServerTime(clock)
    try {
      return await errand((credential) => makeCall({ baseUrl, line, credential, time, log, userAgent }), line)
    } finally {
      line.close()
    }
  }

  return {
    certificates,
    instruments: instrumentsFor(options, certificates),
    hookEar: makeHookEar(),
    readRelease: makeReadRelease(() => makeLine(lineOptions), userAgent),
    probe: (address, tell) => briefly('', (_, line) => probe({ ...toProbe(options, connect, line), tell }, address)),
    signIn: (baseUrl, email, password) => briefly(baseUrl, (callAs) => signIn(callAs, email, password)),
    answerMfa: (baseUrl, token, answer) => briefly(baseUrl, (callAs) => answerMfa(callAs, token, answer)),
    connect: (baseUrl: string, credential: Credential): Connected => {
      const line = makeLine(lineOptions)
      const time = makeServerTime(clock)
      const call = makeCall({ baseUrl, line, credential, time, log, userAgent })
      const cable = makeCable({ baseUrl, connect, time, log, userAgent, maxFrameBytes: limits?.maxFrameBytes })
      const foreign = makeLine({ ...lineOptions, connect: outside })
      const close = () => [line, foreign].forEach((one) => one.close())
      const readForeign = makeReadForeign({ line: foreign })
      const server = makeServer({ call, files: makeFiles({ baseUrl, line, userAgent }), readForeign, close })
      return { server, cable, connectors: makeConnectorServer(call), channels: makeChannelServer(call) }
    },
  }
}

function toProbe({ clock, log, userAgent, limits }: ServersOptions, connect: Connector, line: Line): ProbeOptions {
  const time = () => makeServerTime(clock)
  return {
    connect,
    line,
    callTo: (baseUrl) => makeCall({ baseUrl, line, credential: null, time: time(), log, userAgent }),
    cableTo: (baseUrl) => makeCable({ baseUrl, connect, time: time(), log, userAgent }),
    clock,
    silentMs: limits?.silentMs,
    log,
    userAgent,
  }
}

/** Each look begins anew: a connection that is resumed shows no more than the server's own certificate. */
function instrumentsFor(options: ServersOptions, certificates: CertificateBook): Instruments {
  const { proxyFor, ca, clock, userAgent, limits } = options
  const { connectMs, answerMs } = limits ?? {}
  async function look<T>(errand: (instruments: Instruments) => Promise<T>): Promise<T> {
    const connect = makeConnector({ proxyFor, ca, connectMs, certificates })
    const line = makeLine({ connect, clock, connectMs, answerMs })
    try {
      return await errand(makeInstruments({ connect, line, proxyFor, ca, clock, userAgent, connectMs }))
    } finally {
      line.close()
    }
  }
  return {
    way: (address) => look((use) => use.way(address)),
    knockWithHeader: (baseUrl, spelling) => look((use) => use.knockWithHeader(baseUrl, spelling)),
    isPlatformToken: (baseUrl, token) => look((use) => use.isPlatformToken(baseUrl, token)),
    wouldTake: (baseUrl, bytes) => look((use) => use.wouldTake(baseUrl, bytes)),
  }
}
