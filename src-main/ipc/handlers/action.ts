import type { ActionItem, Change, KeptChange } from '../../../src-preload/contract/change'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import { ok, refuse } from '../../core/answer'
import type { ProfileRuntime } from '../../core/profile'
import type { Handlers } from '../serve'
import { undoMany } from './many'
import { type HandlerNeeds, notFound, withProfile } from './needs'

type ActionHandlers = Pick<Handlers, Extract<keyof Handlers, `action.${string}`>>

export function actionHandlers(needs: HandlerNeeds): ActionHandlers {
  return {
    'action.list': async () => ok((await Promise.all(needs.profiles.running().map(itemsOf))).flat()),
    'action.undo': ({ profileId, actionId }) =>
      withProfile(needs, profileId, async (profile) => ok({ undone: await profile.outbox.undoAction(actionId) })),
    'action.undoMany': async ({ actions }) => ok({ undone: await undoMany(needs, actions) }),
    'action.release': ({ profileId, actionId }) =>
      withProfile(needs, profileId, async (profile) => {
        if (await profile.outbox.releaseAction(actionId)) return ok({})
        const isThere = (await profile.store.actions()).some(({ id }) => id === actionId)
        return isThere ? refuse({ kind: 'offline' }) : notFound
      }),
  }
}

/** That somebody read is no errand one would look at, undo or decide. */
function isListed<T extends { change: KeptChange }>(action: T): action is T & { change: Change } {
  return action.change.kind !== 'seen'
}

async function itemsOf({ store, entry }: ProfileRuntime): Promise<ActionItem[]> {
  return Promise.all(
    (await store.actions())
      .filter(isListed)
      .map(async ({ id, accountId, conversationId, change, state, createdAt, notBeforeAt, reason }) => ({
        ...{ id, change, state, createdAt, reason },
        untilAt: notBeforeAt,
        conversation: { profileId: entry.id, accountId, conversationId },
        contactName: await nameIn(store, { accountId, conversationId, change }),
      })),
  )
}

/** Whom it is about, also where no conversation with them is stored. */
async function nameIn(
  store: ProfileRuntime['store'],
  { change, ...key }: ConversationKey & { change: Change },
): Promise<string> {
  const stored = await store.conversation(key)
  if (stored !== null || change.kind !== 'contact') return stored?.conversation.contact.name ?? ''
  return (await store.contact({ accountId: key.accountId, contactId: change.contactId }))?.contact.name ?? ''
}
