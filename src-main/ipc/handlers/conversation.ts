import { ok } from '../../core/answer'
import { countInbox, listInbox } from '../../core/merged-inbox'
import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, notFound, withProfile } from './needs'

type ConversationHandlers = Pick<Handlers, Extract<keyof Handlers, `conversation.${string}` | `message.${string}`>>

export function conversationHandlers(needs: HandlerNeeds): ConversationHandlers {
  const sources = () => needs.profiles.running().map((profile) => profile.source())
  return {
    'conversation.list': async (query) => ok(await listInbox(sources(), query)),
    'conversation.counts': async () => ok(await countInbox(sources())),
    'conversation.open': (ref) =>
      withProfile(needs, ref.profileId, async (profile) => {
        const conversation = await profile.conversations.open(keyOf(ref))
        return ok({ conversation, typing: profile.typing.names(keyOf(ref)) })
      }),
    'conversation.change': ({ change, seenId, ...ref }) =>
      withProfile(needs, ref.profileId, async (profile) => {
        const kept = await profile.outbox.change({ conversation: keyOf(ref), change, seenId })
        return kept === null ? notFound : ok({ actionId: kept.id, undoUntilAt: kept.undoUntilAt })
      }),
    'conversation.markSeen': ({ messageId, ...ref }) =>
      withProfile(needs, ref.profileId, async (profile) => {
        await profile.conversations.markSeen(keyOf(ref), messageId)
        return ok({})
      }),
    'conversation.setTyping': ({ typing, private: isPrivate, ...ref }) =>
      withProfile(needs, ref.profileId, async (profile) => {
        await profile.conversations.setTyping(keyOf(ref), typing, isPrivate)
        return ok({})
      }),
    'message.remove': ({ conversation, messageId }) =>
      withProfile(needs, conversation.profileId, (profile) => profile.conversations.remove(keyOf(conversation), messageId)),
    'message.page': ({ conversation, ...page }) =>
      withProfile(needs, conversation.profileId, async (profile) =>
        ok(await profile.conversations.page(keyOf(conversation), page)),
      ),
  }
}
