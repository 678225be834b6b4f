import type { JsonObject } from '../model/json'
import { newToken } from '../model/secrets'
import type { Inbox } from '../model/rows'
import type { World } from '../model/world'
import { FIRST_SETTINGS } from '../views/inbox'

/** What an inbox is made of. */
export interface InboxStart {
  accountId: number
  name: string
  channelType: string
  channel?: JsonObject
  settings?: JsonObject
  memberIds?: number[]
}

/** Makes an inbox with its channel. */
export function createInbox({ db, clock }: World, start: InboxStart): Inbox {
  const now = clock.now()
  return db.inboxes.add((id) => ({
    id,
    accountId: start.accountId,
    channelId: db.nextChannelId(),
    channelType: start.channelType,
    name: start.name,
    memberIds: [...(start.memberIds ?? [])],
    avatar: null,
    agentBotId: null,
    settings: { ...FIRST_SETTINGS, ...start.settings },
    channel: { ...firstChannel(start.channelType), ...start.channel },
    createdAt: now,
    updatedAt: now,
  }))
}

function firstChannel(type: string): JsonObject {
  if (type === 'Channel::Api') {
    return {
      webhook_url: null,
      hmac_mandatory: false,
      hmac_token: newToken(),
      identifier: newToken(),
      additional_attributes: {},
    }
  }
  if (type !== 'Channel::WebWidget') return {}
  return {
    widget_color: '#1f93ff',
    website_token: newToken(),
    hmac_mandatory: false,
    hmac_token: newToken(),
    selected_feature_flags: ['attachments', 'emoji_picker', 'end_conversation'],
    reply_time: 'in_a_few_minutes',
  }
}
