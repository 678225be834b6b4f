import type { ConversationRef } from '../../src-preload/contract/ids'
import type { ProfileRuntime } from './profile'

/** The conversation a link names, as far as a profile can know it; null when none does or several do. */
export function locate(
  profiles: ProfileRuntime[],
  link: { baseUrl: string | null; accountId: number; conversationId: number },
): ConversationRef | null {
  // Links are made by the server of its own idea of its address (FACTS §9): the account decides when the host does not.
  const known = profiles.filter(({ entry }) => entry.accounts.some((account) => account.id === link.accountId))
  const profile = known.find(({ entry }) => entry.baseUrl === link.baseUrl) ?? (known.length === 1 ? known[0] : undefined)
  if (profile === undefined) return null
  return {
    profileId: profile.entry.id,
    accountId: link.accountId as ConversationRef['accountId'],
    conversationId: link.conversationId as ConversationRef['conversationId'],
  }
}
