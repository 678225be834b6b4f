/** What happens to an event instead of simply being sent. */
export type Fate =
  { kind: 'send' } | { kind: 'drop' } | { kind: 'duplicate' } | { kind: 'reorder' } | { kind: 'delay'; delayMs: number }

/** A fate for the next events of a name; `*` in it stands for anything. */
export interface EventFault {
  event: string
  fate: Exclude<Fate, { kind: 'send' }>
  times: number
}

/** How the cable misbehaves at the moment. */
export class CableFaults {
  /** Healthy events without pings. */
  sendsPings = true
  /** A half-open line: connected, and nothing passes in either direction. */
  isMute = false
  #faults: EventFault[] = []

  add(fault: EventFault): void {
    this.#faults.push({ ...fault })
  }

  clear(): void {
    this.sendsPings = true
    this.isMute = false
    this.#faults = []
  }

  fateOf(event: string): Fate {
    const fault = this.#faults.find((one) => one.times > 0 && matches(one.event, event))
    if (!fault) return { kind: 'send' }
    fault.times -= 1
    return fault.fate
  }
}

function matches(pattern: string, event: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`).test(event)
}
