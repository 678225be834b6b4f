import type { ProbeStep } from '../../../src-preload/contract/schemas/profile'
import { say, sayOr, type TextKey } from '../../text/t'

type StepId = ProbeStep['id']

/** What a step is called in its state. */
export function probeTitle(step: ProbeStep, version: string | null): string {
  if (step.state === 'skipped') return say(`probe.${step.id}`)
  if (step.reason === 'mfa') return say('probe.token.okMfa')
  if (step.id === 'chatwoot' && step.state === 'ok') {
    return version ? say('probe.chatwoot.ok', { detail: version }) : say('probe.chatwoot.okPlain')
  }
  const key: TextKey = `probe.${step.id}.${step.state}`
  return say(key)
}

/** Why, and what next. A reason newer than this catalog is said as it is. */
export function probeReason(step: ProbeStep): string {
  const values = { detail: step.detail ?? '', reason: step.detail ? `${step.reason} (${step.detail})` : step.reason }
  const otherwise = say(`probe.unknown.${step.state}`, values)
  const text = sayOr([`probe.${step.id}.${step.state}.${step.reason}`], otherwise, values)
  return text.trim() === '' ? say('probe.unknown.ok') : text.trim()
}

/** The steps in their order, those not yet tried included. */
export const stepOrder: StepId[] = ['address', 'answer', 'private', 'chatwoot', 'token', 'live']
