import type { Connector } from '../connector'

/** A Telegram bot of one's own, beside Chatwoot's built-in channel. */
export const telegram: Connector = {
  id: 'telegram',
  match: 'telegram',
  inboxName: 'Telegram Connector',
  attribute: { key: 'telegram_user_id', name: 'Telegram user ID' },
  events: ['message_created', 'message_updated', 'conversation_status_changed'],
  testUserId: '12345678',
  helpKey: 'connector.telegram.help',
}
