import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, notFound, withProfile } from './needs'

type TemplateHandlers = Pick<Handlers, Extract<keyof Handlers, `template.${string}`>>

export function templateHandlers(needs: HandlerNeeds): TemplateHandlers {
  return {
    'template.list': ({ conversation }) =>
      withProfile(needs, conversation.profileId, async ({ store }) => {
        const stored = await store.conversation(keyOf(conversation))
        if (stored === null) return notFound
        const { inboxId } = stored.conversation
        const all = await store.templates(conversation.accountId)
        const templates = all && (all.find((one) => one.inboxId === inboxId)?.templates ?? [])
        return ok({ templates, begun: (await store.draft(keyOf(conversation)))?.template ?? null })
      }),
    'template.keep': ({ conversation, begun }) =>
      withProfile(needs, conversation.profileId, async (profile) => {
        await profile.drafts.keepTemplate(keyOf(conversation), begun)
        return ok({})
      }),
  }
}
