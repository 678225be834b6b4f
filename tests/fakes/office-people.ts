/** Who and what the model office is made of. */
import type { AccountId, UserId } from '../../src-preload/contract/ids'
import type { ServerProfile } from '../../src-main/core/news'

export const ME = 7
export const COLLEAGUE = 8

type Office = { accounts: number[]; inboxes: number[]; pubsubToken: string; role: string }

/** Who is signed in. */
export function profileOf(office: Office): ServerProfile {
  const accounts = office.accounts.map((id) => ({ id: id as AccountId, name: `Account ${id}`, role: office.role }))
  return {
    userId: ME as UserId,
    name: 'Jo Miller',
    email: null,
    avatarUrl: null,
    pubsubToken: office.pubsubToken,
    accounts: accounts.map((one) => ({ ...one, availability: 'online', autoOffline: true, active: true })),
  }
}

/** Inboxes and agents. */
export function directoryOf(office: Office) {
  const none = { avatarUrl: null, phoneNumber: null, email: null, webhookUrl: null, inboxIdentifier: null }
  const inboxes = office.inboxes.map((id) => ({ id: id as never, name: `Inbox ${id}`, channel: 'Channel::Api', ...none }))
  const agent = { email: null, avatarUrl: null, availability: null, role: 'agent' }
  const agents = [ME, COLLEAGUE].map((id) => ({ id: id as never, name: 'Agent', ...agent }))
  return { inboxes, agents, teams: [], labels: [], cannedResponses: [] }
}
