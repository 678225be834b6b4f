import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { OutboxItem } from '../../../src-preload/contract/schemas/conversation'
import type { StoredDraft } from '../../../src-preload/contract/schemas/message'
import { ok, refuse } from '../../core/answer'
import { filesOfJob } from '../../core/files/on-the-way'
import type { Job } from '../../core/outbox/jobs'
import type { ProfileRuntime } from '../../core/profile'
import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, notFound, withProfile } from './needs'

type ReplyHandlers = Pick<Handlers, Extract<keyof Handlers, `reply.${string}` | `outbox.${string}` | `draft.${string}`>>

export function replyHandlers(needs: HandlerNeeds): ReplyHandlers {
  return {
    'reply.send': ({ conversation, ...reply }) =>
      withProfile(needs, conversation.profileId, async (profile) => {
        const kept = await profile.outbox.send({ ...reply, conversation: keyOf(conversation), origin: 'composer' })
        return kept === null ? notFound : ok(kept)
      }),
    'reply.undo': ({ profileId, clientId }) =>
      withProfile(needs, profileId, async (profile) => ok({ undone: await profile.outbox.undo(clientId) })),
    'reply.release': ({ profileId, clientId }) =>
      withProfile(needs, profileId, async (profile) => {
        if (await profile.outbox.release(clientId)) return ok({})
        // It is there, and waits for a review that needs the server.
        return (await profile.store.job(clientId))?.state === 'held' ? refuse({ kind: 'offline' }) : notFound
      }),
    'reply.retry': ({ profileId, clientId }) =>
      withProfile(needs, profileId, async (profile) => ((await profile.outbox.retry(clientId)) === null ? notFound : ok({}))),
    'reply.discard': ({ profileId, clientId }) =>
      withProfile(needs, profileId, async (profile) => {
        const files = await countFiles(profile, await profile.store.job(clientId))
        const dropped = await profile.outbox.discard(clientId)
        return dropped === null ? notFound : ok({ files, ...dropped })
      }),
    'outbox.list': async () => ok((await Promise.all(needs.profiles.running().map(itemsOf))).flat()),
    'draft.get': ({ conversation }) =>
      withProfile(needs, conversation.profileId, async (profile) => ok(await draftOf(profile, keyOf(conversation)))),
    'draft.save': ({ conversation, ...draft }) =>
      withProfile(needs, conversation.profileId, async (profile) => {
        await profile.drafts.save(keyOf(conversation), draft)
        needs.draftSaved(conversation)
        return ok({})
      }),
  }
}

async function countFiles(profile: ProfileRuntime, job: Job | null): Promise<number> {
  return job === null ? 0 : (await filesOfJob(profile.store, job)).length
}

async function draftOf(profile: ProfileRuntime, key: ConversationKey): Promise<StoredDraft | null> {
  const draft = await profile.store.draft(key)
  if (draft === null) return null
  const files = await profile.files.stager.list(key)
  const quoted = draft.inReplyTo === undefined ? null : await profile.store.message(key.accountId, draft.inReplyTo)
  return quoted === null ? { ...draft, files } : { ...draft, files, quoted: quoted.message }
}

async function itemsOf(profile: ProfileRuntime): Promise<OutboxItem[]> {
  const jobs = await profile.store.jobs()
  return Promise.all(
    jobs.map(async (job) => {
      const key = { accountId: job.accountId, conversationId: job.conversationId }
      const stored = await profile.store.conversation(key)
      return {
        conversation: { ...key, profileId: profile.entry.id },
        contactName: stored?.conversation.contact.name ?? '',
        text: job.text,
        files: await countFiles(profile, job),
        private: job.private,
        createdAt: job.createdAt,
        replyUntilAt: job.private || job.template !== null ? null : await profile.conversations.replyUntil(key),
        outbox: {
          clientId: job.clientId,
          state: job.state,
          untilAt: job.notBeforeAt,
          leaveAt: job.leaveAt,
          reason: job.reason,
        },
      }
    }),
  )
}
