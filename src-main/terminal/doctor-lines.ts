import type { DoctorStep } from '../../src-preload/contract/schemas/doctor'
import type { Examined } from '../core/connectors/doctor'

/** How a step ended, at a glance. */
export const SIGNS: Record<DoctorStep['state'], string> = { ok: '✓', warn: '!', fail: '✗', skipped: '-', busy: '…' }

type Say = (key: string, values?: Record<string, string | number>) => string

/** Warnings are no failures: work goes on. */
export function isWell(steps: readonly DoctorStep[]): boolean {
  return steps.length > 0 && steps.every(({ state }) => state !== 'fail')
}

/** The report for people. */
export function doctorLines({ steps }: Examined, say: Say): string[] {
  return steps.flatMap((step) => {
    const values = { detail: step.detail ?? '' }
    const value = (text: string): string => {
      const key = `doctor.value.${text}`
      return ['arrives', 'dropped', 'unclear'].includes(text) ? say(key) : text
    }
    return [
      `${SIGNS[step.state]} ${say(`doctor.step.${step.id}`)}: ${say(step.why, values)}`,
      ...(step.remedy === null ? [] : [`    ${say('doctor.next')} ${say(step.remedy, values)}`]),
      ...step.seen.map((thing) => `    ${say(`doctor.seen.${thing.name}`)}: ${value(thing.value)}`),
    ]
  })
}
