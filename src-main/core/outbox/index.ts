import type { ClientId } from '../../../src-preload/contract/ids'
import type { Fact } from '../facts'
import type { MessageNews } from '../news'
import type { Tx } from '../ports'
import { acknowledge } from './acknowledge'
import { ActionSteps } from './action-steps'
import { type ActionCommands, makeActionCommands } from './actions'
import { Courier } from './courier'
import { type ManyCommands, makeManyCommands } from './many-actions'
import type { OutboxNeeds } from './needs'
import { type LeavingCommands, makeLeavingCommands } from './leaving'
import type { Dropped, NewReply, Sent } from './new-reply'
import { makeReplyCommands } from './reply'
import { makeReviewCommands, type ReviewCommands } from './review'

export type { OutboxNeeds } from './needs'
export type { NewReply } from './new-reply'

/** Replies and notes of one profile, kept on disk until the server has them (HOUSE §5). */
export interface Outbox extends ActionCommands, ManyCommands, LeavingCommands, ReviewCommands {
  /** Keeps the reply. A clientId that is already known changes nothing. Null: a file is not there, and nothing was kept. */
  send(reply: NewReply): Promise<Sent | null>
  /** Takes back what is not on its way: text and files become the draft. False: too late. */
  undo(clientId: ClientId): Promise<boolean>
  /** Ends the undo ring or a pause, or lets a held reply go. */
  release(clientId: ClientId): Promise<boolean>
  /** A failed reply once more, as a new one; its new clientId, or null when it is not failed. */
  retry(clientId: ClientId): Promise<ClientId | null>
  /** Drops it. Null while it is on its way. */
  discard(clientId: ClientId): Promise<Dropped | null>
  /**
   * For sync/apply, inside its commit and before it merges the message: if this is a waiting reply of ours, the row
   * becomes the server's and the job goes. Tell the returned facts after the commit.
   */
  acknowledge(tx: Tx, message: MessageNews): Promise<Fact[]>
  /** Goes on where the last process stopped. */
  start(): Promise<void>
  /** Starts nothing new; resolves when the requests in flight are settled. */
  stop(): Promise<void>
  /** Replies and changes the server does not have yet, whatever their state; that something was read nobody would miss. */
  waiting(): Promise<{ unsent: number; changes: number }>
}

/** One outbox per profile. */
export function makeOutbox(needs: OutboxNeeds): Outbox {
  const steps = new ActionSteps(needs)
  const courier = new Courier(needs, steps)
  const own = { ...needs, inFlight: steps.inFlight }
  const replies = makeReplyCommands(own)
  return {
    ...replies,
    ...makeLeavingCommands(needs, replies),
    ...makeReviewCommands(own),
    ...makeActionCommands(own),
    ...makeManyCommands(own),
    acknowledge: (tx, message) => acknowledge(tx, message, needs.me.id),
    start: () => courier.start(),
    stop: () => courier.stop(),
    waiting: async () => ({
      unsent: (await needs.store.jobs()).length,
      changes: (await needs.store.actions()).filter(({ change }) => change.kind !== 'seen').length,
    }),
  }
}
