import type { Connector } from '../connector'

/** Anything else: found by the name the administrator gives it. */
export const own: Connector = {
  id: 'own',
  match: '',
  inboxName: 'My Connector',
  attribute: { key: 'external_user_id', name: 'External user ID' },
  events: ['message_created', 'message_updated', 'conversation_created', 'conversation_status_changed'],
  testUserId: '12345678',
  helpKey: 'connector.own.help',
}
