/** When a database was found broken: it is opened again, which mends it, but not round and round on a disk that is broken. */
import type { ProfileId } from '../../src-preload/contract/ids'
import type { Clock, Log } from './ports'

const AGAIN_MS = 10 * 60_000

interface ReopeningDeps {
  clock: Clock
  log: Log
  /** `isAgain`: it broke a short while ago already. */
  reopen: (id: ProfileId, isAgain: boolean) => Promise<void>
}

/** Told of a broken database; not done at once, for whoever met the damage is still in the middle of its work. */
export function makeReopening({ clock, log, reopen }: ReopeningDeps): (id: ProfileId) => void {
  const brokeAt = new Map<ProfileId, number>()
  return (id) => {
    const now = clock.now()
    const isAgain = Math.abs(now - (brokeAt.get(id) ?? -Infinity)) < AGAIN_MS
    brokeAt.set(id, now)
    clock.after(0, () => {
      reopen(id, isAgain).catch((error: unknown) => log.bug('profiles/reopen', error))
    })
  }
}
