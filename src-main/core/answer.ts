/** From how a request ended to what the window is told. */
import type { Answer, AppError } from '../../src-preload/contract/errors'
import { explain } from './explain'
import { assertNever } from './must'
import type { Outcome } from './outcome'

export function ok<T>(value: T): Answer<T> {
  return { ok: true, value }
}

export function refuse(error: AppError): { ok: false; error: AppError } {
  return { ok: false, error }
}

/** Null when the server did it; else what kind of failure it is, and its row of the table of errors. */
export function errorOf(outcome: Outcome<unknown>): AppError | null {
  const error = kindOf(outcome)
  const found = explain(outcome)
  if (error === null || found === null || error.kind === 'internal') return error
  const { why, next, detail, words } = found
  return { ...error, explained: { why, next, detail, words } }
}

function kindOf(outcome: Outcome<unknown>): AppError | null {
  switch (outcome.kind) {
    case 'accepted':
      return null
    case 'never-sent':
      return { kind: 'offline' }
    case 'unsure':
      return outcome.words === null ? { kind: 'offline' } : { kind: 'refused', words: outcome.words }
    case 'throttled':
      return { kind: 'throttled' }
    case 'signed-out':
      return { kind: 'signed-out' }
    case 'refused':
      return refusalOf(outcome)
    default:
      return assertNever(outcome)
  }
}

function refusalOf(outcome: Extract<Outcome<unknown>, { kind: 'refused' }>): AppError {
  if (outcome.reason === 'not-found') return { kind: 'not-found' }
  return { kind: 'refused', words: outcome.words }
}
