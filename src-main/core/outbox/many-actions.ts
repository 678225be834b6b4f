/** One change of many conversations: one commit, and one way back for all of them (F9). */
import type { KeptChange } from '../../../src-preload/contract/change'
import type { AccountId, ConversationId, MessageId } from '../../../src-preload/contract/ids'
import type { Tx } from '../ports'
import { type ActionNeeds, dropAction, keepAction } from './actions'
import { commitAndTell } from './commit'

/** What is done to many conversations of one account, each with the newest message on the agent's screen. */
export interface ManyChanges {
  accountId: AccountId
  change: KeptChange
  conversations: readonly { conversationId: ConversationId; seenId: MessageId | null }[]
}

/** What came of it. `notChanged`: unknown here, or it cannot be done to them; what already was so counts as done. */
export interface KeptMany {
  ids: string[]
  notChanged: number
  undoUntilAt: number
}

export interface ManyCommands {
  changeMany(changes: ManyChanges): Promise<KeptMany>
  /** How many were taken back: those that are on their way, or done, are not. */
  undoMany(ids: readonly string[]): Promise<number>
}

/** The commands of one profile for many conversations at once. */
export function makeManyCommands(needs: ActionNeeds): ManyCommands {
  return {
    changeMany: ({ accountId, change, conversations }) =>
      commitAndTell(needs, async (tx, facts) => {
        const steady = withoutRepeats(tx)
        const found: KeptMany = { ids: [], notChanged: 0, undoUntilAt: needs.clock.now() }
        for (const { conversationId, seenId } of conversations) {
          const action = { conversation: { accountId, conversationId }, change, seenId }
          const kept = await keepAction(steady, facts, { needs, action })
          if (kept === null) found.notChanged += 1
          if (kept?.id) found.ids.push(kept.id)
          found.undoUntilAt = Math.max(found.undoUntilAt, kept?.undoUntilAt ?? 0)
        }
        return found
      }),
    undoMany: (ids) =>
      commitAndTell(needs, async (tx, facts) => {
        let undone = 0
        for (const id of ids) if (!needs.inFlight.has(id) && (await dropAction(tx, facts, id)) !== null) undone += 1
        return undone
      }),
  }
}

/** What no change writes is read once for a thousand of them: a directory alone is hundreds of agents and answers. */
function withoutRepeats(tx: Tx): Tx {
  const directories = new Map<AccountId, ReturnType<Tx['directory']>>()
  let jobs: ReturnType<Tx['jobs']> | null = null
  return {
    ...tx,
    jobs: () => (jobs ??= tx.jobs()),
    directory: (account) => {
      const known = directories.get(account) ?? tx.directory(account)
      directories.set(account, known)
      return known
    },
  }
}
