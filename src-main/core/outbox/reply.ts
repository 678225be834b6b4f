/**
 * What the agent can do with a reply. Each command is one commit: whatever happens to the process, the text is either
 * in the draft or in the outbox, never in both and never in none (F2, F6, M4).
 */
import type { Draft } from '../../../src-preload/contract/entities'
import type { ClientId, ConversationKey } from '../../../src-preload/contract/ids'
import type { TemplateUse } from '../../../src-preload/contract/message-template'
import { isBlank } from '../drafts'
import type { Fact } from '../facts'
import { filesOfDraft, filesOfJob, findForReply, giveFiles, removeFilesOf } from '../files/on-the-way'
import type { StoredFile, Tx } from '../ports'
import { unsentMessage } from './acknowledge'
import type { ActionNeeds } from './actions'
import { claim, unclaim } from './claim'
import type { Job } from './jobs'
import { makeMarker } from './marker'
import { commitAndTell, placeInLane } from './commit'
import { isKeptForReview, type OutboxNeeds } from './needs'
import { letGo, queued } from './next-step'
import type { Dropped, NewReply, Sent } from './new-reply'
import { chosenFor, recipientsFor } from './recipients'
import { awaitsReview, REVIEW } from './review-reason'

export interface ReplyCommands {
  /** Keeps the reply. A clientId that is already known changes nothing. Null: a file is not there, and nothing was kept. */
  send(reply: NewReply): Promise<Sent | null>
  /** Takes back what is not on its way; its text becomes the draft. Also "edit" of a held or failed reply. */
  undo(clientId: ClientId): Promise<boolean>
  /** Ends the undo ring or a pause, or lets a held reply go in spite of the guard. */
  release(clientId: ClientId): Promise<boolean>
  /** A failed reply once more, as a new one with new marks. */
  retry(clientId: ClientId): Promise<ClientId | null>
  /** Drops it. What is on its way cannot be dropped; an unsure one can, and may still turn up. */
  discard(clientId: ClientId): Promise<Dropped | null>
}

/** The commands of one profile's outbox. The courier hears of them by the facts. */
export function makeReplyCommands(needs: ActionNeeds): ReplyCommands {
  const commit = <T>(work: (tx: Tx, facts: Fact[]) => Promise<T>): Promise<T> => commitAndTell(needs, work)
  return {
    send: (reply) => commit((tx, facts) => keep(tx, facts, { needs, reply })),
    undo: (clientId) => commit((tx, facts) => takeBack(tx, facts, { clientId, now: needs.clock.now() })),
    release: (clientId) => commit((tx, facts) => release(tx, facts, { needs, clientId })),
    retry: (clientId) => commit((tx, facts) => retry(tx, facts, { needs, clientId })),
    discard: (clientId) => commit((tx, facts) => discard(tx, facts, clientId)),
  }
}

async function keep(tx: Tx, facts: Fact[], { needs, reply }: { needs: ActionNeeds; reply: NewReply }): Promise<Sent | null> {
  const { clientId, conversation } = reply
  const known = await before(tx, clientId)
  if (known !== null) return { clientId, undoUntilAt: known, claimId: null }
  const files = await findForReply(tx, conversation, reply.attachments ?? [])
  if (files === null) return null

  const now = needs.clock.now()
  const stored = (await tx.conversation(conversation))?.conversation ?? null
  const leaveAt = (reply.leaveAt ?? now) > now ? (reply.leaveAt ?? null) : null
  // What leaves later can be taken back until then.
  const undoMs = reply.origin === 'notification' || leaveAt !== null ? 0 : needs.undoMs(stored)
  const job: Job = {
    kind: 'reply',
    clientId,
    ...conversation,
    leaveAt,
    ...beginning(needs, now, undoMs),
    marker: await makeMarker(now, clientId, (marker) => tx.markerTaken(marker)),
    text: reply.text,
    private: reply.private,
    inReplyTo: reply.inReplyTo ?? null,
    template: reply.template ?? null,
    recipients: await recipientsFor(tx, stored, reply),
    anchorId: (await tx.messageBounds(conversation))?.last ?? null,
    seenId: reply.seenId,
    createdAt: await placeInLane(tx, conversation, now),
    writtenBlind: reply.origin === 'notification' || !needs.link.canSend(),
    unsureSinceAt: null,
    looks: 0,
    rounds: 0,
    failures: 0,
    bornAt: needs.bornAt,
    released: false,
    reviewedAt: null,
  }
  await giveFiles(tx, files, clientId)
  await put(tx, facts, { job, files })
  if (reply.origin !== 'notification') await clearDraft(tx, facts, reply)
  const claimId = await claim(tx, facts, { needs, reply })
  return { clientId, undoUntilAt: job.notBeforeAt ?? leaveAt ?? now, claimId }
}

