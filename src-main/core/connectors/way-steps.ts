/**
 * The way to the server, step by step. What is good and what is not is decided by the same check that sign-in uses
 * (`Servers.probe`); the doctor only takes its verdicts apart and lays beside them what it saw itself.
 */
import type { DoctorStepId } from '../../../src-preload/contract/doctor'
import type { ProbeReport, ProbeStep } from '../../../src-preload/contract/schemas/profile'
import type { SeenThing } from '../../../src-preload/contract/schemas/doctor'
import type { CertificateSeen, WaySeen } from './instruments'
import type { Verdict } from './sheet'

/** Renewing takes an administrator who has to be asked. */
const ENDS_SOON_MS = 14 * 24 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** What is told of a way: the check's report, and what was seen at the address it ended at. */
export interface Way {
  report: ProbeReport
  /** Null when what was typed is no address. */
  seen: WaySeen | null
  /** The check was led elsewhere than to the typed address. */
  isElsewhere: boolean
  now: number
}

type Verdicts = Partial<Record<DoctorStepId, Verdict>>

const SKIPPED: Verdict = { state: 'skipped', reason: 'skipped' }
/** Where everybody is sent on to is a matter of its own, with the words of the check. */
const SENT_ON = ['redirect-loop', 'other-host', 'downgrade']

/** The verdicts of all steps of the way. */
export function wayVerdicts(way: Way): Verdicts {
  const of = (id: ProbeStep['id']): ProbeStep | null => way.report.steps.find((step) => step.id === id) ?? null
  const answer = of('answer')
  const isName = answer?.state === 'fail' && answer.reason === 'dns'
  const isProxy = answer?.state === 'fail' && answer.reason.startsWith('proxy')
  return {
    address: told(of('address')),
    name: isName ? told(answer) : nameVerdict(way.seen),
    proxy: isProxy ? told(answer, proxySeen(way.seen)) : proxyVerdict(way.seen),
    answer: isName || isProxy ? SKIPPED : told(answer, openedSeen(way.seen)),
    private: privateVerdict(of('private'), way),
    ...redirectAndChatwoot(of('chatwoot'), way),
    live: told(of('live')),
  }
}

/** A step of the check in the doctor's words: they are the same. */
function told(step: ProbeStep | null, seen: SeenThing[] = []): Verdict {
  if (step === null || step.state === 'skipped') return SKIPPED
  const { id, state, reason, detail } = step
  return { state, reason, why: `probe.${id}.${state}.${reason}`, remedy: `next.${id}.${reason}`, detail, seen }
}

function nameVerdict(seen: WaySeen | null): Verdict {
  if (seen === null) return SKIPPED
  const { name } = seen
  if (name.kind === 'literal') return { state: 'ok', reason: 'literal' }
  if (name.kind === 'by-proxy') return { state: 'ok', reason: 'by-proxy' }
  if (name.kind === 'found')
    return { state: 'ok', reason: 'found', seen: [{ name: 'addresses', value: name.addresses.join(', ') }] }
  return { state: 'fail', reason: 'dns', why: 'probe.answer.fail.dns', remedy: 'next.answer.dns', detail: name.code }
}

function proxySeen(seen: WaySeen | null): SeenThing[] {
  const proxy = seen?.proxy ?? null
  return proxy === null ? [] : [{ name: 'proxy', value: proxy }]
}

function proxyVerdict(seen: WaySeen | null): Verdict {
  if (seen === null) return SKIPPED
  return { state: 'ok', reason: seen.proxy === null ? 'none' : 'used', seen: proxySeen(seen) }
}

function openedSeen(seen: WaySeen | null): SeenThing[] {
  if (seen === null) return []
  const port: SeenThing = { name: 'port', value: String(seen.port) }
  return seen.openedMs === null ? [port] : [port, { name: 'took', value: `${seen.openedMs} ms` }]
}

function privateVerdict(step: ProbeStep | null, { seen, now }: Way): Verdict {
  const certificate = seen?.certificate ?? null
  const verdict = told(step, certificate === null ? [] : certificateSeen(certificate, now))
  if (verdict.state !== 'ok' || certificate === null) return verdict
  const leftMs = certificate.validUntilAt - now
  if (leftMs < ENDS_SOON_MS) {
    const days = String(Math.max(0, Math.floor(leftMs / DAY_MS)))
    return { state: 'warn', reason: 'ends-soon', detail: days, seen: certificateSeen(certificate, now) }
  }
  return certificate.isCompanys ? { state: 'ok', reason: 'company', seen: certificateSeen(certificate, now) } : verdict
}

function certificateSeen(certificate: CertificateSeen, now: number): SeenThing[] {
  return [
    { name: 'subject', value: certificate.subject },
    { name: 'names', value: certificate.names.join(', ') },
    { name: 'issuer', value: certificate.issuer },
    { name: 'chain', value: certificate.chain.join(' › ') },
    // What is refused for another reason may be over as well.
    {
      name: certificate.validUntilAt < now ? 'expired' : 'validUntil',
      value: new Date(certificate.validUntilAt).toISOString().slice(0, 10),
    },
    { name: 'fingerprint', value: certificate.fingerprint },
    { name: 'publicKey', value: certificate.key },
  ]
}

function redirectAndChatwoot(step: ProbeStep | null, { report, isElsewhere }: Way): Verdicts {
  const verdict = told(step)
  if (step === null || verdict.state === 'skipped') return { redirect: SKIPPED, chatwoot: SKIPPED }
  // A page that somebody was sent on to carries the host it came from.
  const isSentOn = SENT_ON.includes(step.reason) || (step.reason === 'page' && step.detail !== null)
  if (isSentOn) return { redirect: verdict, chatwoot: SKIPPED }
  const redirect: Verdict = isElsewhere
    ? { state: 'ok', reason: 'followed', seen: [{ name: 'address', value: report.baseUrl ?? '' }] }
    : { state: 'ok', reason: 'none' }
  const seen: SeenThing[] = report.version === null ? [] : [{ name: 'version', value: report.version }]
  return { redirect, chatwoot: { ...verdict, seen } }
}
