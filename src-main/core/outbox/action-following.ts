import type { ConversationKey, UserId } from '../../../src-preload/contract/ids'
import type { Outcome } from '../outcome'
import type { Server } from '../ports'

/**
 * Follows a conversation, or no longer. The answer names whom the server did not store: who may not answer in the inbox is left
 * out silently (FACTS §3.3). So it is read again, and what stands there is what is so.
 */
export async function setFollowing(
  { errands }: Pick<Server, 'errands'>,
  key: ConversationKey,
  { me, on }: { me: UserId; on: boolean },
): Promise<Outcome<{ following: boolean }>> {
  const done = on ? await errands.addParticipant(key, me) : await errands.removeParticipant(key, me)
  if (done.kind !== 'accepted') return done
  const read = await errands.participants(key)
  // Both may be asked for again without harm.
  return read.kind === 'accepted' ? { kind: 'accepted', value: { following: read.value.some(({ id }) => id === me) } } : read
}