/** Until when a reply that is known already can be undone; null: it is new. */
async function before(tx: Tx, clientId: ClientId): Promise<number | null> {
  const known = await tx.job(clientId)
  if (known) return known.state === 'resting' ? (known.notBeforeAt ?? 0) : 0
  return (await tx.messageByClientId(clientId)) ? 0 : null
}

/** Where a new reply begins. Before a review no ring is needed: it can be taken back for as long as it takes. */
function beginning(needs: OutboxNeeds, now: number, undoMs: number): Pick<Job, 'state' | 'notBeforeAt' | 'reason'> {
  if (isKeptForReview(needs)) return { state: 'held', notBeforeAt: null, reason: REVIEW }
  return undoMs > 0
    ? { state: 'resting', notBeforeAt: now + undoMs, reason: null }
    : { state: 'queued', notBeforeAt: null, reason: null }
}

async function put(tx: Tx, facts: Fact[], { job, files }: { job: Job; files: readonly StoredFile[] }): Promise<void> {
  await tx.putMessage({ message: unsentMessage(job, files), evidenceAt: 0 })
  await tx.putJob(job)
  facts.push({ kind: 'ReplyQueued', job }, changed(job))
}

/** What was not sent stays: files that came while the reply was being kept, words beside a template, a template beside words. */
async function clearDraft(tx: Tx, facts: Fact[], { conversation, template }: NewReply): Promise<void> {
  const draft = await tx.draft(conversation)
  const sent =
    template === undefined ? { text: '', cursor: 0, inReplyTo: undefined, recipients: undefined } : { template: undefined }
  const rest = draft && { ...draft, ...sent }
  if (rest === null || isBlank(rest, await filesOfDraft(tx, conversation))) await tx.removeDraft(conversation)
  else await tx.putDraft(conversation, rest)
  facts.push({ kind: 'DraftChanged', conversation })
}

async function takeBack(tx: Tx, facts: Fact[], { clientId, now }: { clientId: ClientId; now: number }): Promise<boolean> {
  const job = await tx.job(clientId)
  if (!job || job.state === 'sending' || job.state === 'unsure') return false
  const draft = await tx.draft(keyOf(job))
  if (job.template !== null && !draft?.template) return takeBackTemplate(tx, facts, { job, template: job.template, draft, now })
  const inDraft = await filesOfDraft(tx, keyOf(job))
  const text = [job.text, draft?.text ?? ''].filter((one) => one.trim() !== '').join('\n\n')
  const hasDraft = draft !== null && (draft.text.trim() !== '' || inDraft.length > 0)
  // Two texts in one draft: if either was a note, the whole is one. A note must never become a reply.
  const isPrivate = job.private || (hasDraft && draft.private)
  await giveFiles(tx, [...(await filesOfJob(tx, job)), ...inDraft], null)
  const inReplyTo = job.inReplyTo ?? draft?.inReplyTo
  const recipients = (await chosenFor(tx, job)) ?? draft?.recipients
  const rest = { ...draft, text, private: isPrivate, cursor: job.text.length, updatedAt: now, inReplyTo, recipients }
  await tx.putDraft(keyOf(job), rest)
  await withdraw(tx, facts, job)
  facts.push({ kind: 'DraftChanged', conversation: keyOf(job) })
  return true
}

