import { ok } from '../../core/answer'
import { countInbox, listInbox, stillListed } from '../../core/merged-inbox'
import type { Handlers } from '../serve'
import { changeMany } from './many'
import { type HandlerNeeds, keyOf, notFound, withProfile } from './needs'

type ConversationHandlers = Pick<Handlers, Extract<keyof Handlers, `conversation.${string}`>>

export function conversationHandlers(needs: HandlerNeeds): ConversationHandlers {
  const sources = () => needs.profiles.running().map((profile) => profile.source())
  return {
    'conversation.list': async (query) => ok(await listInbox(sources(), query)),
    'conversation.counts': async () => ok(await countInbox(sources())),
    'conversation.typing': () =>
      ok(
        needs.profiles
          .running()
          .flatMap(({ entry, typing }) =>
            typing.everywhere().map(({ key, names }) => ({ conversation: { profileId: entry.id, ...key }, names })),
          ),
      ),
    'conversation.open': (ref) =>
      withProfile(needs, ref.profileId, async (profile) => {
        const conversation = await profile.conversations.open(keyOf(ref))
        const { typing } = profile
        const [names, colleagues] = [typing.names(keyOf(ref)), typing.names(keyOf(ref), 'user')]
        return ok({ conversation, typing: names, colleagues, replyUntilAt: await profile.conversations.replyUntil(keyOf(ref)) })
      }),
    'conversation.change': ({ change, seenId, ...ref }) =>
      withProfile(needs, ref.profileId, async (profile) => {
        const kept = await profile.outbox.change({ conversation: keyOf(ref), change, seenId })
        return kept === null ? notFound : ok({ actionId: kept.id, undoUntilAt: kept.undoUntilAt })
      }),
    'conversation.changeMany': async ({ accounts }) => ok(await changeMany(needs, accounts)),
    'conversation.listed': async ({ list, refs }) => ok({ refs: await stillListed(sources(), list, refs) }),
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
  }
}
