import { assertNever } from '../must'
import type { Desk, StepEnd } from './desk'
import type { ConnectorServer } from './port'
import { because, type OwnReason, type Reason } from './reason'
import { urlTrouble, userIdTrouble } from './rules'
import { type Before, type ConnectorAsk, freshRun, type Run, type Step, type StepName } from './run'
import { ensureAttribute } from './steps/attribute'
import { checkConnection } from './steps/connection'
import { ensureContact } from './steps/contact'
import { ensureConversation } from './steps/conversation'
import { ensureInbox, inboxNameOf } from './steps/inbox'
import { ensureWebhook } from './steps/webhook'

const WORK: Record<StepName, (desk: Desk) => Promise<StepEnd>> = {
  connection: checkConnection,
  inbox: ensureInbox,
  webhook: ensureWebhook,
  attribute: ensureAttribute,
  contact: ensureContact,
  conversation: ensureConversation,
}

/** What a run would do, step by step, without changing anything. Goes on behind `before`. */
export function planConnector(server: ConnectorServer, ask: ConnectorAsk, before: Before | null = null): Promise<Run> {
  return walk({ server, ask, run: freshRun(before), dry: true, tell: () => undefined })
}

/** How a run goes. */
export interface RunOptions {
  /** A run that stopped half way: what it made stays its own to undo. */
  before?: Before | null
  /** Hears of each step that begins or ends and of each thing that is made; the run it gets is a copy. */
  told?: (run: Run) => void
}

/**
 * Sets a connector up: every step finds what is there and makes only what is missing, so it may be run again at any time,
 * after success or failure. It stops at the first step that fails.
 */
export function runConnector(server: ConnectorServer, ask: ConnectorAsk, options: RunOptions = {}): Promise<Run> {
  const { before = null, told = () => undefined } = options
  const run = freshRun(before)
  return walk({ server, ask, run, dry: false, tell: () => told(copy(run)) })
}

/** What is wrong with what was asked; nothing is sent while there is anything. */
export function askTroubles(ask: ConnectorAsk): { step: StepName; reason: Reason }[] {
  const noEvents = (ask.events ?? ask.connector.events).length === 0
  const troubles: [StepName, OwnReason | null][] = [
    ['inbox', inboxNameOf(ask) === '' ? 'name-empty' : null],
    ['webhook', urlTrouble(ask.webhookUrl) ?? (noEvents ? 'no-events' : null)],
    ['contact', ask.test === null ? null : userIdTrouble(ask.test.userId)],
  ]
  return troubles.flatMap(([step, key]) => (key === null ? [] : [{ step, reason: because(key) }]))
}

async function walk(desk: Desk): Promise<Run> {
  const { run } = desk
  const troubles = askTroubles(desk.ask)
  for (const { step, reason } of troubles) put(run, { step, state: 'failed', reason })
  if (troubles.length > 0) return copy(run)
  for (const { step } of [...run.steps]) {
    put(run, { step, state: 'running' })
    desk.tell()
    const end = await WORK[step](desk)
    put(run, { step, ...shown(end, desk.dry) })
    desk.tell()
    if (end.kind === 'failed') break
  }
  return copy(run)
}

function shown(end: StepEnd, dry: boolean): Omit<Step, 'step'> {
  const nothing = { what: null, id: null, name: null, reason: null }
  switch (end.kind) {
    case 'done':
      return { state: dry ? 'planned' : 'done', what: end.what, id: end.id, name: end.name, reason: null }
    case 'failed':
      return { ...nothing, state: 'failed', reason: end.reason }
    case 'skipped':
      return { ...nothing, state: 'skipped' }
    default:
      return assertNever(end)
  }
}

function put(run: Run, step: Partial<Step> & Pick<Step, 'step'>): void {
  run.steps = run.steps.map((one) => (one.step === step.step ? { ...one, ...step } : one))
}

function copy(run: Run): Run {
  return { steps: run.steps.map((one) => ({ ...one })), ids: { ...run.ids }, made: [...run.made], asked: [...run.asked] }
}
