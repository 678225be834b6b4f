/**
 * The longest text a channel carries, in characters, as the dashboard counts them (MESSAGE_MAX_LENGTH of
 * shared/helpers/MessageTypeHelper). The server takes more, and then the channel fails or cuts it.
 */
import type { Inbox } from '../../src-preload/contract/entities'

const LIMITS: Record<string, number> = {
  'Channel::FacebookPage': 2_000,
  'Channel::Instagram': 1_000,
  'Channel::Whatsapp': 4_096,
  'Channel::Telegram': 4_096,
  'Channel::Line': 2_000,
  'Channel::Sms': 160,
  'Channel::Email': 25_000,
}
const TWILIO = { sms: 320, whatsapp: 1_600 }

/** Of a reply; a note goes to no channel. Null: the channel has none of its own. */
export function textLimit(channel: string, inbox: Pick<Inbox, 'medium'> | undefined): number | null {
  if (channel === 'Channel::TwilioSms') return inbox?.medium === 'whatsapp' ? TWILIO.whatsapp : TWILIO.sms
  return LIMITS[channel] ?? null
}

/** From here on the characters that are left are counted aloud: the last tenth, but neither a few words nor pages. */
export function countFrom(limit: number): number {
  return limit - Math.max(50, Math.min(2_000, limit / 10))
}
