import type { ProbeStep } from '../../../src-preload/contract/schemas/profile'
import { say, sayOr } from '../../text/t'

type StepId = ProbeStep['id']

/** A step that was tried. */
export type Found = Omit<ProbeStep, 'state'> & { state: 'ok' | 'warn' | 'fail' }

/** What a step is called in its state; a few reasons have a title of their own. */
export function probeTitle(step: Found, version: string | null): string {
  const plain = say(`probe.${step.id}`)
  if (step.id === 'chatwoot' && step.state === 'ok') return version ? say('probe.chatwoot.ok', { detail: version }) : plain
  return sayOr([`probe.title.${step.reason}`, `probe.${step.id}.${step.state}`], plain)
}

/** Why, and what next. A reason newer than this catalog is said as it is. */
export function probeReason(step: Found): string {
  const values = { detail: step.detail ?? '', reason: step.detail ? `${step.reason} (${step.detail})` : step.reason }
  const otherwise = say(`probe.unknown.${step.state}`, values)
  const why = sayOr([`probe.${step.id}.${step.state}.${step.reason}`], otherwise, values).trim()
  const next = step.state === 'ok' ? '' : sayOr([`next.${step.id}.${step.reason}`], '', values)
  return [why === '' ? say('probe.unknown.ok') : why, next].filter(Boolean).join(' ')
}

/** The steps in their order, those not yet tried included. */
export const stepOrder: StepId[] = ['address', 'answer', 'private', 'chatwoot', 'token', 'live']
