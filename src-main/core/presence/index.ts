import type { Account, Availability, Profile } from '../../../src-preload/contract/entities'
import type { Answer } from '../../../src-preload/contract/errors'
import type { AccountId } from '../../../src-preload/contract/ids'
import { errorOf, ok, refuse } from '../answer'
import type { Facts } from '../facts'
import type { Health } from '../health'
import type { Server, Stop } from '../ports'
import type { Sync } from '../sync'
import { PresenceDesk, type PresenceDeskNeeds } from './desk'

type Done = Answer<Record<string, never>>

/** Where the accounts of a profile are kept. */
interface AccountBook {
  read: () => Profile['accounts']
  write: (accounts: Profile['accounts']) => void
}

export interface OwnPresenceNeeds extends Pick<PresenceDeskNeeds, 'profileId' | 'clock' | 'log' | 'awake' | 'settings'> {
  accounts: AccountBook
  server: Pick<Server, 'setAvailability' | 'setAutoOffline'>
  sync: Pick<Sync, 'isConnected' | 'beat'>
  facts: Facts
  health: Pick<Health, 'note'>
}

/** The agent's own presence in the accounts of one profile, with what the agent can change of it. */
export class OwnPresence extends PresenceDesk {
  constructor(private readonly parts: OwnPresenceNeeds) {
    const { accounts, server, sync, facts, health } = parts
    super({
      ...parts,
      accounts: accounts.read,
      isConnected: () => sync.isConnected(),
      beat: (account) => sync.beat(account),
      tell: (account, availability) => server.setAvailability(account, availability),
      learned: (account, availability) => know(accounts, account, { availability }),
      changed: () => facts.tell({ kind: 'ProfileChanged' }),
      turned: (isHere) => health.note({ what: 'presence', isHere }),
    })
  }

  /** Looks at once, also whenever the line changes; returns the way to stop. */
  override start(): Stop {
    const stopLine = this.parts.facts.on((fact) => fact.kind === 'LinkChanged' && this.look())
    const stop = super.start()
    return () => {
      stopLine()
      stop()
    }
  }

  /** Chosen by hand: it stays. */
  async setAvailability(account: AccountId, availability: Availability): Promise<Done> {
    const error = errorOf(await this.chose(account, availability))
    return error === null ? ok({}) : refuse(error)
  }

  /** Whether the server lets a silent agent go offline. */
  async setAutoOffline(account: AccountId, autoOffline: boolean): Promise<Done> {
    const { server, accounts, facts } = this.parts
    const error = errorOf(await server.setAutoOffline(account, autoOffline))
    if (error !== null) return refuse(error)
    know(accounts, account, { autoOffline })
    facts.tell({ kind: 'ProfileChanged' })
    return ok({})
  }
}

function know({ read, write }: AccountBook, account: AccountId, news: Partial<Account>): void {
  write(read().map((one) => (one.id === account ? { ...one, ...news } : one)))
}
