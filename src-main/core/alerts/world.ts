import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { World } from './case'
import type { AlertDeskNeeds } from './needs'

/** How things stand at this moment, for an event of this conversation. */
export async function worldOf(needs: AlertDeskNeeds, key: ConversationKey, answeredBy: World['answeredBy']): Promise<World> {
  const { around, clock } = needs
  const now = clock.now()
  const conversation = (await needs.store.conversation(key))?.conversation ?? null
  return {
    me: needs.me.id,
    profileId: needs.profileId,
    now,
    serverNow: needs.serverNow(),
    conversation,
    myInboxes: around.myInboxes(key.accountId),
    participates: around.participates(key),
    isSeen: needs.screen.isSeen(key) && !around.isAway(),
    answeredBy,
    isBusy: around.isBusy(key.accountId),
    isPaused: (needs.settings().alertsPausedUntilAt ?? 0) > now,
    isDesktopQuiet: around.isDesktopQuiet(),
    hasDaemon: needs.alerts.available,
  }
}
