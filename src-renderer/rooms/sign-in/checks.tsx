import type { ProbeStep } from '../../../src-preload/contract/schemas/profile'
import { CheckSign } from '../../parts/check-sign'
import { useText } from '../../text/t'
import { type Found, probeReason, probeTitle, stepOrder } from './probe-text'
import { foundSteps, type SignInState } from './use-sign-in'

type Shown = Found | { id: ProbeStep['id']; state: 'busy' | 'skipped' }

function Line({ step, version }: { step: Shown; version: string | null }) {
  const t = useText()
  const found = 'reason' in step ? step : null
  const waiting = t(step.state === 'busy' ? 'signIn.checking' : 'signIn.notTried')
  return (
    <li className="check-line" data-step={step.id} data-state={step.state}>
      <CheckSign state={step.state} />
      <div>
        <b>{found ? probeTitle(found, version) : t(`probe.${step.id}`)}</b>
        <p>{found ? probeReason(found) : waiting}</p>
      </div>
    </li>
  )
}

/** Worth a line only when it is wrong, or when Perch uses another address than the one that was typed. */
function isTold(address: Found | undefined): boolean {
  return address !== undefined && (address.state === 'fail' || !['plain', 'scheme-added'].includes(address.reason))
}

/** Every step there is: what was found, what runs, what was not tried. */
function stepsOf(state: SignInState): Shown[] {
  const byId = new Map(foundSteps(state).map((step) => [step.id, step]))
  const busyId = state.busy === 'sign-in' ? 'token' : state.busy === 'probe' ? 'answer' : null
  return stepOrder
    .filter((id) => id !== 'address' || isTold(byId.get('address')))
    .map((id): Shown => (id === busyId ? { id, state: 'busy' } : (byId.get(id) ?? { id, state: 'skipped' })))
}

/** What Perch found out, step by step, with its reason. */
export function Checks({ state }: { state: SignInState }) {
  return (
    <ol className="checks">
      {stepsOf(state).map((step) => (
        <Line key={step.id} step={step} version={state.report?.version ?? null} />
      ))}
    </ol>
  )
}
