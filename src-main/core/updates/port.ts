/** What core asks of whoever can find, fetch and install a newer Perch. */
import type { UpdateChannel, UpdateFault, UpdateWay } from '../../../src-preload/contract/schemas/update'
import type { Policy } from '../managed'

export type { UpdateChannel, UpdateFault, UpdateWay }

/** `current`: nothing newer is meant for this computer, be it that a newer one is not yet handed to everybody. */
export type UpdateLook = { kind: 'newer'; version: string } | { kind: 'current' } | { kind: 'failed'; fault: UpdateFault }

/** Nothing it names was used before its signature was checked. */
export interface UpdateSource {
  look(channel: UpdateChannel): Promise<UpdateLook>
  /**
   * Downloads what the last look found, and goes on where an earlier download was cut. `moved` hears of the share that is
   * here, 0 to 1. Null: it is here, whole and checked.
   */
  fetch(moved: (share: number) => void): Promise<UpdateFault | null>
  /** Puts what was fetched in place of this program. The last thing before the process ends. */
  install(isStartedAgain: boolean): Promise<UpdateFault | null>
}

/** What a managed machine has decided; `channel` null: nothing. */
export interface UpdateLock {
  isOff: boolean
  channel: UpdateChannel | null
}

/** What the organisation's rules say of updates. */
export function lockOf({ updates }: Pick<Policy, 'updates'>): UpdateLock {
  return updates === 'off' ? { isOff: true, channel: null } : { isOff: false, channel: updates }
}

/** Bytes of a file where versions are published. `total`: of the whole file, where the server says so. */
export type ReleaseBytes =
  { kind: 'bytes'; bytes: Uint8Array; total: number | null } | { kind: 'failed'; fault: 'offline' | 'missing' }

/** Reads a whole file, or `length` bytes of it from `from` on. Who answers with the whole instead is cut to that. */
export type ReadRelease = (url: string, piece: { from: number; length: number } | null) => Promise<ReleaseBytes>
