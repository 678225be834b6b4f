import { toIso } from '../model/clock'
import { asText, type JsonObject } from '../model/json'
import type { Inbox } from '../model/rows'
import type { World } from '../model/world'
import { pictureUrl } from './file'

const FREE_DAYS = new Set([0, 6])

/** What an inbox has when its form says nothing else. */
export const FIRST_SETTINGS: JsonObject = {
  greeting_enabled: false,
  greeting_message: null,
  working_hours_enabled: false,
  enable_email_collect: true,
  csat_survey_enabled: false,
  csat_config: {},
  enable_auto_assignment: true,
  auto_assignment_config: {},
  out_of_office_message: null,
  timezone: 'UTC',
  allow_messages_after_resolved: true,
  lock_to_single_conversation: false,
  sender_name_type: 'friendly',
  business_name: null,
}

/** An inbox as REST tells it; administrators also see the secret of its channel. */
export function inboxView(world: World, inbox: Inbox, { forAdmin }: { forAdmin: boolean }): JsonObject {
  const { settings, channel } = inbox
  return {
    id: inbox.id,
    avatar_url: pictureUrl(world, inbox.avatar),
    channel_id: inbox.channelId,
    name: inbox.name,
    channel_type: inbox.channelType,
    ...settings,
    working_hours: WORKING_HOURS,
    callback_webhook_url: null,
    widget_color: channel['widget_color'] ?? null,
    website_url: channel['website_url'] ?? null,
    hmac_mandatory: channel['hmac_mandatory'] ?? null,
    welcome_title: null,
    welcome_tagline: null,
    web_widget_script: channel['website_token'] ? widgetScript(world, asText(channel['website_token'])) : null,
    website_token: channel['website_token'] ?? null,
    selected_feature_flags: channel['selected_feature_flags'] ?? null,
    reply_time: channel['reply_time'] ?? null,
    messaging_service_sid: null,
    phone_number: channel['phone_number'] ?? null,
    hmac_token: forAdmin ? channel['hmac_token'] : undefined,
    provider: channel['provider'] ?? null,
    ...(world.features.version === '4.2.0' ? {} : { allowed_domains: null }),
    ...channelView(inbox),
  }
}

function channelView({ channelType, channel }: Inbox): JsonObject {
  if (channelType === 'Channel::Api') {
    return {
      webhook_url: channel['webhook_url'],
      inbox_identifier: channel['identifier'],
      additional_attributes: channel['additional_attributes'],
    }
  }
  if (channelType === 'Channel::Email') {
    return { email: channel['email'], forward_to_email: channel['email'] }
  }
  // Not recorded from a real server: from its source (views/api/v1/models/_inbox.json.jbuilder).
  if (channelType === 'Channel::Whatsapp') return { message_templates: channel['message_templates'] ?? [] }
  return channelType === 'Channel::WebWidget' ? { ...PRE_CHAT, continuity_via_email: true } : {}
}

const PRE_CHAT: JsonObject = {
  pre_chat_form_enabled: false,
  pre_chat_form_options: {
    pre_chat_message: 'Share your queries or comments here.',
    pre_chat_fields: [
      preChatField({ label: 'Email Id', name: 'emailAddress', type: 'email', required: true }),
      preChatField({ label: 'Full name', name: 'fullName', type: 'text', required: false }),
      preChatField({ label: 'Phone number', name: 'phoneNumber', type: 'text', required: false }),
    ],
  },
}

function preChatField(field: JsonObject): JsonObject {
  return { field_type: 'standard', ...field, enabled: false }
}

const WORKING_HOURS: JsonObject[] = Array.from({ length: 7 }, (_, day) => {
  const isFree = FREE_DAYS.has(day)
  return {
    day_of_week: day,
    closed_all_day: isFree,
    open_hour: isFree ? null : 9,
    open_minutes: isFree ? null : 0,
    close_hour: isFree ? null : 17,
    close_minutes: isFree ? null : 0,
    open_all_day: false,
  }
})

function widgetScript({ base }: World, token: string): string {
  return `<script>window.chatwootSDK.run({ websiteToken: '${token}', baseUrl: '${base}' })</script>`
}

/** The few words about an inbox that contacts carry. */
export function slimInboxView(world: World, inbox: Inbox): JsonObject {
  return {
    id: inbox.id,
    avatar_url: pictureUrl(world, inbox.avatar),
    channel_id: inbox.channelId,
    name: inbox.name,
    channel_type: inbox.channelType,
    provider: inbox.channel['provider'] ?? null,
  }
}

/** The row itself, which one call shows by accident. */
export function rawInboxView(inbox: Inbox): JsonObject {
  return {
    id: inbox.id,
    channel_id: inbox.channelId,
    account_id: inbox.accountId,
    name: inbox.name,
    created_at: toIso(inbox.createdAt),
    updated_at: toIso(inbox.updatedAt),
    channel_type: inbox.channelType,
    ...inbox.settings,
    email_address: null,
    portal_id: null,
  }
}

/** An inbox among search results. */
export function foundInboxView({ id, channelId, name, channelType }: Inbox): JsonObject {
  return { id, channel_id: channelId, name, channel_type: channelType }
}
