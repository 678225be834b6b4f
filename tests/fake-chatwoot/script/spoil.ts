import { setTimeout as sleep } from 'node:timers/promises'
import { errors, page, plain, Refusal, json, type Answer } from '../http/answer'
import type { Fault } from './script'

/** How an answer leaves the server. */
export type Delivery = 'whole' | 'truncated' | 'lost' | 'hanging'

const REFUSALS = {
  'sign-in': () => errors.notSignedIn(),
  token: () => errors.unauthorized('Invalid Access Token'),
  policy: () => errors.unauthorized(),
  account: () => errors.unauthorized('You are not authorized to access this account'),
}

/** Runs the work of a request under its faults: some replace the work, some spoil its answer. */
export async function spoil(faults: Fault[], work: () => Promise<Answer>): Promise<{ answer: Answer; delivery: Delivery }> {
  for (const fault of faults) if (fault.kind === 'latency') await sleep(fault.ms)
  const main = faults.find(({ kind }) => kind !== 'latency')
  if (!main) return { answer: await work(), delivery: 'whole' }
  if (main.kind === 'lose') return { answer: await work(), delivery: 'lost' }
  if (main.kind === 'truncate') return { answer: await work(), delivery: 'truncated' }
  if (main.kind === 'reset' || main.kind === 'cut') return { answer: plain(200, ''), delivery: 'lost' }
  if (main.kind === 'hang') return { answer: plain(200, ''), delivery: 'hanging' }
  if (main.kind === 'error' && main.done) await work()
  return { answer: insteadOf(main), delivery: 'whole' }
}

function insteadOf(fault: Fault): Answer {
  switch (fault.kind) {
    case 'error':
      return fault.form === 'html'
        ? page(fault.status, `${fault.status} Bad Gateway`)
        : json({ status: fault.status, error: fault.words ?? 'Internal Server Error' }, { status: fault.status })
    case 'throttled':
      return plain(429, 'Retry later\n')
    case 'page':
      return page(200, 'Welcome to the guest network')
    case 'unauthorized':
      return REFUSALS[fault.reason]().answer
    default:
      throw new Refusal(page(500, `unexpected fault ${fault.kind}`))
  }
}
