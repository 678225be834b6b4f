import type { Clock } from './clock'
import type { Availability, Membership, User } from './rows'
import { membershipOf } from './membership'

/** How long one sign of life counts. */
const PRESENCE_MS = 20_000

/** Who gave a sign of life lately, per account. */
export class Presence {
  readonly #seenAt = new Map<string, number>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  mark(userId: number, accountId: number): void {
    this.#seenAt.set(`${accountId}/${userId}`, this.#clock.now())
  }

  isPresent(userId: number, accountId: number): boolean {
    const at = this.#seenAt.get(`${accountId}/${userId}`)
    return at !== undefined && this.#clock.now() - at < PRESENCE_MS
  }

  /** What colleagues see: the chosen availability while connected, or always when auto_offline is off. */
  effective(user: User, membership: Membership | undefined): Availability {
    if (!membership) return 'offline'
    const counts = !membership.autoOffline || this.isPresent(user.id, membership.accountId)
    return counts ? membership.availability : 'offline'
  }

  /** The map of a presence.update: only people who count as connected are in it. */
  available(users: User[], accountId: number): Record<string, Availability> {
    const entries = users.flatMap((user) => {
      const membership = membershipOf(user, accountId)
      const counts = membership && (!membership.autoOffline || this.isPresent(user.id, accountId))
      return counts ? [[String(user.id), membership.availability] as const] : []
    })
    return Object.fromEntries(entries)
  }
}
