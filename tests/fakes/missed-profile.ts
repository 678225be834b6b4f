import type { Conversation } from '../../src-preload/contract/entities'
import type { MissedProfile } from '../../src-main/core/missed/desk'
import type { MovedTalk } from '../../src-main/core/ports'
import { ME, NOW } from './moved-talks'
import { conversation } from './outbox-world'

/** A profile whose link and moved conversations the test sets. */
export class FakeProfile {
  state: 'live' | 'waiting' = 'live'
  moved: MovedTalk[] = []
  waitingTotal = 0
  jobs: { state: string }[] = []
  earlier = false
  /** What is stored of the conversation they are about; null: it has gone meanwhile. */
  stored: Conversation | null = conversation(0)
  /** What a reading of the database waits for; rejected: it cannot be read. */
  reading = (): Promise<void> => Promise.resolve()
  constructor(readonly name: string) {}

  get it(): MissedProfile {
    const key = { accountId: 1 as never, conversationId: 42 as never }
    const store = {
      movedSince: () => this.reading().then(() => this.moved),
      hadAnswered: () => Promise.resolve(this.earlier),
      conversation: () => Promise.resolve(this.stored && { conversation: this.stored, evidenceAt: 0 }),
      waiting: () => Promise.resolve({ total: this.waitingTotal, unread: 0, rows: [] }),
      jobs: () => Promise.resolve(this.jobs.map((job) => ({ ...key, ...job }))),
    }
    return {
      entry: { id: this.name, baseUrl: `https://${this.name}`, accounts: [{ id: 1, name: this.name }], user: { id: ME } },
      currentLink: { state: this.state },
      view: () => ({ id: this.name, accounts: [{ id: 1 }] }),
      serverNow: () => NOW,
      store,
    } as never
  }
}
