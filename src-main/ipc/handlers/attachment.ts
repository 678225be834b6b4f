import { ok } from '../../core/answer'
import type { FileSource } from '../../core/files/staging'
import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, withProfile } from './needs'

type AttachmentHandlers = Pick<Handlers, Extract<keyof Handlers, `attachment.${string}`>>

export function attachmentHandlers(needs: HandlerNeeds): AttachmentHandlers {
  return {
    'attachment.pick': ({ conversation, ...draft }) =>
      withProfile(needs, conversation.profileId, async (profile) =>
        ok(await profile.stager.stage(keyOf(conversation), draft, await needs.pickFiles())),
      ),
    'attachment.stage': ({ conversation, name, bytes, ...draft }) =>
      withProfile(needs, conversation.profileId, async (profile) =>
        ok(await profile.stager.stage(keyOf(conversation), draft, [handedOver(name, bytes)])),
      ),
    'attachment.drop': ({ profileId, id }) =>
      withProfile(needs, profileId, async (profile) => {
        await profile.stager.drop(id)
        return ok({})
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
