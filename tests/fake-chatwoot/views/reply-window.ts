import type { Conversation, Inbox } from '../model/rows'
import type { World } from '../model/world'

const HOUR_MS = 3_600_000
/** Channels that let one write only so many hours after the customer's last message. */
const HOURS: Record<string, number> = { 'Channel::Whatsapp': 24, 'Channel::FacebookPage': 24, 'Channel::Instagram': 24 }

/** True while the channel still carries a reply; sending is not refused in any case. */
export function canReply({ db, clock }: World, { inboxId, messages }: Conversation): boolean {
  const inbox = db.inboxes.get(inboxId)
  const hours = inbox ? windowOf(inbox) : null
  if (hours === null) return true
  const last = messages.findLast(({ type }) => type === 'incoming')
  return last !== undefined && clock.now() - last.createdAt < hours * HOUR_MS
}

/** API channels may name a window of their own. */
function windowOf({ channelType, channel }: Inbox): number | null {
  const own = channel['additional_attributes']
  const named = typeof own === 'object' && own !== null && !Array.isArray(own) ? own['agent_reply_time_window'] : null
  return HOURS[channelType] ?? (named ? Number(named) : null)
}
