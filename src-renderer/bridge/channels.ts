import { useQuery } from '@tanstack/react-query'
import type { WizardAt } from '../../src-preload/contract/schemas/wizard'
import type { AccountId, InboxId, ProfileId } from '../../src-preload/contract/ids'
import { call } from './client'
import { keyOf } from './queries'

/** An account whose channels are shown. */
export interface ChannelsAt {
  profileId: ProfileId
  accountId: AccountId
}

const wordsOf = ({ profileId, accountId }: ChannelsAt) => [profileId, accountId] as const

/** Inboxes of the account as the server has them now. */
export function useInboxes(at: ChannelsAt) {
  return useQuery({ queryKey: [...keyOf.channels, 'inboxes', ...wordsOf(at)], queryFn: () => call('inbox.list', at) })
}

/** Who may see an inbox, and who there is. */
export function useMembers(at: ChannelsAt, inboxId: InboxId) {
  const queryKey = [...keyOf.channels, 'members', ...wordsOf(at), inboxId]
  return useQuery({ queryKey, queryFn: () => call('inbox.members', { ...at, inboxId }) })
}

/** Webhooks of the account; agents may not read them. */
export function useWebhooks(at: ChannelsAt, enabled: boolean) {
  const queryKey = [...keyOf.channels, 'webhooks', ...wordsOf(at)]
  return useQuery({ queryKey, queryFn: () => call('webhook.list', at), enabled })
}

/** Connectors that can be set up. */
export function useConnectors() {
  return useQuery({ queryKey: keyOf.connectors, queryFn: () => call('wizard.connectors', {}) })
}

/** What the wizard does or has done; null before the first time. */
export function useWizard() {
  return useQuery({ queryKey: keyOf.wizard, queryFn: () => call('wizard.report', {}) })
}

/** The test of a webhook that runs or was the last; null before the first. */
export function useReceive() {
  return useQuery({ queryKey: keyOf.receive, queryFn: () => call('receive.report', {}) })
}

/** How much earlier runs made that nobody has taken back, also before Perch was started. */
export function useKept(at: WizardAt) {
  const queryKey = [...keyOf.wizard, 'kept', at.profileId, at.accountId, at.connectorId]
  return useQuery({ queryKey, queryFn: () => call('wizard.kept', at) })
}
