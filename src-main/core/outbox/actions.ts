/** What the agent does to a conversation, kept like a reply: shown at once, undone for five seconds, sent in its turn (F9). */
import type { ContactFields, KeptChange } from '../../../src-preload/contract/change'
import type { Conversation } from '../../../src-preload/contract/entities'
import type { ClientId, ConversationKey, MessageId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { ContactKey, StoredConversation, Tx } from '../ports'
import { isSame } from '../sync/same'
import { type Action, over, under, withAction } from './action'
import { fieldsAfter } from './action-fields'
import { putStand, spreadContact, standOf } from './contact-actions'
import { NO_TALK } from './contact-fields'
import { commitAndTell, placeInLane } from './commit'
import { isKeptForReview, type OutboxNeeds } from './needs'
import { awaitsReview, REVIEW } from './review-reason'

/** Long enough to press Z. */
export const REST_MS = 5_000

export interface NewAction {
  conversation: ConversationKey
  change: KeptChange
  seenId: MessageId | null
  /** A click on an alert cannot be undone there: it leaves at once. */
  rests?: boolean
  /** The reply that makes it. */
  answers?: ClientId
}

export interface ActionCommands {
  /** Shows it and keeps it. Null: unknown conversation, or nothing that could be done. `id` is null when nothing is left to do. */
  change(action: NewAction): Promise<{ id: string | null; undoUntilAt: number } | null>
  /** The same for a customer, in whatever conversation or in none. Null: nobody here knows them. */
  changeContact(key: ContactKey, fields: ContactFields): Promise<{ id: string | null; undoUntilAt: number } | null>
  /** Takes it back: the conversation shows what the server last said. False: it is on its way, or done. */
  undoAction(id: string): Promise<boolean>
  /** Ends its rest, or lets a held one go. */
  releaseAction(id: string): Promise<boolean>
}

/** What keeping a change needs beside. */
export interface ActionNeeds extends OutboxNeeds {
  inFlight: ReadonlySet<string>
}

/** The commands of one profile. The courier hears of them by the facts. */
export function makeActionCommands(needs: ActionNeeds): ActionCommands {
  const commit = <T>(work: (tx: Tx, facts: Fact[]) => Promise<T>): Promise<T> => commitAndTell(needs, work)
  return {
    change: (action) => commit((tx, facts) => keepAction(tx, facts, { needs, action })),
    changeContact: ({ accountId, contactId }, fields) =>
      commit(async (tx, facts) => {
        const [talk] = await tx.conversationsOf(accountId, contactId)
        const conversation = talk ?? { accountId, conversationId: NO_TALK }
        const action = { conversation, change: { kind: 'contact' as const, contactId, fields }, seenId: null }
        return keepAction(tx, facts, { needs, action })
      }),
    undoAction: (id) => commit(async (tx, facts) => !needs.inFlight.has(id) && (await dropAction(tx, facts, id)) !== null),
    releaseAction: (id) =>
      commit(async (tx, facts) => {
        const held = await tx.action(id)
        // What happened meanwhile cannot be seen before the line is back.
        if (held && awaitsReview(held) && !needs.link.canSend()) return false
        const changes = { state: 'queued', notBeforeAt: null, released: true, reason: null } as const
        return (await restate(tx, facts, { id, changes })) !== null
      }),
  }
}

/** Shows it and keeps it, inside a commit. */
export async function keepAction(tx: Tx, facts: Fact[], { needs, action }: { needs: ActionNeeds; action: NewAction }) {
  const { conversation: key, change, seenId, rests = true } = action
  const stored = await standOf(tx, { ...key, change })
  if (stored === null) return null
  const actions = await tx.actionsOver(key)
  const base = under(stored.conversation, actions)
  const after = await fieldsAfter(tx, { ...needs, conversation: base, change })
  if (after === null) return null
  const now = needs.clock.now()
  const id = needs.chance.uuid()
  const made: Action = {
    ...key,
    ...{
      id,
      change,
      after,
      before: {},
      seenId,
      seenAssignees: stored.conversation.assignee ? [stored.conversation.assignee.id] : [],
    },
    ...beginning(needs, { change, rests, now }),
    answers: action.answers ?? null,
    madeBlind: !needs.link.canSend(),
    createdAt: await placeInLane(tx, key, now),
    ...{ failures: 0, released: false },
  }
  const list = withAction(actions, made, { base, inFlight: (one) => needs.inFlight.has(one) })
  await showActions(tx, facts, { stored, base, before: actions, after: list })
  return { id: list.some((one) => one.id === id) ? id : null, undoUntilAt: made.notBeforeAt ?? now }
}

function beginning(
  needs: ActionNeeds,
  { change, rests, now }: { change: KeptChange; rests: boolean; now: number },
): Pick<Action, 'state' | 'notBeforeAt' | 'reason'> {
  if (change.kind !== 'seen' && isKeptForReview(needs)) return { state: 'held', notBeforeAt: null, reason: REVIEW }
  return { state: rests ? 'resting' : 'queued', notBeforeAt: rests ? now + REST_MS : null, reason: null }
}

/** Removes an action and what it shows; null when there is none. */
export async function dropAction(tx: Tx, facts: Fact[], id: string): Promise<Action | null> {
  const action = await tx.action(id)
  if (!action) return null
  const stored = await standOf(tx, action)
  if (stored === null) await tx.removeAction(id)
  else {
    const before = await tx.actionsOver(keyOf(action))
    const base = under(stored.conversation, before)
    await showActions(tx, facts, { stored, base, before, after: before.filter((one) => one.id !== id) })
  }
  facts.push({ kind: 'OutboxChanged', conversation: keyOf(action) })
  return action
}

/** Changes where an action stands, and with it what the conversation shows; null when there is none. */
export async function restate(
  tx: Tx,
  facts: Fact[],
  { id, changes }: { id: string; changes: Partial<Action> },
): Promise<Action | null> {
  const action = await tx.action(id)
  const stored = action && (await standOf(tx, action))
  if (!action || !stored) return null
  const before = await tx.actionsOver(keyOf(action))
  const base = under(stored.conversation, before)
  const after = before.map((one) => (one.id === id ? { ...one, ...changes } : one))
  await showActions(tx, facts, { stored, base, before, after })
  return { ...action, ...changes }
}

/** Writes a conversation with other actions on top than before. */
export async function showActions(
  tx: Tx,
  facts: Fact[],
  { stored, base, before, after }: { stored: StoredConversation; base: Conversation; before: Action[]; after: Action[] },
): Promise<void> {
  const { conversation, actions } = over(base, after)
  for (const gone of before.filter((one) => !after.some((other) => other.id === one.id))) await tx.removeAction(gone.id)
  for (const action of actions) await tx.putAction(action)
  await putStand(tx, facts, { stand: stored, conversation })
  facts.push({ kind: 'OutboxChanged', conversation: { accountId: conversation.accountId, conversationId: conversation.id } })
  if (!isSame(conversation.contact, stored.conversation.contact))
    await spreadContact(tx, facts, { conversation, evidenceAt: 0 })
}

export function keyOf({ accountId, conversationId }: ConversationKey): ConversationKey {
  return { accountId, conversationId }
}
