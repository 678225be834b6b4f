/**
 * Opens the socket of a profile and waits for it: `welcome`, then a confirmation for every account. A wrong token gets no
 * answer at all (FACTS §5.1), so silence is a failure too.
 */
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ServerEvent, ServerProfile } from '../news'
import type { Cable, CableConnection } from '../ports'

const WELCOME_MS = 10_000
const CONFIRM_MS = 10_000

export interface SocketEar {
  /** The attempt it belongs to has ended: nothing it says counts any more. */
  isOver: () => boolean
  /** Unless another call comes within this time, the attempt has failed for this reason. */
  waitFor: (ms: number, reason: string) => void
  /** Every account is subscribed. */
  confirmed: () => void
  pinged: (serverAt: number) => void
  event: (account: AccountId, event: ServerEvent) => void
  closed: (reason: string) => void
}

/** One attempt, over all active accounts of the profile. */
export function openSocket(cable: Cable, profile: ServerProfile, ear: SocketEar): CableConnection {
  const accountIds = profile.accounts.filter((account) => account.active).map((account) => account.id)
  const waiting = new Set(accountIds)
  const heard = <A extends unknown[]>(hear: (...args: A) => void) => {
    return (...args: A): void => (ear.isOver() ? undefined : hear(...args))
  }
  ear.waitFor(WELCOME_MS, 'no-welcome')
  return cable.open(
    { pubsubToken: profile.pubsubToken, userId: profile.userId, accountIds },
    {
      welcomed: heard(() => ear.waitFor(CONFIRM_MS, 'no-confirm')),
      confirmed: heard((account) => {
        if (waiting.delete(account) && waiting.size === 0) ear.confirmed()
      }),
      pinged: heard(ear.pinged),
      event: heard(ear.event),
      closed: heard(ear.closed),
    },
  )
}
