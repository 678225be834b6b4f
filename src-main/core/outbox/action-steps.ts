/**
 * What the courier can do with an action at the head of a lane. All that is asked of the server may be asked again, so nothing
 * is looked up after a lost answer: it is sent once more.
 */
import type { Contact, JobReason } from '../../../src-preload/contract/entities'
import type { Fact } from '../facts'
import { assertNever } from '../must'
import type { Outcome } from '../outcome'
import type { Tx } from '../ports'
import { type Action, isUnseen, over, type Shown, under } from './action'
import { setAttributes } from './action-attributes'
import { setFollowing } from './action-following'
import { evidenceFor, heldByAssignee, heldByMessages } from './action-guard'
import { dropAction, keyOf, restate, showActions } from './actions'
import { backoffMs, nextMinuteAt } from './backoff'
import { commitAndTell } from './commit'
import { spreadContact, standOf } from './contact-actions'
import { setLabels } from './action-labels'
import { REVIEW } from './review-reason'
import type { OutboxNeeds } from './needs'

/** Faults of the server before the agent is told that it will not work. */
const MOST_FAULTS = 5

type Failed = Exclude<Outcome<unknown>, { kind: 'accepted' }>

/** What the server has now, where its answer said so. */
type Done = { contact?: Contact } & Pick<Shown, 'labels' | 'customAttributes' | 'following'>
/** The server counts unread messages no further (FACTS §3.2). */
const NEWEST = 10

export class ActionSteps {
  /** Those a request is out for: they can no longer be taken back. */
  readonly inFlight = new Set<string>()

  constructor(private readonly needs: OutboxNeeds) {}

  /** Sends it, unless it must wait for the agent's word. */
  async act(action: Action, { replyIsHeld, lineCameAt }: { replyIsHeld: boolean; lineCameAt: number }): Promise<void> {
    const hides = action.change.kind === 'status' && action.change.status !== 'open' && action.change.status !== 'pending'
    if (hides && replyIsHeld && !action.released) return this.hold(action, { key: 'reply-held', words: null })
    const reason = await this.whyHeld(action, lineCameAt)
    if (reason !== null && action.change.kind === 'seen' && !('kind' in reason)) return this.forget(action)
    if (reason !== null) return 'kind' in reason ? this.settle(action, reason) : this.hold(action, reason)
    this.inFlight.add(action.id)
    try {
      // From here on nobody takes it back. Whoever did so while we looked was first.
      if (!(await this.isKept(action))) return
      const outcome = await this.send(action)
      if (outcome.kind === 'accepted') await this.finish(action, outcome.value)
      else await this.settle(action, outcome)
    } finally {
      this.inFlight.delete(action.id)
    }
  }

  /** Field mode: it waits for a look; what it shows stays. */
  holdForReview({ id }: Action): Promise<void> {
    const changes = { state: 'held', notBeforeAt: null, reason: REVIEW } as const
    return this.commit(async (tx, facts) => void (await restate(tx, facts, { id, changes })))
  }

  /** The link is back: nobody waits out a pause that was only for its sake. */
  async forgetPauses(): Promise<void> {
    for (const action of await this.needs.store.actions()) {
      if (action.state === 'queued' && action.notBeforeAt !== null && action.failures > 0)
        await this.change(action, { notBeforeAt: null })
    }
  }

  private async whyHeld(action: Action, lineCameAt: number): Promise<JobReason | Failed | null> {
    const { server, clock, me, learn } = this.needs
    switch (evidenceFor(action, { now: clock.now(), lineCameAt })) {
      case null:
        return action.change.kind === 'seen' && (await this.cameSince(action)) ? { key: 'customer-wrote', words: null } : null
      case 'messages': {
        const read = await server.messages(keyOf(action), action.seenId === null ? {} : { after: action.seenId })
        if (read.kind !== 'accepted') return read
        learn?.(read.value)
        return heldByMessages(action, read.value, me.id)
      }
      case 'conversation': {
        const read = await server.conversation(keyOf(action))
        return read.kind === 'accepted' ? heldByAssignee(action, read.value) : read
      }
    }
  }

  private async send(action: Action): Promise<Outcome<Done>> {
    const { server } = this.needs
    const { change } = action
    const key = keyOf(action)
    switch (change.kind) {
      case 'status':
        // "open" on a conversation that is open takes it from its assignee (FACTS §3.3).
        if (change.status === 'open') return this.open(action)
        return plain(await server.setStatus(key, change.status, change.snoozedUntilAt))
      case 'assignee':
        return plain(await server.assign(key, change.userId))
      case 'team':
        return plain(await server.assignTeam(key, change.teamId))
      case 'priority':
        return plain(await server.setPriority(key, change.priority))
      case 'muted':
        return plain(await server.setMuted(key, change.muted))
      case 'unread':
        return plain(await server.markUnread(key))
      case 'labels':
        return setLabels(server, key, change)
      case 'attributes':
        return setAttributes(server, key, change.values)
      case 'following':
        return setFollowing(server, key, { me: this.needs.me.id, on: change.on })
      case 'contact': {
        const set = await server.updateContact(action.accountId, change.contactId, change.fields)
        return set.kind === 'accepted' ? { kind: 'accepted', value: { contact: set.value } } : set
      }
      case 'seen': {
        const read = await server.markSeen(key)
        if (read.kind === 'accepted') await this.needs.heard?.(read.value)
        return plain(read)
      }
      default:
        return assertNever(change)
    }
  }

