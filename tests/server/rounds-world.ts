import type { ChatwootServer } from '../../src-main/chatwoot/index'
import type { Outcome } from '../../src-main/core/outcome'
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { serversFor, TOKEN } from './tiny-server'

export const account = 1 as AccountId
const ADMIN = { kind: 'token', token: 'AdaAdminTokenForTests111' } as const

/** The value of an outcome that has one; anything else ends the test. */
export function value<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome))
  return outcome.value
}

/** The real room and the fake server; call `open` before the first test and `close` after the last. */
export class RoundsWorld {
  readonly servers = serversFor()
  fake!: FakeChatwoot
  admin!: ChatwootServer
  agent!: ChatwootServer

  constructor(readonly version: '4.2.0' | '4.10.1') {}

  async open(): Promise<void> {
    this.fake = await startFakeChatwoot({ version: this.version })
    this.admin = this.servers.connect(this.fake.base, ADMIN).server
    this.agent = this.servers.connect(this.fake.base, TOKEN).server
  }

  async close(): Promise<void> {
    this.admin.close()
    this.agent.close()
    await this.fake.stop()
  }

  /** What only the dashboard does (labels, teams, macros), asked by the administrator; its answer. */
  async dashboard(path: string, json: object): Promise<{ id: number }> {
    const answer = await fetch(`${this.fake.base}/api/v1/accounts/1/${path}`, {
      method: 'POST',
      headers: { 'api-access-token': ADMIN.token, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(json),
    })
    const body = (await answer.json()) as { id: number; payload?: { id: number } }
    return body.payload ?? body
  }

  /** A conversation with a waiting customer in an inbox of Bo's. */
  async waiting(name: string) {
    const { admin, agent, fake } = this
    const inbox = value(await admin.api.admin.createInbox(account, { name, webhookUrl: 'http://127.0.0.1:1/hook' }))
    value(await admin.api.admin.addMembers(account, { inbox: inbox.id, users: [2 as UserId] }))
    const contact = value(
      await admin.api.contacts.createContact(account, {
        name: `Eva ${name}`,
        email: `${name}@example.test`.replace(/ /g, ''),
        inboxId: inbox.id,
      }),
    )
    const ids = { inboxId: inbox.id, contactId: contact.contact.id, sourceId: contact.sourceId ?? '' }
    const conversation = value(await agent.api.conversations.createConversation(account, ids))
    fake.model.customerWrites(fake.model.conversation(1, conversation.id), 'Where is it?')
    return { inbox, contact, conversation, key: { accountId: account, conversationId: conversation.id } }
  }
}
