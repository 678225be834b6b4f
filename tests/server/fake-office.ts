import type { Conversation, User } from '../fake-chatwoot/model/rows'
import { startFakeChatwoot, type FakeChatwoot, type Options } from '../fake-chatwoot/start'
import { CableEar } from './cable-ear'

/** What a request came back with. */
export interface Answer {
  status: number
  type: string | null
  text: string
  body: { id: number; error?: string; content_attributes?: unknown; payload: { content: string }[] }
}

interface Ask {
  method?: string
  body?: unknown
  token?: string
}

/** A server with an agent and a conversation in an API inbox, and everything a test does around it. */
export class FakeOffice {
  readonly agent: User
  readonly conversation: Conversation
  readonly server: FakeChatwoot
  readonly #ears: CableEar[] = []

  private constructor(server: FakeChatwoot) {
    this.server = server
    this.agent = server.model.user('agent')
    const inbox = server.model.addInbox({ name: 'VK', members: [this.agent] })
    const contact = server.model.addContact({ name: 'Eva', email: 'eva@mail.example' })
    this.conversation = server.model.addConversation(inbox, contact)
  }

  static async open(options: Options = {}): Promise<FakeOffice> {
    return new FakeOffice(await startFakeChatwoot(options))
  }

  async close(): Promise<void> {
    for (const ear of this.#ears) ear.close()
    await this.server.stop()
  }

  get messagesPath(): string {
    return `/api/v1/accounts/1/conversations/${this.conversation.displayId}/messages`
  }

  /** What the server itself holds. */
  get texts(): (string | null)[] {
    return this.server.model.messagesOf(this.conversation).map(({ content }) => content)
  }

  async ask(path: string, { method = 'GET', body, token = this.agent.accessToken }: Ask = {}): Promise<Answer> {
    const answer = await fetch(this.server.base + path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', 'api-access-token': token },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const type = answer.headers.get('content-type')
    const isJson = type?.startsWith('application/json') === true && text !== ''
    return { status: answer.status, type, text, body: isJson ? (JSON.parse(text) as Answer['body']) : { id: 0, payload: [] } }
  }

  send(content: string, more: object = {}): Promise<Answer> {
    return this.ask(this.messagesPath, { method: 'POST', body: { content, ...more } })
  }

  customerWrites(text: string): void {
    this.server.model.customerWrites(this.conversation, text)
  }

  /** A socket that is not subscribed yet. */
  async connect(): Promise<CableEar> {
    const ear = await CableEar.open(this.server.base)
    this.#ears.push(ear)
    return ear
  }

  async listen(user = this.agent, accountId = 1): Promise<CableEar> {
    const ear = await this.connect()
    ear.subscribe(user, accountId)
    await ear.until(() => ear.types().includes('confirm_subscription'))
    return ear
  }
}
