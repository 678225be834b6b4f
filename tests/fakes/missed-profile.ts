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
  constructor(readonly name: string) {}

  get it(): MissedProfile {
    const key = { accountId: 1 as never, conversationId: 42 as never }
    const store = {
      movedSince: () => Promise.resolve(this.moved),
      hadAnswered: () => Promise.resolve(this.earlier),
      conversation: () => Promise.resolve({ conversation: conversation(0), evidenceAt: 0 }),
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
