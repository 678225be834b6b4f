/**
 * The server a journey runs against, seen from its office: an administrator who makes inboxes and customers who write.
 * Only public API calls, so that the same journeys run against a real Chatwoot (PERCH_E2E_SEED names its seed file).
 */
import { readFileSync } from 'node:fs'
import { type FakeChatwoot, type Options as FakeOptions, startFakeChatwoot } from '../fake-chatwoot/start'
import exampleSeed from '../fake-chatwoot/seed.json'

/** Format of the contract's seed file. */
export interface Seed {
  base: string
  accounts: { id: number; name: string }[]
  users: {
    key: string
    id: number
    name: string
    email: string
    password: string
    access_token: string
    pubsub_token: string
    accounts: { id: number; role: string }[]
  }[]
}

export interface Inbox {
  id: number
  account: number
  name: string
}

export interface ServerMessage {
  id: number
  content: string
  message_type: number
  private: boolean
  sender?: { id: number; name: string; type?: string }
}

/** A customer with one conversation in one API inbox. */
export interface Customer {
  account: number
  conversation: number
  name: string
  /** Name of the inbox, where the list of all may be too long to find anybody in. */
  inbox?: string
  write(text: string): Promise<ServerMessage>
}

/** A customer of a fake's conversation who has written all there is to say. */
export function silentCustomer({ displayId }: { displayId: number }, name: string, inbox: string): Customer {
  const write = () => Promise.reject(new Error(`${name} does not write any more`))
  return { account: 1, conversation: displayId, name, inbox, write }
}

export class Office {
  private readonly inboxes: Inbox[] = []

  private constructor(
    readonly base: string,
    readonly seed: Seed,
    private readonly fake: FakeChatwoot | null,
  ) {}

  /** The server of PERCH_E2E_SEED, or a fake of our own. */
  static async open(): Promise<Office> {
    const file = process.env['PERCH_E2E_SEED']
    if (file !== undefined) {
      const seed = JSON.parse(readFileSync(file, 'utf8')) as Seed
      return new Office(seed.base, seed, null)
    }
    return (await Office.openFake()).office
  }

  /**
   * A fake of our own whatever PERCH_E2E_SEED says: for the few things no real server does on demand (another version, a
   * token that is taken back). A journey that calls this does not run against a real one.
   */
  static async openFake(options: FakeOptions = {}): Promise<{ office: Office; fake: FakeChatwoot }> {
    const fake = await startFakeChatwoot(options)
    return { office: new Office(fake.base, { ...exampleSeed, ...options.seed }, fake), fake }
  }

  user(key: string): Seed['users'][number] {
    const user = this.seed.users.find((one) => one.key === key)
    if (user === undefined) throw new Error(`no user ${key} in the seed`)
    return user
  }

  account(index: number): Seed['accounts'][number] {
    const account = this.seed.accounts[index]
    if (account === undefined) throw new Error(`no account ${index} in the seed`)
    return account
  }

  /** An API inbox whose members are the given users. */
  async addInbox(name: string, members: string[] = ['agent'], accountIndex = 0): Promise<Inbox> {
    const account = this.account(accountIndex).id
    const admin = this.administratorOf(account)
    const own = `${name} ${uniqueNumber()}`
    const { id } = await this.call<{ id: number }>(
      `POST /api/v1/accounts/${account}/inboxes`,
      { name: own, enable_auto_assignment: false, channel: { type: 'api', webhook_url: '' } },
      admin,
    )
    const user_ids = members.map((key) => this.user(key).id)
    await this.call(`POST /api/v1/accounts/${account}/inbox_members`, { inbox_id: id, user_ids }, admin)
    const inbox = { id, account, name: own }
    this.inboxes.push(inbox)
    return inbox
  }

  /** Somebody with a conversation in which nothing was said yet. */
  async addCustomer({ id, account, name: inbox }: Inbox, given: string): Promise<Customer> {
    const path = `/api/v1/accounts/${account}`
    const admin = this.administratorOf(account)
    // A server that is used again has met everybody before.
    const name = this.fake === null ? `${given} ${uniqueNumber() % 1_000_000}` : given
    const made = await this.call<{ payload: { contact: { id: number }; contact_inbox: { source_id: string } } }>(
      `POST ${path}/contacts`,
      { inbox_id: id, name, email: `c${uniqueNumber()}@example.test` },
      admin,
    )
    const { contact, contact_inbox } = made.payload
    const conversation = await this.call<{ id: number }>(
      `POST ${path}/conversations`,
      { inbox_id: id, contact_id: contact.id, source_id: contact_inbox.source_id },
      admin,
    )
    const messages = `POST ${path}/conversations/${conversation.id}/messages`
    return {
      account,
      conversation: conversation.id,
      name,
      inbox,
      write: (text) => this.call(messages, { content: text, message_type: 'incoming' }, admin),
    }
  }

  /** What a user of the seed does to a conversation from another program: `act(ana, 'mute')`. */
  async act(
    customer: Customer,
    action: string,
    { body = {}, as = 'admin' }: { body?: object; as?: string } = {},
  ): Promise<void> {
    await this.call(`POST ${pathOf(customer)}/${action}`, body, as)
  }

  /** What the server has, oldest first. */
  async messages(customer: Customer): Promise<ServerMessage[]> {
    return (await this.call<{ payload: ServerMessage[] }>(`GET ${pathOf(customer)}/messages`)).payload
  }

  /** Agents' public replies and notes with this text: must be one. */
  async repliesOf(customer: Customer, text: string): Promise<ServerMessage[]> {
    return (await this.messages(customer)).filter((message) => message.message_type === 1 && message.content === text)
  }

  /** Any call ("POST /api/…") as a user of the seed, the administrator by default. */
  async call<T = unknown>(request: string, body?: unknown, as = 'admin'): Promise<T> {
    const [method = '', path = ''] = request.split(' ')
    const response = await fetch(new URL(path, this.base), {
      method,
      headers: {
        'api-access-token': this.user(as).access_token,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${request}: ${response.status} ${text.slice(0, 300)}`)
    return (text === '' ? null : JSON.parse(text)) as T
  }

  /** A server that stays gets rid of our inboxes and what is in them. */
  async close(): Promise<void> {
    if (this.fake) return this.fake.stop()
    for (const { id, account } of this.inboxes)
      await this.call(`DELETE /api/v1/accounts/${account}/inboxes/${id}`, undefined, this.administratorOf(account))
  }

  private administratorOf(account: number): string {
    const isAdministrator = (one: { id: number; role: string }): boolean => one.id === account && one.role === 'administrator'
    const found = this.seed.users.find((user) => user.accounts.some(isAdministrator))
    if (found === undefined) throw new Error(`nobody in the seed may administer account ${account}`)
    return found.key
  }
}

/** Where the API has a conversation. */
export function pathOf({ account, conversation }: Pick<Customer, 'account' | 'conversation'>): string {
  return `/api/v1/accounts/${account}/conversations/${conversation}`
}

let count = 0
/** New in each run, for a server that is used again. */
function uniqueNumber(): number {
  count += 1
  return (Date.now() % 1_000_000_000) * 100 + count
}
