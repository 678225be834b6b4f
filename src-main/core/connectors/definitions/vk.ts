import type { Connector } from '../connector'

/** VK communities: their messages come over the Callback API, customers are numbers. */
export const vk: Connector = {
  id: 'vk',
  match: 'vk',
  inboxName: 'VK Connector',
  attribute: { key: 'vk_user_id', name: 'VK user ID' },
  events: ['message_created', 'conversation_status_changed'],
  testUserId: '12345678',
  helpKey: 'connector.vk.help',
}
