/** `perch doctor --desktop`: what the self-test found on this computer, for people and for scripts. */
import type { SelfTestReport, SelfTestStep } from '../../src-preload/contract/schemas/self-test'
import { SIGNS } from './doctor-lines'

type Say = (key: string, values?: Record<string, string | number>) => string

/** What goes to standard output; warnings are no failures. */
export function deskSaid(report: SelfTestReport, isJson: boolean, say: Say): { out: string; isWell: boolean } {
  const isWell = report.steps.every(({ state }) => state !== 'fail')
  const steps = report.steps.map((step) => ({ ...step, ...wordsOf(step, say) }))
  if (isJson) return { out: `${JSON.stringify({ ok: isWell, ...report, steps }, null, 2)}\n`, isWell }
  const lines = steps.flatMap(({ id, state, says, next }) => [
    `${SIGNS[state]} ${say(`selfTest.step.${id}`)}: ${says}`,
    ...(next === null ? [] : [`    ${say('doctor.next')} ${next}`]),
  ])
  return { out: `${lines.join('\n')}\n`, isWell }
}

function wordsOf({ id, state, reason, detail }: SelfTestStep, say: Say): { says: string; next: string | null } {
  const values = { detail: detail ?? '' }
  if (state === 'busy' || state === 'skipped') return { says: say(`doctor.state.${state}`), next: null }
  return {
    says: say(`selfTest.${id}.${reason}`, values).trim(),
    next: state === 'ok' ? null : say(`selfTest.next.${id}.${reason}`, values),
  }
}
