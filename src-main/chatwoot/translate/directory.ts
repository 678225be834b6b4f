import type { z } from 'zod'
import type { CannedResponse, Inbox, Label, Team } from '../../../src-preload/contract/entities'
import type { cannedResponseWire, InboxWire, labelWire, teamWire } from '../wire/directory'
import { id, url } from './plain'

/** An inbox without the secrets that administrators get beside it (FACTS §3.9). */
export function toInbox(wire: InboxWire): Inbox {
  return {
    id: id(wire.id),
    name: wire.name ?? '',
    channel: wire.channel_type ?? '',
    avatarUrl: url(wire.avatar_url),
    phoneNumber: wire.phone_number ?? null,
    email: wire.email ?? null,
    forwardTo: wire.forward_to_email ?? null,
    webhookUrl: wire.webhook_url ?? null,
    inboxIdentifier: wire.inbox_identifier ?? null,
    medium: wire.medium ?? null,
    provider: wire.provider ?? null,
    replyHours: replyHours(wire),
  }
}

/** An API inbox may name its own window, as text or as a number (contract/recordings, inboxes.create.full); blank means none. */
function replyHours({ channel_type: channel, additional_attributes: more }: InboxWire): number | null {
  const own = channel === 'Channel::Api' ? (more?.['agent_reply_time_window'] ?? '') : ''
  const hours = own === '' ? NaN : Math.floor(Number(own))
  return Number.isFinite(hours) && hours >= 0 ? hours : null
}

/** A team (FACTS §3.6); its name is in small letters. */
export function toTeam(wire: z.infer<typeof teamWire>): Team {
  return { id: wire.id, name: wire.name ?? '', isMember: wire.is_member ?? false }
}

/** A label of the account (FACTS §3.6). Conversations carry titles only, which need not be in this list. */
export function toLabel(wire: z.infer<typeof labelWire>): Label {
  return { title: wire.title, color: wire.color ?? '', description: wire.description ?? null }
}

/** A canned response (FACTS §3.6). */
export function toCannedResponse(wire: z.infer<typeof cannedResponseWire>): CannedResponse {
  return { id: wire.id, shortCode: wire.short_code ?? '', content: wire.content ?? '' }
}
