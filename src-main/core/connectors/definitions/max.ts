import type { Connector } from '../connector'

/** The messenger MAX, through a bot. */
export const max: Connector = {
  id: 'max',
  match: 'max',
  inboxName: 'MAX Connector',
  attribute: { key: 'max_user_id', name: 'MAX user ID' },
  events: ['message_created', 'conversation_status_changed'],
  testUserId: '12345678',
  helpKey: 'connector.max.help',
}
