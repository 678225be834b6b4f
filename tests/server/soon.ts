import { vi } from 'vitest'

/** Waits for a state. Ten seconds: the machine may be busy, and a state that never comes is found out all the same. */
export function soon<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000 })
}
