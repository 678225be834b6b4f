/** Actions of the store in memory. */
import type { ConversationKey } from '../../src-preload/contract/ids'
import type { Action } from '../../src-main/core/outbox/action'

export interface ActionShelf {
  actions: Action[]
}

/** In the order in which they were made; of one conversation, or all. */
export function actionsIn({ actions }: ActionShelf, key: ConversationKey | null): Action[] {
  const isHere = (one: Action): boolean =>
    key === null || (one.accountId === key.accountId && one.conversationId === key.conversationId)
  return actions.filter(isHere).sort((one, other) => one.createdAt - other.createdAt)
}

/** A conversation's own, and those on customers of its account. */
export function actionsOverIn(shelf: ActionShelf, { accountId, conversationId }: ConversationKey): Action[] {
  return actionsIn(shelf, null).filter(
    (one) => one.accountId === accountId && (one.conversationId === conversationId || one.change.kind === 'contact'),
  )
}

/** Inserts or replaces. */
export function putAction(shelf: ActionShelf, action: Action): void {
  shelf.actions = [...shelf.actions.filter((one) => one.id !== action.id), structuredClone(action)]
}

/** Takes away what this is true of. */
export function removeActions(shelf: ActionShelf, isGone: (action: Action) => boolean): void {
  shelf.actions = shelf.actions.filter((one) => !isGone(one))
}
