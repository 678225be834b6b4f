/** What a message is made of besides its words. */
import { z } from 'zod'

/** A file of a message. `url` needs no token and must never get one (FACTS §3.5). `size` in bytes. */
export const attachmentSchema = z.object({
  id: z.number().int().nullable(),
  type: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  thumbUrl: z.string().nullable(),
  size: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Of a place, in degrees. */
  place: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** Subject and people of an e-mail, when the message is one. */
export const mailHeadSchema = z.object({
  subject: z.string().nullable(),
  from: z.array(z.string()),
  to: z.array(z.string()),
  cc: z.array(z.string()),
})
export type MailHead = z.infer<typeof mailHeadSchema>

/** Who a mail goes to, as addresses. `to` empty: the customer. */
export const recipientsSchema = z.object({ to: z.array(z.string()), cc: z.array(z.string()), bcc: z.array(z.string()) })
export type Recipients = z.infer<typeof recipientsSchema>
