import { z } from 'zod'
import { anything, bag, flag, rowId, text, texts, word } from './parts'

/**
 * An inbox (FACTS §3.9). Administrators get passwords and tokens of channels in clear; what is not named here is dropped,
 * so they never reach the disk (HOUSE §8.11).
 */
export const inboxWire = z.object({
  id: rowId,
  name: text,
  channel_type: text,
  avatar_url: text,
  phone_number: text,
  email: text,
  forward_to_email: text,
  webhook_url: text,
  inbox_identifier: text,
  medium: text,
  provider: text,
  additional_attributes: bag,
  message_templates: anything,
  greeting_enabled: flag,
  greeting_message: text,
  enable_auto_assignment: flag,
  lock_to_single_conversation: flag,
  hmac_mandatory: flag,
  reauthorization_required: flag,
})
export type InboxWire = z.infer<typeof inboxWire>

export const teamWire = z.object({ id: rowId, name: text, is_member: flag })
export const labelWire = z.object({
  title: z.string(),
  color: text,
  description: text,
})
export const cannedResponseWire = z.object({ id: rowId, short_code: word, content: word })
export const webhookWire = z.object({
  id: rowId,
  url: text,
  name: text,
  subscriptions: texts,
  inbox: z.object({ id: rowId, name: text }).nullish().catch(undefined),
})
export const macroWire = z.object({
  id: rowId,
  name: text,
  visibility: text,
  actions: z
    .array(z.object({ action_name: text, action_params: z.unknown() }))
    .nullish()
    .catch(undefined),
})
export const attributeDefinitionWire = z.object({
  id: rowId,
  attribute_key: z.string(),
  attribute_display_name: text,
  attribute_display_type: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(undefined),
  attribute_description: text,
  attribute_model: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(undefined),
  attribute_values: texts,
})
export const customFilterWire = z.object({ id: rowId, name: text, filter_type: text, query: bag })
export const accountWire = z.object({
  id: rowId,
  name: text,
  locale: text,
  status: text,
  features: bag,
})
