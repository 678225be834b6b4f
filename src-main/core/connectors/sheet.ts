/** What the doctor has written down so far; every change is told. Nothing secret is ever written: the mask sees all of it. */
import type { DoctorStepId } from '../../../src-preload/contract/doctor'
import { DOCTOR_STEPS } from '../../../src-preload/contract/doctor'
import type { DoctorStep, SeenThing } from '../../../src-preload/contract/schemas/doctor'
import { explain } from '../explain'
import type { Credential } from '../ports'
import type { Outcome } from '../outcome'

/** What a step came to. `why` and `remedy` are those of its own reason unless they are named. */
export interface Verdict {
  state: 'ok' | 'warn' | 'fail' | 'skipped'
  reason: string
  why?: string
  remedy?: string | null
  detail?: string | null
  seen?: SeenThing[]
}

const SKIPPED: Omit<DoctorStep, 'id'> = {
  state: 'skipped',
  reason: 'skipped',
  why: 'doctor.skipped',
  remedy: null,
  detail: null,
  seen: [],
}

/** The verdict on an answer that was not the one that was hoped for. */
export function troubled(outcome: Outcome<unknown>, state: 'warn' | 'fail' = 'fail'): Verdict {
  const found = explain(outcome)
  if (found === null) return { state: 'skipped', reason: 'skipped' }
  const seen: SeenThing[] = found.words === null ? [] : [{ name: 'words', value: found.words }]
  return { state, reason: found.condition, why: found.why, remedy: found.next, detail: found.detail, seen }
}

/** Tokens and e-mail addresses become dots. */
export function maskFor(credential: Credential | null): (text: string) => string {
  const secrets = Object.values(credential ?? {}).filter((value) => value.length > 5 && value !== credential?.kind)
  return (text) => {
    const without = secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text)
    return without.replace(/[^\s@,;:<>"']+@[^\s@,;:<>"']+/g, '•••@•••')
  }
}

/** All steps, in their order, each with what is known of it. */
export class Sheet {
  private steps = new Map<DoctorStepId, DoctorStep>(DOCTOR_STEPS.map((id) => [id, { id, ...SKIPPED }]))

  constructor(
    private readonly mask: (text: string) => string,
    private readonly tell: (steps: DoctorStep[]) => void,
  ) {}

  /** These are being looked at. */
  busy(...ids: DoctorStepId[]): void {
    for (const id of ids) this.steps.set(id, { id, ...SKIPPED, state: 'busy', reason: 'busy', why: 'doctor.busy' })
    this.told()
  }

  put(id: DoctorStepId, verdict: Verdict): void {
    this.steps.set(id, this.written(id, verdict))
    this.told()
  }

  /** Looks, and writes down what was found. */
  async look(id: DoctorStepId, find: () => Promise<Verdict>): Promise<Verdict> {
    this.busy(id)
    const verdict = await find()
    this.put(id, verdict)
    return verdict
  }

  all(): DoctorStep[] {
    return [...this.steps.values()]
  }

  private written(id: DoctorStepId, verdict: Verdict): DoctorStep {
    const { state, reason, detail = null, seen = [] } = verdict
    if (state === 'skipped') return { id, ...SKIPPED }
    return {
      id,
      state,
      reason,
      why: verdict.why ?? `probe.${id}.${state}.${reason}`,
      remedy: state === 'ok' ? null : (verdict.remedy ?? `next.${id}.${reason}`),
      detail: detail === null ? null : this.mask(detail),
      seen: seen.map(({ name, value }) => ({ name, value: this.mask(value) })),
    }
  }

  private told(): void {
    this.tell(this.all())
  }
}
