import { useRef, useState } from 'react'
import type { ProbeReport, ProbeStep, SignInCredential, SignInResult } from '../../../src-preload/contract/schemas/profile'
import { call } from '../../bridge/client'
import { linkReason } from '../../parts/reason'
import { say } from '../../text/t'
import { whyNot } from '../../ui-state'
import type { Found } from './probe-text'

/** What runs now; the form says so where it waits. */
export type Busy = 'probe' | 'sign-in' | null

/** What the sign-in knows: the address and what was found there, the second factor, what went wrong. */
export interface SignInState {
  busy: Busy
  /** The address the report is about. */
  probed: string | null
  report: ProbeReport | null
  /** Steps of the sign-in itself: the token, the live channel. */
  signSteps: ProbeStep[]
  words: string | null
  challenge: string | null
  problem: string | null
  /** The agent was told that everybody on the way could read along, and has to press once more. */
  isWarned: boolean
}

const start: SignInState = {
  busy: null,
  probed: null,
  report: null,
  signSteps: [],
  words: null,
  challenge: null,
  problem: null,
  isWarned: false,
}

/** Whether nothing in the report forbids going on. */
export function isGood(report: ProbeReport | null): report is ProbeReport & { baseUrl: string } {
  return report !== null && report.baseUrl !== null && report.steps.every((step) => step.state !== 'fail')
}

/** Every step that was tried, those of the sign-in last. */
export function foundSteps(state: SignInState): Found[] {
  return [...(state.report?.steps ?? []), ...state.signSteps].filter((step): step is Found => step.state !== 'skipped')
}

/** What stands in the way. */
export function failures(state: SignInState): Found[] {
  return foundSteps(state).filter((step) => step.state === 'fail')
}

/** Everybody on the way could read along: the agent has to want that, so nothing is sent before the second press. */
export function isReadable(report: ProbeReport | null): boolean {
  return report?.steps.some((step) => step.id === 'private' && step.state === 'warn') ?? false
}

/** What the answer to a sign-in changes; null when it is done. */
function changeOf(result: SignInResult): Partial<SignInState> | null {
  switch (result.kind) {
    case 'signed-in':
      return null
    case 'unopened':
      return { busy: null, problem: say('signIn.unopened', { why: linkReason(result.reason) ?? '' }) }
    case 'mfa':
      return {
        busy: null,
        challenge: result.challenge,
        signSteps: [{ id: 'token', state: 'ok', reason: 'mfa', detail: null }],
        words: null,
      }
    case 'failed': {
      const isOver = result.steps.some((step) => step.reason === 'challenge-expired')
      return { busy: null, signSteps: result.steps, words: result.words, ...(isOver ? { challenge: null } : {}) }
    }
    default:
      return result satisfies never
  }
}

/** One question at a time; an answer to an older one is thrown away. */
function useTurns() {
  const [state, set] = useState(start)
  const turn = useRef(0)
  const change = (some: Partial<SignInState>) => set((was) => ({ ...was, ...some }))
  const run = async <T>(busy: Busy, question: () => Promise<T>, answer: (value: T) => void) => {
    const mine = ++turn.current
    change({ busy, problem: null, words: null })
    try {
      const value = await question()
      if (mine === turn.current) answer(value)
    } catch (thrown: unknown) {
      if (mine === turn.current) change({ busy: null, problem: whyNot(thrown) })
    }
  }
  /** The address changed: what was found belongs to another one. */
  const forget = () => {
    turn.current += 1
    set(start)
  }
  return { state, change, run, forget }
}

/** The commands of the sign-in. */
export function useSignIn(onDone: () => void) {
  const { state, change, run, forget } = useTurns()
  const take = (result: SignInResult) => {
    const some = changeOf(result)
    if (some) change(some)
    else onDone()
  }
  const probe = (address: string, then?: (report: ProbeReport) => void) => {
    const answer = (report: ProbeReport) => {
      change({ busy: null, report, probed: address, signSteps: [], isWarned: false })
      then?.(report)
    }
    return run('probe', () => call('profile.probe', { address }), answer)
  }
  const signIn = (baseUrl: string, credential: SignInCredential) =>
    run('sign-in', () => call('profile.signIn', { baseUrl, credential }), take)
  const answerMfa = (code: string, backup: boolean) =>
    run('sign-in', () => call('profile.answerMfa', { challenge: state.challenge ?? '', code, backup }), take)
  const warn = () => change({ isWarned: true })
  return { state, probe, signIn, answerMfa, forget, warn }
}
