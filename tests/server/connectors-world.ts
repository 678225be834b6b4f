import { connectorNamed, type ConnectorAsk, type ConnectorServer, type Run } from '../../src-main/core/connectors'
import type { AccountId } from '../../src-preload/contract/ids'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { serversFor } from './tiny-server'

const account = 1 as AccountId
const ADMIN = 'AdaAdminTokenForTests111'
const AGENT = 'BoAgentTokenForTests2222'

/** A fresh account and the way of an administrator to it. */
export class ConnectorsWorld {
  readonly admin: ConnectorServer
  readonly agent: ConnectorServer
  readonly #ends: (() => void)[] = []

  private constructor(readonly fake: FakeChatwoot) {
    this.admin = this.connect(ADMIN)
    this.agent = this.connect(AGENT)
  }

  static async open(version: '4.2.0' | '4.10.1' = '4.2.0'): Promise<ConnectorsWorld> {
    return new ConnectorsWorld(await startFakeChatwoot({ version }))
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end()
    await this.fake.stop()
  }

  private connect(token: string): ConnectorServer {
    const { server, connectors } = serversFor({ limits: { answerMs: 1_000 } }).connect(this.fake.base, { kind: 'token', token })
    this.#ends.push(() => server.close())
    return connectors
  }

  /** Everything the wizard could change, as the server holds it. */
  lists(): object {
    const { db } = this.fake.model.world
    const names = (rows: { id: number }[]): string[] => rows.map((row) => JSON.stringify(row))
    return {
      inboxes: names(db.inboxes.where(() => true).map(({ id, name }) => ({ id, name }))),
      webhooks: names(db.webhooks.where(() => true)),
      attributes: names(db.definitions.where(() => true).map(({ id, key }) => ({ id, key }))),
      contacts: names(db.contacts.where(() => true).map(({ id, customAttributes }) => ({ id, customAttributes }))),
      links: names(db.contactInboxes.where(() => true).map(({ id, sourceId }) => ({ id, sourceId }))),
      conversations: names(
        db.conversations.where(() => true).map(({ id, status, messages }) => ({ id, status, count: messages.length })),
      ),
    }
  }
}

/** The VK connector with everything it can do. */
export function vkAsk(more: Partial<ConnectorAsk> = {}): ConnectorAsk {
  const connector = connectorNamed('vk')
  if (!connector) throw new Error('no vk')
  const test = { userId: '777001', name: 'Vera Test', conversation: true }
  return { account, connector, webhookUrl: 'http://127.0.0.1:1/vk', test, ...more }
}

/** What each step of a run came to. */
export function whats(run: Run): string[] {
  return run.steps.map(({ step, state, what }) => `${step} ${what ?? state}`)
}
