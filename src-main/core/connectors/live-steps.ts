/** Whether news arrive: each account's channel confirms, and what is said in it comes back (FACTS §5.1, §5.2). */
import type { AccountId } from '../../../src-preload/contract/ids'
import type { ServerProfile } from '../news'
import type { Cable, CableConnection, Clock } from '../ports'
import type { Verdict } from './sheet'

/** A bad token gets no answer at all, so waiting must end. */
const CONFIRM_MS = 10_000
/** The way through the server's queue and back. */
const HEARD_MS = 6_000

/** One socket for both questions; `close` ends it. */
export interface LiveLook {
  subscription(): Promise<Verdict>
  /** Says "I am here" and waits to be told so: news take the same way through the server. */
  presence(): Promise<Verdict>
  close(): void
}

/** Opens the channel of every open account. */
export function openLive(cable: Cable, profile: ServerProfile, clock: Clock): LiveLook {
  return new Look(cable, profile, clock)
}

class Look implements LiveLook {
  private readonly names: Map<AccountId, string>
  private readonly confirmed = new Set<AccountId>()
  private readonly heard = new Map<AccountId, string>()
  private readonly connection: CableConnection
  private gone: string | null = null
  private changed: () => void = () => undefined

  constructor(
    cable: Cable,
    profile: ServerProfile,
    private readonly clock: Clock,
  ) {
    const open = profile.accounts.filter(({ active }) => active)
    this.names = new Map(open.map(({ id, name }) => [id, name]))
    const accountIds = open.map(({ id }) => id)
    const note = (happened: () => void): void => {
      happened()
      this.changed()
    }
    this.connection = cable.open(
      { pubsubToken: profile.pubsubToken, userId: profile.userId, accountIds },
      {
        welcomed: () => undefined,
        pinged: () => undefined,
        confirmed: (account) => note(() => this.confirmed.add(account)),
        event: (account, event) => {
          if (event.kind === 'presence') note(() => this.heard.set(account, event.availability ?? 'offline'))
        },
        closed: (reason) => note(() => (this.gone = reason)),
      },
    )
  }

  async subscription(): Promise<Verdict> {
    await this.until(() => this.confirmed.size === this.names.size, CONFIRM_MS)
    if (this.gone !== null) return { state: 'warn', reason: 'failed', detail: this.gone }
    const silent = [...this.names].filter(([id]) => !this.confirmed.has(id)).map(([, name]) => name)
    if (silent.length > 0) return { state: 'warn', reason: 'silent', detail: silent.join(', ') }
    return { state: 'ok', reason: 'confirmed', detail: [...this.names.values()].join(', ') }
  }

  async presence(): Promise<Verdict> {
    for (const id of this.confirmed) this.connection.beat(id)
    await this.until(() => [...this.confirmed].every((id) => this.heard.has(id)), HEARD_MS)
    if (this.gone !== null) return { state: 'warn', reason: 'failed', detail: this.gone }
    const seen = [...this.heard].map(([id, state]) => ({
      name: 'presence' as const,
      value: `${this.names.get(id) ?? ''}: ${state}`,
    }))
    const isAll = seen.length > 0 && [...this.confirmed].every((id) => this.heard.has(id))
    return isAll ? { state: 'ok', reason: 'heard', seen } : { state: 'warn', reason: 'silent', seen }
  }

  close(): void {
    this.connection.close()
  }

  private until(isSo: () => boolean, patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        stop()
        this.changed = () => undefined
        resolve()
      }
      const stop = this.clock.after(patienceMs, end)
      this.changed = () => {
        if (isSo() || this.gone !== null) end()
      }
      this.changed()
    })
  }
}
