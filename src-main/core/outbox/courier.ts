/**
 * Empties the lanes. The jobs in the store are its only memory of replies: it can die on any line and the next start
 * goes on from the last commit. Three rules make a reply leave exactly once: `sending` is committed before the request,
 * an attempt without a clear answer is looked up before it is repeated, and every settlement reads the job again inside
 * its commit, because the socket may have acknowledged it meanwhile.
 */
import type { ConversationKey } from '../../../src-preload/contract/ids'
import { assertNever } from '../must'
import type { Stop } from '../ports'
import type { ActionSteps } from './action-steps'
import { type ActionStep, type LaneStep, nextAction, nextInLane } from './lane'
import { isLater, untilNext } from './later'
import type { OutboxNeeds } from './needs'
import { Steps } from './steps'

/** After a bug or a full disk: not at once again, but not forgotten. */
const REST_AFTER_BUG_MS = 30_000

interface Lane {
  key: ConversationKey
  running: Promise<void> | null
  /** Something changed while the lane was running. */
  again: boolean
  timer: Stop | null
}

/** The courier of one profile. */
export class Courier {
  private readonly lanes = new Map<string, Lane>()
  private readonly steps: Steps
  private stops: Stop[] = []
  private isOn = false
  /** Since when requests get through; before the line was there for the first time: never. */
  private lineCameAt = Infinity

  constructor(
    private readonly needs: OutboxNeeds,
    private readonly actions: ActionSteps,
  ) {
    this.steps = new Steps(needs)
  }

  /** Takes up what an earlier process left. */
  async start(): Promise<void> {
    if (this.isOn) return
    this.isOn = true
    this.noteLine()
    this.stops = [
      this.needs.facts.on((fact) => {
        if (fact.kind === 'OutboxChanged') this.wake(this.laneOf(fact.conversation))
      }),
      this.needs.link.onChange(() => this.linkChanged()),
      this.needs.review.onChange(() => this.reviewChanged()),
    ]
    await this.wakeAll()
  }

  /** No new request starts; resolves when those in flight have been settled. */
  async stop(): Promise<void> {
    this.isOn = false
    for (const stop of this.stops.splice(0)) stop()
    for (const lane of this.lanes.values()) lane.timer?.()
    await Promise.all([...this.lanes.values()].map((lane) => lane.running ?? Promise.resolve()))
    this.steps.stop()
  }

  private laneOf({ accountId, conversationId }: ConversationKey): Lane {
    const name = `${accountId}/${conversationId}`
    const lane = this.lanes.get(name) ?? { key: { accountId, conversationId }, running: null, again: false, timer: null }
    this.lanes.set(name, lane)
    return lane
  }

  private async wakeAll(): Promise<void> {
    for (const job of await this.needs.store.jobs()) this.laneOf(job)
    for (const action of await this.needs.store.actions()) this.laneOf(action)
    for (const lane of this.lanes.values()) this.wake(lane)
  }

  private linkChanged(): void {
    if (!this.isOn) return
    this.noteLine()
    if (!this.needs.link.canSend()) return this.reviewChanged()
    this.steps.unpark()
    this.steps
      .forgetOfflinePauses()
      .then(() => this.actions.forgetPauses())
      .then(() => this.wakeAll())
      .catch((error: unknown) => this.needs.log.bug('outbox/courier', error))
  }

  private noteLine(): void {
    const { link, clock } = this.needs
    if (!link.canSend()) this.lineCameAt = Infinity
    else if (this.lineCameAt === Infinity) this.lineCameAt = clock.now()
  }

  private reviewChanged(): void {
    if (!this.isOn || !this.needs.review.isOn()) return
    this.wakeAll().catch((error: unknown) => this.needs.log.bug('outbox/courier', error))
  }

  private wake(lane: Lane): void {
    if (!this.isOn) return
    if (lane.running) {
      lane.again = true
      return
    }
    lane.timer?.()
    lane.timer = null
    lane.running = this.run(lane).finally(() => {
      lane.running = null
      if (!lane.again) return
      lane.again = false
      this.wake(lane)
    })
  }

  private rest(lane: Lane, ms: number): void {
    if (this.isOn) lane.timer = this.needs.clock.after(Math.max(0, ms), () => this.wake(lane))
  }

  private async run(lane: Lane): Promise<void> {
    try {
      while (this.isOn) {
        lane.again = false
        const step = await this.ask(lane)
        if (step.kind === 'idle') return
        if (step.kind === 'wait') return this.rest(lane, step.untilAt - this.needs.clock.now())
        if (this.isOn) await this.take(step)
      }
    } catch (error: unknown) {
      // Nobody above waits for a lane. It rests; the job keeps its last committed state and is taken up from there.
      this.needs.log.bug('outbox/courier', error)
      this.rest(lane, REST_AFTER_BUG_MS)
    }
  }

  private async ask(lane: Lane): Promise<LaneStep | ActionStep> {
    const { store, clock, link, review, undoMs, bornAt } = this.needs
    const { accountId, conversationId } = lane.key
    const all = (await store.jobs()).filter((job) => job.accountId === accountId && job.conversationId === conversationId)
    const actions = await store.actionsOf(lane.key)
    if (all.length + actions.length === 0) return { kind: 'idle' }
    const now = clock.now()
    const jobs = all.filter((job) => !isLater(job, now))
    const canSend = link.canSend() && !this.steps.isParked
    const { pausedUntilAt } = this.steps
    // A link that is only parked is there: what was written is not older for it.
    const reviews = review.isOn() && !link.canSend()
    const acts = nextAction({ jobs, actions }, { now, canSend, reviews, pausedUntilAt })
    if (acts !== null) return untilNext(acts, all, now)
    const stored = (await store.conversation(lane.key))?.conversation ?? null
    const step = nextInLane(jobs, {
      now,
      undoMs: undoMs(stored),
      canSend,
      lineCameAt: this.lineCameAt,
      reviews,
      pausedUntilAt,
      bornAt,
      clearedAt: (job) => this.steps.clearedAt(job),
    })
    return untilNext(step, all, now)
  }

  private async take(step: ActionStep | Exclude<LaneStep, { kind: 'idle' | 'wait' }>): Promise<void> {
    switch (step.kind) {
      case 'act':
        return this.actions.act(step.action, { ...step, lineCameAt: this.lineCameAt })
      case 'review-action':
        return this.actions.holdForReview(step.action)
      case 'review':
        return this.steps.holdForReview(step.job)
      case 'ring-over':
        return this.steps.endRing(step.job)
      case 'lost':
        return this.steps.noteLost(step.job)
      case 'look':
        return this.steps.look(step.job)
      case 'send':
        return this.steps.send(step)
      default:
        return assertNever(step)
    }
  }
}
