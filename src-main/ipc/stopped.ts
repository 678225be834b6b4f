import type { FactOf } from '../core/facts'
import type { Broadcast } from './broadcast'

/** A change of the agent's was stopped: held for her word, refused, or not taken without a word. */
export function sayStopped(broadcast: Broadcast, fact: FactOf<'ActionRefused' | 'ActionHeld' | 'FollowingRefused'>): void {
  const { name } = fact
  if (fact.kind === 'FollowingRefused')
    return broadcast.say('notice.raised', { level: 'warn', key: 'notice.followingRefused', values: { name } })
  const values = { name, actionId: fact.action.id }
  if (fact.kind === 'ActionHeld') broadcast.say('notice.raised', { level: 'warn', key: 'notice.actionHeld', values })
  else broadcast.say('notice.raised', { level: 'error', key: 'notice.actionRefused', values: { ...values, words: fact.words } })
}
