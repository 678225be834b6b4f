/**
 * Presence tells the truth (HOUSE §6, FACTS §5.2): the server takes an agent for present during 20 s after each beat, so we
 * beat every 15 s while somebody is at the keyboard, and stay silent else. Events arrive all the same.
 */
import type { AccountId } from '../../../src-preload/contract/ids'
import type { Awake, Clock, Stop } from '../ports'

const BEAT_MS = 15_000

export interface PresenceDeps {
  clock: Clock
  awake: Pick<Awake, 'isAway'>
  accounts: () => AccountId[]
  beat: (account: AccountId) => void
  /** The agent left, or is back. */
  turned?: (isHere: boolean) => void
}

/** Starts beating; returns the way to stop. */
export function startPresence(deps: PresenceDeps): Stop {
  let stopTimer: Stop = () => undefined
  let wasHere = true
  const tick = (): void => {
    const isHere = !deps.awake.isAway()
    if (isHere !== wasHere) deps.turned?.(isHere)
    wasHere = isHere
    if (isHere) for (const account of deps.accounts()) deps.beat(account)
    stopTimer = deps.clock.after(BEAT_MS, tick)
  }
  tick()
  return () => stopTimer()
}
