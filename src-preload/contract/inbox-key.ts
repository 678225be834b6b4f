import type { AccountId, InboxId, ProfileId } from './ids'

/** Name of an inbox among the settings that have a value for each inbox. */
export function inboxKey({
  profileId,
  accountId,
  inboxId,
}: {
  profileId: ProfileId
  accountId: AccountId
  inboxId: InboxId
}): string {
  return `${profileId}/${accountId}/${inboxId}`
}
