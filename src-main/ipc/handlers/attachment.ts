import { errorOf, ok, refuse } from '../../core/answer'
import { nameToSave } from '../../core/files/names'
import type { FileSource } from '../../core/files/staging'
import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, notFound, withProfile } from './needs'

type AttachmentHandlers = Pick<Handlers, Extract<keyof Handlers, `attachment.${string}`>>

export function attachmentHandlers(needs: HandlerNeeds): AttachmentHandlers {
  return {
    'attachment.pick': ({ conversation, ...draft }) =>
      withProfile(needs, conversation.profileId, async (profile) =>
        ok(await profile.files.stager.stage(keyOf(conversation), draft, await needs.pickFiles())),
      ),
    'attachment.stage': ({ conversation, name, bytes, ...draft }) =>
      withProfile(needs, conversation.profileId, async (profile) =>
        ok(await profile.files.stager.stage(keyOf(conversation), draft, [handedOver(name, bytes)])),
      ),
    'attachment.drop': ({ profileId, id }) =>
      withProfile(needs, profileId, async (profile) => {
        await profile.files.stager.drop(id)
        return ok({})
      }),
    'attachment.save': ({ conversation, ...file }) =>
      withProfile(needs, conversation.profileId, async (profile) => {
        const found = await profile.files.media.whole({ accountId: conversation.accountId, ...file })
        if (found === null) return notFound
        const { outcome } = found
        if (outcome.kind !== 'accepted') return refuse(errorOf(outcome) ?? { kind: 'offline' })
        return ok({ saved: await needs.saveBytes(nameToSave(found.name), outcome.value) })
      }),
  }
}

function handedOver(name: string, bytes: Uint8Array): FileSource {
  return {
    name,
    size: bytes.byteLength,
    async *pieces() {
      await Promise.resolve()
      yield bytes
    },
  }
}
