import type { DoctorReport, DoctorStep, SeenThing } from '../../../src-preload/contract/schemas/doctor'
import { isTextKey, say, sayOr } from '../../text/t'

/** Why a step is as it is. A reason that a newer main knows is said as it is. */
export function whyWords(step: DoctorStep): string {
  const values = { detail: step.detail ?? '', reason: step.detail ? `${step.reason} (${step.detail})` : step.reason }
  const otherwise = step.state === 'warn' || step.state === 'fail' ? say(`probe.unknown.${step.state}`, values) : step.reason
  const text = sayOr([step.why], otherwise, values).trim()
  return text === '' ? say('probe.unknown.ok') : text
}

/** What to do; null when there is nothing to be done. */
export function nextWords(step: DoctorStep): string | null {
  if (step.remedy === null || !isTextKey(step.remedy)) return null
  return say(step.remedy, { detail: step.detail ?? '' })
}

/** A thing that was seen, with its name. */
export function seenWords({ name, value }: SeenThing): { name: string; value: string } {
  const key = `doctor.value.${value}`
  return { name: say(`doctor.seen.${name}`), value: isTextKey(key) ? say(key) : value }
}

/** The report as text for a letter or a ticket; main has masked what is secret in it. */
export function reportText({ startedAt, baseUrl, version, steps }: DoctorReport): string {
  const head = `Perch, ${new Date(startedAt).toISOString()}, ${baseUrl ?? '?'}${version === null ? '' : `, Chatwoot ${version}`}`
  const lines = steps.map((step) => {
    const next = nextWords(step)
    return [
      `[${step.state}] ${say(`doctor.step.${step.id}`)}: ${whyWords(step)}`,
      ...(next === null ? [] : [`    ${say('doctor.next')} ${next}`]),
      ...step.seen.map(seenWords).map(({ name, value }) => `    ${name}: ${value}`),
    ].join('\n')
  })
  return [head, ...lines].join('\n')
}
