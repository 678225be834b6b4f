/**
 * The connection doctor (G1, G7, G12): from a typed address to "news arrive", in order; each step says what it saw, why it is
 * so and what to do. A step that cannot be tried because one before it failed is skipped. It changes nothing on the server but
 * that the agent counts as present for a moment, as with every subscription.
 */
import type { DoctorStep } from '../../../src-preload/contract/schemas/doctor'
import type { ProbeReport } from '../../../src-preload/contract/schemas/profile'
import type { Clock, Credential, Servers } from '../ports'
import type { Instruments, WaySeen } from './instruments'
import { openLive } from './live-steps'
import { maskFor, Sheet, type Verdict } from './sheet'
import { accountsVerdict, clockVerdict, headerVerdict, inboxesVerdict, tokenVerdict } from './token-steps'
import { wayVerdicts } from './way-steps'

export interface DoctorDeps {
  servers: Pick<Servers, 'probe' | 'connect'>
  instruments: Instruments
  clock: Clock
}

/** Whom to look at. `no-secret`: the keychain does not give the token of this profile. */
export interface Patient {
  address: string
  credential: Credential | 'none' | 'no-secret'
}

/** What was found; complete when it is returned, and so far when it is told. */
export interface Examined {
  baseUrl: string | null
  version: string | null
  steps: DoctorStep[]
}

const MB = 1024 * 1024
/** Chatwoot takes 40 MB (FACTS §3.5); nginx 1 MB unless it is told more. */
const SIZES_MB = [40, 25, 10, 5, 2, 1]
const WAY = ['address', 'name', 'proxy', 'answer', 'private', 'redirect', 'chatwoot', 'live'] as const

/** Looks at everything in order; never throws for anything the network does. */
export async function examine(deps: DoctorDeps, patient: Patient, tell: (so: Examined) => void): Promise<Examined> {
  const so: Examined = { baseUrl: null, version: null, steps: [] }
  const credential = typeof patient.credential === 'string' ? null : patient.credential
  const sheet = new Sheet(maskFor(credential), (steps) => tell(Object.assign(so, { steps })))
  const isWell = await lookAtWay(deps, patient.address, { sheet, so })
  if (!isWell || so.baseUrl === null) return { ...so, steps: sheet.all() }
  await lookInside(deps, { baseUrl: so.baseUrl, credential, patient }, sheet)
  await sheet.look('upload', () => uploadVerdict(deps.instruments, so.baseUrl ?? ''))
  return { ...so, steps: sheet.all() }
}

async function lookAtWay(
  { servers, instruments, clock }: DoctorDeps,
  address: string,
  { sheet, so }: { sheet: Sheet; so: Examined },
): Promise<boolean> {
  sheet.busy(...WAY)
  const early = new EarlyWay(sheet, clock)
  const [report, first] = await Promise.all([
    servers.probe(address, (soFar) => early.put({ report: soFar })),
    instruments.way(address).then((seen) => (early.put({ seen }), seen)),
  ])
  Object.assign(so, { baseUrl: report.baseUrl, version: report.version })
  const isElsewhere = report.baseUrl !== null && first !== null && !isSamePlace(report.baseUrl, first)
  const seen = isElsewhere && report.baseUrl !== null ? await instruments.way(report.baseUrl) : first
  const verdicts = wayVerdicts({ report, seen, isElsewhere, now: clock.now() })
  for (const id of WAY) sheet.put(id, verdicts[id] ?? { state: 'skipped', reason: 'skipped' })
  const state = verdicts.chatwoot?.state
  return state === 'ok' || state === 'warn'
}

/** Writes each step down as soon as it is known; where the check was led to, and its certificate, are known at the end only. */
class EarlyWay {
  private readonly known: { report: ProbeReport | null; seen: WaySeen | null } = { report: null, seen: null }

  constructor(
    private readonly sheet: Sheet,
    private readonly clock: Clock,
  ) {}

  put(some: Partial<EarlyWay['known']>): void {
    const { report, seen } = Object.assign(this.known, some)
    if (report === null) return
    const verdicts = wayVerdicts({ report, seen, isElsewhere: false, now: this.clock.now() })
    const ids = ['address', 'name', 'proxy', 'answer', 'chatwoot', ...(seen === null ? [] : (['private'] as const))] as const
    for (const id of ids) {
      const verdict = verdicts[id]
      if (verdict && verdict.state !== 'skipped') this.sheet.put(id, verdict)
    }
  }
}

function isSamePlace(baseUrl: string, { host, port, isSecure }: WaySeen): boolean {
  const [, scheme, place = ''] = /^(https?):\/\/([^/]+)/.exec(baseUrl) ?? []
  const name = host.includes(':') ? `[${host}]` : host
  const isUsual = port === (isSecure ? 443 : 80)
  return (scheme === 'https') === isSecure && place === (isUsual ? name : `${name}:${port}`)
}

interface Inside {
  baseUrl: string
  credential: Credential | null
  patient: Patient
}

async function lookInside(deps: DoctorDeps, inside: Inside, sheet: Sheet): Promise<void> {
  const { servers, instruments, clock } = deps
  const { baseUrl, credential } = inside
  const { server, cable } = servers.connect(baseUrl, credential ?? { kind: 'token', token: '-' })
  try {
    await sheet.look('clock', () => clockVerdict(server, clock))
    await sheet.look('header', () => headerVerdict(instruments, baseUrl))
    const refusal = credentialVerdict(inside)
    if (refusal !== null) return sheet.put('token', refusal)
    sheet.busy('token')
    const outcome = await server.profile()
    const token = credential?.kind === 'token' ? credential.token : null
    const isPlatforms = async () => (token === null ? false : instruments.isPlatformToken(baseUrl, token))
    await sheet.look('token', () => tokenVerdict(outcome, isPlatforms))
    if (outcome.kind !== 'accepted') return
    const profile = outcome.value
    sheet.put('accounts', accountsVerdict(profile))
    if (!profile.accounts.some(({ active }) => active)) return
    await sheet.look('inboxes', () => inboxesVerdict(server, profile))
    const live = openLive(cable, profile, clock)
    try {
      const subscribed = await sheet.look('subscription', () => live.subscription())
      if (subscribed.state === 'ok') await sheet.look('presence', () => live.presence())
    } finally {
      live.close()
    }
  } finally {
    server.close()
  }
}

/** Without a token, or with one that no header could carry, nothing is asked. */
function credentialVerdict({ credential, patient }: Inside): Verdict | null {
  if (patient.credential === 'no-secret') return { state: 'fail', reason: 'secret-gone' }
  if (credential === null) return { state: 'skipped', reason: 'skipped' }
  if (credential.kind === 'token' && !/^[\x21-\x7e]+$/.test(credential.token)) return { state: 'fail', reason: 'spaces' }
  return null
}

async function uploadVerdict(instruments: Instruments, baseUrl: string): Promise<Verdict> {
  for (const [index, mb] of SIZES_MB.entries()) {
    const { kind } = await instruments.wouldTake(baseUrl, mb * MB)
    if (kind === 'unknown') return { state: 'warn', reason: 'unknown' }
    const seen = [{ name: 'limit' as const, value: `${mb} MB` }]
    if (kind === 'takes') {
      return index === 0 ? { state: 'ok', reason: 'takes', seen } : { state: 'warn', reason: 'small', detail: `${mb} MB`, seen }
    }
  }
  return { state: 'warn', reason: 'small', detail: '1 MB' }
}
