/** Queue and apply over a store in memory, with one conversation that frames and pages speak of. */
import type { ConversationKey } from '../../src-preload/contract/ids'
import { type Fact, makeFacts } from '../../src-main/core/facts'
import type { ConversationNews, MessageNews } from '../../src-main/core/news'
import { makeApply } from '../../src-main/core/sync/apply'
import { makeQueue, type News, type NewsQueue } from '../../src-main/core/sync/queue'
import { FakeLog } from './log'
import { MemoryDisk, openMemoryStore } from './store-memory'

export const key = { accountId: 1, conversationId: 7 } as ConversationKey
export const NOON = Date.UTC(2026, 0, 5, 12)

export function conversation(fields: ConversationNews['fields'] = {}): ConversationNews {
  const contact = { id: 3 as never, name: 'Ana' }
  return {
    accountId: key.accountId,
    id: key.conversationId,
    evidenceAt: NOON,
    fields: { status: 'open', contact, lastActivityAt: NOON, agentLastSeenAt: NOON, assignee: null, ...fields },
    messages: [],
  }
}

/** A customer's message, so many seconds after noon. */
export function message(id: number, fields: MessageNews['fields'] = {}): MessageNews {
  const createdAt = NOON + id * 1_000
  const sender = { type: 'contact', id: 3, name: 'Ana', avatarUrl: null }
  return {
    ...key,
    id: id as never,
    evidenceAt: createdAt,
    clientId: null,
    fields: { type: 'incoming', content: `m${id}`, createdAt, sender, ...fields },
  }
}

export const created = (news: MessageNews): News => ({
  kind: 'event',
  account: key.accountId,
  event: { kind: 'message-created', message: news },
})

export const listed = (news: ConversationNews): News => ({
  kind: 'conversations',
  list: [news],
  origin: { source: 'catch-up', gapMs: 0, newsSinceAt: 0 },
})

/** Time is not what these tests are about. */
const soon = {
  after: (_ms: number, run: () => void) => {
    setImmediate(run)
    return () => undefined
  },
}

export class ApplyWorld {
  readonly log = new FakeLog()
  readonly disk = new MemoryDisk()
  readonly store = openMemoryStore(this.disk)
  readonly told: Fact[] = []
  readonly fetched: ConversationKey[] = []
  readonly troubles: string[] = []
  onServer: ConversationNews | null = conversation()
  readonly queue: NewsQueue

  constructor() {
    const facts = makeFacts(this.log)
    facts.on((fact) => void this.told.push(fact))
    const apply = makeApply({
      store: this.store,
      facts,
      me: 2 as never,
      acknowledge: () => Promise.resolve([]),
      fetchConversation: (asked) => {
        this.fetched.push(asked)
        return Promise.resolve(this.onServer)
      },
      passing: () => undefined,
    })
    this.queue = makeQueue({ apply, log: this.log, clock: soon, lost: (trouble) => void this.troubles.push(trouble) })
  }

  /** Keeps these, one after the other. */
  async keep(...list: News[]): Promise<void> {
    for (const news of list) await this.queue.pushed(news)
  }

  async stored() {
    return (await this.store.conversation(key))?.conversation
  }

  arrived() {
    return this.told.filter((fact) => fact.kind === 'MessageArrived')
  }
}