  private async open(action: Action): Promise<Outcome<Done>> {
    const { server } = this.needs
    const read = await server.conversation(keyOf(action))
    if (read.kind !== 'accepted') return read
    return read.value.fields.status === 'open' ? done : plain(await server.setStatus(keyOf(action), 'open'))
  }

  private async isKept(action: Action): Promise<boolean> {
    return (await this.needs.store.actionsOf(keyOf(action))).some((one) => one.id === action.id)
  }

  /** From now on it is what the server says; news from before this moment do not unsay it. */
  private finish(action: Action, { contact, ...known }: Done): Promise<void> {
    if (action.change.kind === 'seen') return this.forget(action)
    return this.commit(async (tx, facts) => {
      const key = keyOf(action)
      const before = await tx.actionsOver(key)
      const stored = await standOf(tx, action)
      if (stored === null || !before.some((one) => one.id === action.id)) return tx.removeAction(action.id)
      const told = over(under(stored.conversation, before), [action]).conversation
      const theirs = contact?.id === told.contact.id ? { contact: { ...told.contact, ...contact } } : {}
      const base = { ...told, ...known, ...theirs }
      const evidenceAt = Math.max(stored.evidenceAt, this.needs.serverNow())
      const after = before.filter((one) => one.id !== action.id)
      await showActions(tx, facts, { stored: { ...stored, evidenceAt }, base, before, after })
      if (action.change.kind === 'following' && action.change.on && base.following === false)
        facts.push({ kind: 'FollowingRefused', name: base.contact.name })
      if (contact) await spreadContact(tx, facts, { conversation: over(base, after).conversation, evidenceAt })
    })
  }

  private async settle(action: Action, outcome: Failed): Promise<void> {
    const { clock, chance, link } = this.needs
    const failures = action.failures + 1
    const later = { failures, notBeforeAt: clock.now() + backoffMs(failures, chance.next()) }
    switch (outcome.kind) {
      case 'never-sent':
        return this.change(action, later)
      case 'unsure':
        if (outcome.reason === 'unprocessable') return this.refuse(action, outcome.words ?? '')
        if (outcome.reason === 'server-error' && failures >= MOST_FAULTS) return this.refuse(action, outcome.words ?? '')
        return this.change(action, later)
      case 'throttled':
        return this.change(action, { notBeforeAt: nextMinuteAt(clock.now(), chance.next()) })
      case 'signed-out':
        link.doubt()
        return this.change(action, later)
      case 'refused':
        return this.refuse(action, outcome.words, outcome.fields)
      default:
        return assertNever(outcome)
    }
  }

  /** A customer's message that was not on the screen when she read; all of them would count as read (FACTS §3.3). */
  private async cameSince(action: Action): Promise<boolean> {
    const newest = await this.needs.store.messages(keyOf(action), null, NEWEST)
    return newest.some((message) => isUnseen(message, action.seenId))
  }

  private forget(action: Action): Promise<void> {
    return this.commit(async (tx, facts) => void (await dropAction(tx, facts, action.id)))
  }

  /** It will not be: the conversation shows again what the server says, and the agent hears why. */
  private refuse(action: Action, words: string, fields: readonly string[] = []): Promise<void> {
    // Nobody was told of it, and nobody can do anything about it.
    if (action.change.kind === 'seen') return this.forget(action)
    this.needs.log.info('action refused', { kind: action.change.kind, failures: action.failures })
    return this.commit(async (tx, facts) => {
      if ((await dropAction(tx, facts, action.id)) === null) return
      const name = (await standOf(tx, action))?.conversation.contact.name ?? ''
      facts.push({ kind: 'ActionRefused', action, name, words, fields })
    })
  }

  /** The conversation shows again what the server says, and the agent hears why. */
  private hold(action: Action, reason: JobReason): Promise<void> {
    return this.commit(async (tx, facts) => {
      const held = await restate(tx, facts, { id: action.id, changes: { state: 'held', notBeforeAt: null, reason } })
      if (held === null) return
      const name = (await tx.conversation(keyOf(action)))?.conversation.contact.name ?? ''
      facts.push({ kind: 'ActionHeld', action: held, name })
    })
  }

  private change(action: Action, changes: Partial<Action>): Promise<void> {
    return this.commit(async (tx, facts) => {
      const current = (await tx.actionsOf(keyOf(action))).find((one) => one.id === action.id)
      if (!current) return
      await tx.putAction({ ...current, state: 'queued', ...changes })
      facts.push({ kind: 'OutboxChanged', conversation: keyOf(action) })
    })
  }

  private commit(work: (tx: Tx, facts: Fact[]) => Promise<void>): Promise<void> {
    return commitAndTell(this.needs, work)
  }
}

const done: Outcome<Done> = { kind: 'accepted', value: {} }

function plain(outcome: Outcome<unknown>): Outcome<Done> {
  return outcome.kind === 'accepted' ? done : outcome
}
