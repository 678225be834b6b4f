import type { AppError } from '../../../src-preload/contract/errors'
import type { AccountId, ProfileId } from '../../../src-preload/contract/ids'
import type { Answer } from '../../../src-preload/contract/errors'
import { refuse } from '../answer'
import { type Gatekeeper, pastGate } from '../budget-door'
import type { Credential, ProfileBook, ProfileEntry, Server, Vault } from '../ports'
import type { ChannelServer } from './channel-port'
import type { ConnectorServer } from './port'

/** An account of a profile that is signed in. */
export interface AccountAt {
  profileId: ProfileId
  accountId: AccountId
}

/** A server for as long as one errand takes. */
export interface Errand {
  entry: ProfileEntry
  isAdmin: boolean
  connectors: ConnectorServer
  channels: ChannelServer
}

/** What the desks reach servers with: a line of their own, so that a long page never waits behind the outbox, and the profile's budget. */
export interface DoorNeeds {
  servers: {
    connect(
      baseUrl: string,
      credential: Credential,
    ): { server: Pick<Server, 'close'>; connectors: ConnectorServer; channels: ChannelServer }
  }
  book: Pick<ProfileBook, 'list'>
  vault: Pick<Vault, 'read'>
  /** The measure of a profile; null while it is not open. */
  gateOf: (profile: ProfileId) => Gatekeeper | null
}

const closed: Record<'not-found' | 'signed-out', AppError> = {
  'not-found': { kind: 'not-found' },
  'signed-out': { kind: 'signed-out' },
}

/** Opens a line to the account's server, does the errand, closes it. */
export async function atAccount<T>(
  { servers, book, vault, gateOf }: DoorNeeds,
  at: AccountAt,
  errand: (errand: Errand) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const entry = book.list().find(({ id }) => id === at.profileId)
  const account = entry?.accounts.find(({ id }) => id === at.accountId)
  if (!entry || !account) return refuse(closed['not-found'])
  const secret = await vault.read(entry.id).catch(() => null)
  if (secret === null) return refuse(closed['signed-out'])
  const { server, ...asked } = servers.connect(entry.baseUrl, secret.credential)
  const gate: Gatekeeper = gateOf(entry.id) ?? ((ask) => ask())
  const connectors = pastGate(asked.connectors, gate)
  const channels = pastGate(asked.channels, gate)
  try {
    return await errand({ entry, isAdmin: account.role === 'administrator', connectors, channels })
  } finally {
    server.close()
  }
}
