import { CableFaults, type EventFault } from './cable-faults'

/**
 * What goes wrong with a request. `lose` and `truncate` do the work first, and so does an `error` that is `done`: some 422
 * and 500 come after the row was stored. All others do no work. `cut` breaks the line while the client is still sending.
 */
export type Fault =
  | { kind: 'latency'; ms: number }
  | { kind: 'lose' }
  | { kind: 'truncate' }
  | { kind: 'reset' }
  | { kind: 'cut'; afterBytes: number }
  | { kind: 'hang' }
  | { kind: 'error'; status: number; form?: 'json' | 'html'; words?: string; done?: boolean }
  | { kind: 'throttled' }
  | { kind: 'page' }
  | { kind: 'unauthorized'; reason: 'sign-in' | 'token' | 'policy' | 'account' }

/** A fault for the next requests that match; `*` in the path stands for anything, the query does not count. */
export interface RequestFault {
  method?: string
  path: string
  fault: Fault
  times?: number
}

/** A bench asks for hours; nobody reads that far back. */
const MAX_REMEMBERED = 10_000

/** The misbehaviour a test asks for. */
export class Script {
  readonly cable = new CableFaults()
  /** A proxy in between drops headers with an underscore in their name, as nginx does unless told otherwise. */
  dropsUnderscores = false
  #faults: { method: string | undefined; pattern: RegExp; fault: Fault; left: number }[] = []
  #served: { method: string; path: string }[] = []

  /** Makes the next matching requests go wrong, in the order the faults were added. */
  fail({ method, path, fault, times = 1 }: RequestFault): void {
    this.#faults.push({ method: method?.toUpperCase(), pattern: patternOf(path), fault, left: times })
  }

  /** Makes the next matching events go wrong. */
  event({ event, fate, times = 1 }: Omit<EventFault, 'times'> & { times?: number }): void {
    this.cable.add({ event, fate, times })
  }

  /** Everything is well again. */
  clear(): void {
    this.#faults = []
    this.dropsUnderscores = false
    this.cable.clear()
  }

  /** What was asked so far, oldest first; for tests that count calls. */
  get requests(): readonly { method: string; path: string }[] {
    return this.#served
  }

  forgetRequests(): void {
    this.#served = []
  }

  /** All faults that apply to this request; latency may come together with one other. */
  take(method: string, path: string): Fault[] {
    this.#served.push({ method, path })
    if (this.#served.length > MAX_REMEMBERED) this.#served.shift()
    const taken: Fault[] = []
    for (const one of this.#faults) {
      const isMeant = one.left > 0 && (!one.method || one.method === method) && one.pattern.test(path)
      const isFull = one.fault.kind !== 'latency' && taken.some(({ kind }) => kind !== 'latency')
      if (!isMeant || isFull) continue
      one.left -= 1
      taken.push(one.fault)
    }
    return taken
  }
}

function patternOf(path: string): RegExp {
  const source = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`)
}
