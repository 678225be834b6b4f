import type { AccountId } from '../../src-preload/contract/ids'
import type { Cable, CableConnection, CableListener, CableTarget } from '../../src-main/core/ports'

/** One attempt to open the socket, for the test to answer. */
export interface FakeConnection {
  target: CableTarget
  listener: CableListener
  beats: AccountId[]
  isClosed: boolean
  /** Welcome, every account confirmed, and a ping: as a healthy server does. */
  accept(serverAt: number): void
}

/** Sockets that do what the test says. */
export class FakeCable implements Cable {
  readonly connections: FakeConnection[] = []

  get last(): FakeConnection {
    const connection = this.connections.at(-1)
    if (!connection) throw new Error('No socket was opened')
    return connection
  }

  open(target: CableTarget, listener: CableListener): CableConnection {
    const connection: FakeConnection = {
      target,
      listener,
      beats: [],
      isClosed: false,
      accept(serverAt) {
        listener.welcomed()
        for (const account of target.accountIds) listener.confirmed(account)
        listener.pinged(serverAt)
      },
    }
    this.connections.push(connection)
    return {
      beat: (account) => void connection.beats.push(account),
      close: () => {
        connection.isClosed = true
      },
    }
  }
}
