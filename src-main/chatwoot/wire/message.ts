import { z } from 'zod'
import { senderWire } from './people'
import { anything, bag, flag, rowId, text, time, whole, word } from './parts'

/** A file of a message (FACTS §3.5); `thumb_url` may be "". */
export const attachmentWire = z.object({
  id: rowId.nullish().catch(undefined),
  file_type: text,
  data_url: text,
  thumb_url: text,
  file_size: whole,
  width: whole,
  height: whole,
  fallback_title: text,
  meta: bag,
  coordinates_lat: z.number().nullish().catch(undefined),
  coordinates_long: z.number().nullish().catch(undefined),
})
export type AttachmentWire = z.infer<typeof attachmentWire>

/** A message in REST form and in push form: the second has every column (FACTS §3.4). */
export const messageWire = z.object({
  id: rowId,
  content: word,
  inbox_id: rowId.nullish().catch(undefined),
  conversation_id: rowId.nullish().catch(undefined),
  message_type: z.union([z.number(), z.string()]).nullish().catch(undefined),
  content_type: text,
  status: text,
  private: flag,
  created_at: time,
  updated_at: time,
  content_attributes: bag,
  sender: senderWire.nullish().catch(undefined),
  sender_type: text,
  sender_id: rowId.nullish().catch(undefined),
  attachments: anything,
  echo_id: word,
})
export type MessageWire = z.infer<typeof messageWire>
