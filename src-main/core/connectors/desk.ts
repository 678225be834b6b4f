import type { Outcome } from '../outcome'
import type { ConnectorServer } from './port'
import type { ConnectorAsk, Made, Run, StepName, StepOutcome } from './run'
import { reasonFrom, type Reason } from './reason'

/** What a step works with. It writes into `run`; what it did is told by its end. */
export interface Desk {
  server: ConnectorServer
  ask: ConnectorAsk
  run: Run
  /** A dry run: reads only. */
  dry: boolean
  /** The run has changed: whoever shows or keeps it looks again. */
  tell: () => void
}

/** How a step ended. */
export type StepEnd =
  | { kind: 'done'; what: StepOutcome | null; id: number | null; name: string | null }
  | { kind: 'failed'; reason: Reason }
  | { kind: 'skipped' }

/** What a step needs is there already, was made now, or (dry run) would be made. */
export type Got<T> = { kind: 'found' | 'created'; value: T } | { kind: 'would' } | { kind: 'failed'; reason: Reason }

/** How one thing is found and made. */
export interface Errand<T> {
  step: StepName
  find(): Promise<Outcome<T | null>>
  make(): Promise<Outcome<T>>
  /** Why the server would refuse to make it, known before it is asked. */
  refused?: () => Reason | null
  /** What an unanswered creation of ours would have left behind. */
  isOurs(found: T): boolean
  /** How undoing will know it. */
  made(value: T): Made
}

/** The step did not work. */
export function failed(reason: Reason): { kind: 'failed'; reason: Reason } {
  return { kind: 'failed', reason }
}

/** Remembers what undoing has to take back; once, and told at once: Perch may end in the middle of a step. */
export function remember({ run, tell }: Desk, made: Made): void {
  const isKnown = run.made.some((one) => one.kind === made.kind && one.id === made.id)
  if (isKnown) return
  run.made.push(made)
  tell()
}

/**
 * Looks, and makes only what is not there. An answer that never came leaves open whether the server did it, so it is looked
 * for again, now and in the next run: nothing is ever made twice. A refusal may mean that somebody else was quicker.
 */
export async function findOrMake<T>(desk: Desk, errand: Errand<T>): Promise<Got<T>> {
  const first = await errand.find()
  if (first.kind !== 'accepted') return failed(reasonFrom(first))
  if (first.value !== null) return claim(desk, errand, first.value)
  const refused = errand.refused?.() ?? null
  if (refused !== null) return failed(refused)
  if (desk.dry) return { kind: 'would' }
  settle(desk, errand.step)
  desk.run.asked.push(errand.step)
  const answer = await errand.make()
  if (answer.kind === 'accepted') return created(desk, errand, answer.value)
  if (answer.kind !== 'unsure') settle(desk, errand.step)
  const mayBeThere = answer.kind === 'unsure' || (answer.kind === 'refused' && answer.reason === 'invalid')
  const again = mayBeThere ? await errand.find() : null
  if (again?.kind === 'accepted' && again.value !== null) return claim(desk, errand, again.value)
  return failed(reasonFrom(answer))
}

/** Found: ours, when an earlier request of ours for it went unanswered and it looks like what we asked for. */
function claim<T>(desk: Desk, errand: Errand<T>, value: T): Got<T> {
  const isOurs = desk.run.asked.includes(errand.step) && errand.isOurs(value)
  if (isOurs && !desk.dry) return created(desk, errand, value)
  return { kind: 'found', value }
}

function created<T>(desk: Desk, errand: Errand<T>, value: T): Got<T> {
  settle(desk, errand.step)
  remember(desk, errand.made(value))
  return { kind: 'created', value }
}

function settle({ run }: Desk, step: StepName): void {
  run.asked = run.asked.filter((one) => one !== step)
}
