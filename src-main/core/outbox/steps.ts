/**
 * What the courier can do with the job at the head of a lane. Each step ends in one commit that reads the job again
 * and leaves it alone when it is no longer in the state the step began with: undo, discard and the socket may have been
 * faster. What is remembered here beside the store may be forgotten with the process.
 */
import type { JobReason, JobState } from '../../../src-preload/contract/entities'
import type { ClientId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import { filesOfJob, outgoing } from '../files/on-the-way'
import { assertNever } from '../must'
import type { MessageNews } from '../news'
import type { OutgoingMessage, StoredFile } from '../ports'
import { acknowledge } from './acknowledge'
import { keyOf } from './actions'
import { WINDOW_CLOSED } from './deadline'
import { Grace } from './grace'
import { guard } from './guard'
import { isInTime } from './in-time'
import type { Job } from './jobs'
import type { OutboxNeeds } from './needs'
import {
  afterAbsentLook,
  afterFailedLook,
  afterSend,
  failed,
  GRACE_MS,
  held,
  lostSight,
  type Moment,
  type NextStep,
  triedInVain,
  waitsForTheWay,
} from './next-step'
import { type Look, lookFor } from './reconcile'
import { REVIEW } from './review-reason'
import { tellJob } from './tell-job'

/** How often it is told how far the files are. */
const TELL_MS = 200

/** A damaged database was mended without it. */
const FILE_GONE: JobReason = { key: 'file-gone', words: null }

/** Looked up in this process, but too long ago for the guard. */
const LONG_AGO = Number.NEGATIVE_INFINITY

/** The steps of one profile's courier. */
export class Steps {
  private readonly cleared = new Map<ClientId, number>()
  private readonly grace: Grace
  private waitUntilAt = 0
  private parked = false

  constructor(private readonly needs: OutboxNeeds) {
    this.grace = new Grace(needs.clock)
  }

  stop(): void {
    this.grace.stop()
  }

  /** When this process looked the job up and found no reason against sending it. */
  clearedAt(job: Job): number | null {
    return this.cleared.get(job.clientId) ?? null
  }

  /** The server asked everybody to wait (429). */
  get pausedUntilAt(): number {
    return this.waitUntilAt
  }

  /** The token was refused and /profile agrees: nothing leaves until the link is usable again. */
  get isParked(): boolean {
    return this.parked
  }

  unpark(): void {
    this.parked = false
  }

  /** The undo time is over: it may leave as soon as there is a way. */
  async endRing(job: Job): Promise<void> {
    await this.change(job, ['resting'], (current) => ({ ...current, state: 'queued', notBeforeAt: null }))
  }

  /**
   * Left at `sending` by a process that died or an answer that could not be written down; or its attempt lies in the future,
   * or long ago by the wall clock alone: the grace begins now.
   */
  async noteLost(job: Job): Promise<void> {
    await this.change(job, ['sending', 'unsure'], (current) => {
      const now = this.needs.clock.now()
      if (current.state === 'sending') return lostSight(current, now)
      return { ...current, unsureSinceAt: now, looks: 0, notBeforeAt: null }
    })
  }

  /** Field mode: it waits for a look. Nobody is told that something is wrong. */
  async holdForReview(job: Job): Promise<void> {
    await this.change(job, ['queued'], (current) => held(current, REVIEW))
  }

  /** Is an unsure reply on the server? */
  async look(job: Job): Promise<void> {
    const startedAt = this.needs.clock.now()
    const isTooSoon = startedAt - (job.unsureSinceAt ?? startedAt) >= GRACE_MS && !this.grace.isOver(job.clientId)
    const look = await this.read(job)
    if (isTooSoon && look.kind === 'absent') return this.noteLost(job)
    const after = await this.afterLook(job, look, startedAt)
    if (after?.state === 'queued') this.cleared.set(job.clientId, LONG_AGO)
  }

  /** Look first where that is due, write `sending` down, then ask the server. */
  async send({ job, lookFirst, guarded }: { job: Job; lookFirst: boolean; guarded: boolean }): Promise<void> {
    if (lookFirst && !(await this.clear(job, guarded))) return
    if (!(await this.inTime(job))) return
    const sending = (current: Job): Job => ({ ...current, state: 'sending', notBeforeAt: null, reason: null })
    const claimed = await this.change(job, ['queued'], sending)
    if (!claimed) return
    const files = await filesOfJob(this.needs.store, claimed)
    if (files.some(({ isWhole }) => !isWhole))
      return void (await this.change(claimed, ['sending'], (current) => failed(current, FILE_GONE)))
    const { clientId, marker, text, inReplyTo, template, recipients } = claimed
    const outcome = await this.needs.server.send({
      conversation: keyOf(claimed),
      ...{ clientId, marker, text, private: claimed.private, inReplyTo, template, recipients },
      ...(files.length > 0 ? this.withFiles(claimed, files) : {}),
    })
    if (outcome.kind === 'accepted') this.cleared.delete(claimed.clientId)
    else this.cleared.set(claimed.clientId, LONG_AGO)
    await this.settle(claimed, afterSend(claimed, outcome, this.moment()))
  }

  /** A channel that takes no reply any more would fail it: then the agent decides (M14). */
  private async inTime(job: Job): Promise<boolean> {
    const answer = await isInTime(job, this.needs)
    if (answer.kind !== 'accepted') await this.settle(job, afterFailedLook(job, answer, this.moment()))
    else if (!answer.value) await this.change(job, ['queued'], (current) => held(current, WINDOW_CLOSED))
    return answer.kind === 'accepted' && answer.value
  }

  private withFiles(job: Job, files: StoredFile[]): Pick<OutgoingMessage, 'files' | 'onSent'> {
    const { store, facts, clock } = this.needs
    let toldAt = -Infinity
    const onSent = (sentBytes: number, totalBytes: number): void => {
      const now = clock.now()
      if (now - toldAt < TELL_MS && sentBytes < totalBytes) return
      toldAt = now
      facts.tell({ kind: 'UploadMoved', clientId: job.clientId, sentBytes, totalBytes })
    }
    return { files: files.map((file) => outgoing(store, file)), onSent }
  }

  /** The link is back: nobody waits out a pause that was only for its sake. */
  async forgetOfflinePauses(): Promise<void> {
    for (const job of await this.needs.store.jobs()) {
      if (!waitsForTheWay(job)) continue
      await this.change(job, ['queued'], (current) => ({ ...current, notBeforeAt: null, reason: null }))
    }
  }

  /** Whether the reply may leave now. One look answers both: is it there already, and is it still right? */
  private async clear(job: Job, guarded: boolean): Promise<boolean> {
    const { clock, store, me } = this.needs
    const look = await this.read(job)
    if (look.kind !== 'absent') {
      await this.afterLook(job, look, clock.now())
      return false
    }
    const conversation = (await store.conversation(keyOf(job)))?.conversation ?? null
    const reason = guarded ? guard(job, { newer: look.news, conversation, me, now: clock.now() }) : null
    if (reason) await this.change(job, ['queued'], (current) => held(current, reason))
    else this.cleared.set(job.clientId, clock.now())
    return reason === null
  }

  private async read(job: Job): Promise<Look> {
    const look = await lookFor(job, this.needs.server, this.needs.me.id)
    if (look.kind !== 'failed') this.needs.learn?.(look.news)
    return look
  }

  private async afterLook(job: Job, look: Look, startedAt: number): Promise<Job | null> {
    switch (look.kind) {
      case 'found':
        await this.finish({ ...look.message, clientId: job.clientId })
        return null
      case 'failed':
        await this.settle(job, afterFailedLook(job, look.outcome, this.moment()))
        return null
      case 'absent':
        return this.change(job, [job.state], (current) => afterAbsentLook(current, startedAt))
      default:
        return assertNever(look)
    }
  }

  private async settle(job: Job, step: NextStep): Promise<void> {
    switch (step.kind) {
      case 'acknowledge':
        return this.finish({ ...step.message, clientId: job.clientId })
      case 'pause':
        this.waitUntilAt = Math.max(this.waitUntilAt, step.untilAt)
        await this.change(job, [job.state], () => step.job)
        return
      case 'put':
        await this.change(job, [job.state], () => step.job)
        return
      case 'ask-profile':
        return this.confirmSignedOut(job, step.job)
      default:
        return assertNever(step)
    }
  }

  /** A 401 may come from a proxy in between: only /profile says whether the token is really dead (FACTS §6.2). */
  private async confirmSignedOut(job: Job, next: Job): Promise<void> {
    const answer = await this.needs.server.profile()
    this.parked = answer.kind === 'signed-out'
    await this.change(job, [job.state], () => (this.parked ? next : triedInVain(next, this.moment())))
    if (this.parked) this.needs.link.doubt()
  }

  private async finish(message: MessageNews): Promise<void> {
    const { store, facts, me } = this.needs
    const told: Fact[] = await store.commit((tx) => acknowledge(tx, message, me.id))
    for (const fact of told) facts.tell(fact)
  }

  /** Null means: not any more in a state this step may touch. */
  private async change(job: Job, from: readonly JobState[], next: (current: Job) => Job): Promise<Job | null> {
    const after = await this.needs.store.commit(async (tx) => {
      const current = await tx.job(job.clientId)
      if (!current || !from.includes(current.state)) return null
      const changed = next(current)
      await tx.putJob(changed)
      return changed
    })
    if (after && after.unsureSinceAt !== null && after.unsureSinceAt !== job.unsureSinceAt) this.grace.begin(after.clientId)
    if (after) tellJob(after, this.needs)
    return after
  }

  private moment(): Moment {
    return { now: this.needs.clock.now(), random: this.needs.chance.next() }
  }
}
