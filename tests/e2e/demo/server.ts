// The demo server seen from outside: what it has, asked through the public API as an agent would, and its
// customers, moved by the verbs of fake-chatwoot.
import seed from '../../fake-chatwoot/demo-seed.json'
import type { Customer, ServerMessage } from '../office'

/** Who signs in, and the colleague whose eyes check what the server has. */
const [mira, jonas] = seed.users as [(typeof seed.users)[0], (typeof seed.users)[0]]

interface ServerConversation {
  id: number
  inbox_id: number
  /** Epoch seconds; 0 when nobody waits. */
  waiting_since: number
  meta: { sender: { name: string }; assignee?: { id: number } }
}

interface ServerProfile {
  accounts: { id: number; availability: string }[]
}

export class DemoServer {
  readonly agent = mira

  constructor(readonly base: string) {}

  /** A customer of the cast by name, with the open conversation. */
  async customer(name: string): Promise<Customer> {
    const found = (await this.open()).find(({ meta }) => meta.sender.name === name)
    if (!found) throw new Error(`the demo server has no open conversation with ${name}`)
    return this.inConversation(name, found)
  }

  /** Somebody who never wrote before. Outside the cast: says only what the journey says. */
  async newcomer(name: string): Promise<Customer> {
    const [somewhere] = await this.open()
    if (!somewhere) throw new Error('the demo server has no open conversation')
    const { id: contact_id } = await this.move<{ id: number }>('contacts', { name })
    const made = await this.move<{ conversation_id: number }>('conversations', {
      contact_id,
      inbox_id: somewhere.inbox_id,
      assignee: mira.key,
    })
    return this.inConversation(name, { id: made.conversation_id, account: somewhere.account })
  }

  /** Messages of agents with this text, notes included, as a colleague sees them. */
  async sentTexts({ account, conversation }: Customer, text: string): Promise<ServerMessage[]> {
    const path = `/api/v1/accounts/${account}/conversations/${conversation}/messages`
    const { payload } = await this.get<{ payload: ServerMessage[] }>(path, jonas.access_token)
    return payload.filter((message) => message.message_type === 1 && message.content === text)
  }

  /** Conversations in which somebody waits for the agent or for nobody yet, over all accounts. */
  async countWaiting(): Promise<number> {
    const mayConcern = ({ meta: { assignee } }: ServerConversation): boolean => !assignee || assignee.id === mira.id
    return (await this.open()).filter((one) => one.waiting_since > 0 && mayConcern(one)).length
  }

  /** The agent's availability in each account. */
  async availabilities(): Promise<string[]> {
    const profile = await this.get<ServerProfile>('/api/v1/profile')
    return profile.accounts.map(({ availability }) => availability)
  }

  private inConversation(name: string, { id, account }: { id: number; account: number }): Customer {
    const write = (text: string): Promise<ServerMessage> =>
      this.move('customer-writes', { account_id: account, conversation_id: id, text })
    return { name, account, conversation: id, write }
  }

  private async open(): Promise<(ServerConversation & { account: number })[]> {
    const ofAccount = async ({ id: account }: { id: number }) => {
      const path = `/api/v1/accounts/${account}/conversations?status=open&assignee_type=all`
      const { data } = await this.get<{ data: { payload: ServerConversation[] } }>(path)
      return data.payload.map((one) => ({ ...one, account }))
    }
    return (await Promise.all(seed.accounts.map(ofAccount))).flat()
  }

  private async get<T>(path: string, token = mira.access_token): Promise<T> {
    return this.ask<T>(path, { headers: { 'api-access-token': token, accept: 'application/json' } })
  }

  private async move<T>(verb: string, fields: Record<string, unknown>): Promise<T> {
    const headers = { 'content-type': 'application/json' }
    return this.ask<T>(`/fake/${verb}`, { method: 'POST', headers, body: JSON.stringify(fields) })
  }

  private async ask<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(new URL(path, this.base), init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 300)}`)
    return (await response.json()) as T
  }
}
