import type { OutboxState } from '../../src-preload/contract/entities'

/** It waits for the time the agent chose (send later). */
export function isLater({ state, leaveAt }: Pick<OutboxState, 'state' | 'leaveAt'>): boolean {
  return state === 'queued' && leaveAt !== null && leaveAt > Date.now()
}