interface BackTemplate {
  job: Job
  template: TemplateUse
  draft: Draft | null
  now: number
}

/** It is begun again, with its values; words that were written beside it stay as they are. */
async function takeBackTemplate(tx: Tx, facts: Fact[], { job, template, draft, now }: BackTemplate): Promise<boolean> {
  await tx.putDraft(keyOf(job), { text: '', private: false, cursor: 0, ...draft, template, updatedAt: now })
  await withdraw(tx, facts, job)
  facts.push({ kind: 'DraftChanged', conversation: keyOf(job) })
  return true
}

async function release(
  tx: Tx,
  facts: Fact[],
  { needs, clientId }: { needs: OutboxNeeds; clientId: ClientId },
): Promise<boolean> {
  const job = await tx.job(clientId)
  // What happened meanwhile cannot be seen before the line is back.
  if (!job || (awaitsReview(job) && !needs.link.canSend())) return false
  if (job.state === 'held') await tx.putJob(letGo({ ...job, leaveAt: null, released: true }))
  else if (job.state === 'resting' || job.state === 'queued')
    await tx.putJob({ ...job, state: 'queued', notBeforeAt: null, leaveAt: null })
  else return false
  facts.push(changed(job))
  return true
}

async function retry(
  tx: Tx,
  facts: Fact[],
  { needs, clientId }: { needs: ActionNeeds; clientId: ClientId },
): Promise<ClientId | null> {
  const job = await tx.job(clientId)
  if (!job || job.state !== 'failed') return null
  const files = await filesOfJob(tx, job)
  const now = needs.clock.now()
  const fresh = needs.chance.uuid() as ClientId
  await giveFiles(tx, files, fresh)
  const wasClaimed = await withdraw(tx, facts, job)
  const again: Job = {
    ...queued(job),
    clientId: fresh,
    marker: await makeMarker(now, fresh, (marker) => tx.markerTaken(marker)),
    anchorId: (await tx.messageBounds(keyOf(job)))?.last ?? null,
    createdAt: await placeInLane(tx, keyOf(job), now),
    writtenBlind: !needs.link.canSend(),
    released: false,
    reviewedAt: null,
    leaveAt: null,
    rounds: 0,
    failures: 0,
    bornAt: needs.bornAt,
    ...beginning(needs, now, 0),
  }
  await put(tx, facts, { job: again, files })
  if (wasClaimed) await claim(tx, facts, { needs, reply: { ...again, conversation: keyOf(job), origin: 'composer' } })
  return fresh
}

async function discard(tx: Tx, facts: Fact[], clientId: ClientId): Promise<Dropped | null> {
  const job = await tx.job(clientId)
  if (!job || job.state === 'sending') return null
  const dropped = { inReplyTo: job.inReplyTo ?? undefined, recipients: await chosenFor(tx, job) }
  await removeFilesOf(tx, job)
  await withdraw(tx, facts, job)
  return dropped
}

/** True: it had taken the conversation, and no more. */
async function withdraw(tx: Tx, facts: Fact[], job: Job): Promise<boolean> {
  await tx.removeJob(job.clientId)
  await tx.removeUnsentMessage(job.clientId)
  facts.push({ kind: 'ReplyWithdrawn', clientId: job.clientId, conversation: keyOf(job) }, changed(job))
  return unclaim(tx, facts, job)
}

function keyOf(job: Job): ConversationKey {
  return { accountId: job.accountId, conversationId: job.conversationId }
}

function changed(job: Job): Fact {
  return { kind: 'OutboxChanged', conversation: keyOf(job) }
}
