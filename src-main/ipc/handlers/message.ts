import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, withProfile } from './needs'

type MessageHandlers = Pick<Handlers, Extract<keyof Handlers, `message.${string}`>>

export function messageHandlers(needs: HandlerNeeds): MessageHandlers {
  return {
    'message.remove': ({ conversation, messageId }) =>
      withProfile(needs, conversation.profileId, (profile) => profile.conversations.remove(keyOf(conversation), messageId)),
    'message.retry': ({ conversation, messageId }) =>
      withProfile(needs, conversation.profileId, ({ errands }) => errands.retry(keyOf(conversation), messageId)),
    'message.translate': ({ conversation, messageId: id, language }) =>
      withProfile(needs, conversation.profileId, ({ errands }) => errands.translate(keyOf(conversation), { id, language })),
    'message.files': ({ conversation: at, limit }) =>
      withProfile(needs, at.profileId, async ({ store }) => ok(await store.messagesWithFiles(keyOf(at), limit))),
    'message.page': ({ conversation, ...page }) =>
      withProfile(needs, conversation.profileId, async (profile) =>
        ok(await profile.conversations.page(keyOf(conversation), page)),
      ),
  }
}
