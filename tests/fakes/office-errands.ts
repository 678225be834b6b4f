/** Who follows the conversations of a model server (FACTS §3.3). */
import type { ConversationKey, UserId } from '../../src-preload/contract/ids'
import type { ErrandServer } from '../../src-main/core/errand-port'
import type { Outcome } from '../../src-main/core/outcome'
import type { Talk } from './office-news'
import { fakeServer } from './server'

const agentOf = (id: number) => {
  return { id: id as UserId, name: `Agent ${id}`, email: null, avatarUrl: null, availability: null, role: null }
}

type OfTalk = <T>(name: string, key: ConversationKey, value: (talk: Talk) => T) => Promise<Outcome<T>>

/** Whoever asks, unless the conversation is closed to them. */
export function officeErrands(ofTalk: OfTalk): ErrandServer {
  return {
    ...fakeServer().errands,
    participants: (key) => ofTalk('participants', key, ({ followers = [] }) => followers.map(agentOf)),
    // The real one names whom it did not store.
    addParticipant: (key, user) =>
      ofTalk('addParticipant', key, (talk) => {
        if (talk.mayFollow !== false) talk.followers = [...new Set([...(talk.followers ?? []), user])]
        return [agentOf(user)]
      }),
    removeParticipant: (key, user) =>
      ofTalk('removeParticipant', key, (talk) => {
        talk.followers = (talk.followers ?? []).filter((one) => one !== user)
        return null
      }),
  }
}
