/** Whatever a request, a check or a connection can come to, both catalogs have words for it (G12). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import type { NeverSentReason, Outcome, RefusedReason, UnsureReason } from '../../src-main/core/outcome'
import { DOCTOR_REASONS, REQUEST_REASONS, SEEN_NAMES } from '../../src-preload/contract/doctor'
import { PROBE_REASONS } from '../../src-preload/contract/probe'

const catalogs: Record<string, Record<string, string>> = { en, ru }
const missing = (keys: string[]) =>
  Object.entries(catalogs).flatMap(([name, texts]) => keys.filter((key) => !texts[key]?.trim()).map((key) => `${name} ${key}`))

interface Told {
  step: string
  state: string
  reason: string
}
const told: Told[] = [...Object.entries(PROBE_REASONS), ...Object.entries(DOCTOR_REASONS)].flatMap(([step, states]) =>
  Object.entries(states).flatMap(([state, reasons]: [string, readonly string[]]) =>
    reasons.map((reason) => ({ step, state, reason })),
  ),
)
told.push(...REQUEST_REASONS.map((reason) => ({ step: 'request', state: 'fail', reason })))
const whyKeys = [...new Set(told.map(({ step, state, reason }) => `probe.${step}.${state}.${reason}`))]
const troubles = told.filter(({ state }) => state !== 'ok')
const nextKeys = [...new Set(troubles.map(({ step, reason }) => `next.${step}.${reason}`))]

// The compiler misses none: a new reason makes these lists incomplete.
const NEVER_SENT: Record<NeverSentReason, true> = {
  dns: true,
  connect: true,
  tls: true,
  'certificate-changed': true,
  proxy: true,
  offline: true,
  'body-unread': true,
  'too-large': true,
}
const UNSURE: Record<UnsureReason, true> = {
  timeout: true,
  reset: true,
  'server-error': true,
  unreadable: true,
  unprocessable: true,
}
const REFUSED: Record<RefusedReason, true> = {
  'not-allowed': true,
  'not-found': true,
  invalid: true,
  'too-large': true,
  limit: true,
  other: true,
}
const SIGNED_OUT: Record<Extract<Outcome<never>, { kind: 'signed-out' }>['cause'], true> = {
  'no-header': true,
  'bad-token': true,
}

/** First words of what the cable says when it ends, and what the link says itself. */
function linkReasons(): string[] {
  const source = (path: string) => readFileSync(join(import.meta.dirname, '../../src-main', path), 'utf8')
  const cable = [...source('chatwoot/cable.ts').matchAll(/(?:refuse\(|return (?:[^\n]*: )?|\?\? )[`']([a-z][a-z-]*)[ `'$]/g)]
  const machine = ['link', 'handshake', 'index'].map((file) => source(`core/sync/${file}.ts`)).join('\n')
  const link = [...machine.matchAll(/(?:fail|socketFailed|poll|distrust|waitFor)\((?:[A-Z_]+, )?'([a-z-]+)'/g)]
  return [...new Set([...cable, ...link].map((match) => match[1] ?? ''))]
}

describe('words for everything that can happen', () => {
  it('G7 G12 each reason of a check has words in both languages: why, and what to do; and no words are left over', () => {
    expect(missing([...whyKeys, ...nextKeys])).toEqual([])
    const whys = Object.keys(en).filter(
      (key) => /^probe\.[a-z]+\.(ok|warn|fail)\.[a-z-]+$/.test(key) && !key.startsWith('probe.unknown.'),
    )
    expect(whys.filter((key) => !whyKeys.includes(key))).toEqual([])
    const nexts = Object.keys(en).filter((key) => key.startsWith('next.'))
    expect(nexts.filter((key) => !nextKeys.includes(key))).toEqual([])
  })

  it('G7 each step of the doctor and all that it can show has a name in both languages', () => {
    const steps = Object.keys(DOCTOR_REASONS).map((id) => `doctor.step.${id}`)
    expect(missing([...steps, ...SEEN_NAMES.map((name) => `doctor.seen.${name}`)])).toEqual([])
  })

  it('G12 each end of a request has words in both languages', () => {
    const reasons = [NEVER_SENT, UNSURE, REFUSED, SIGNED_OUT, { throttled: true, 'signed-out': true }].flatMap(Object.keys)
    expect(missing(reasons.map((reason) => `reason.${reason}`))).toEqual([])
  })

  it('G12 so has each end of the connection for live updates', () => {
    const reasons = linkReasons()
    expect(reasons).toEqual(
      expect.arrayContaining(['http', 'rejected', 'disconnect', 'error', 'code', 'no-welcome', 'ping-silent', 'store']),
    )
    // "closed here" is never told: who closes it himself does not ask why.
    expect(missing(reasons.filter((reason) => reason !== 'closed').map((reason) => `reason.${reason}`))).toEqual([])
  })
})
