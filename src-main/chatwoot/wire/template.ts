import { z } from 'zod'
import { anything, text } from './parts'

/** A part of a template: HEADER, BODY, FOOTER or BUTTONS; the case of words differs by provider. */
export const templatePartWire = z.object({ type: z.string(), format: text, text, buttons: anything })
export const templateButtonWire = z.object({ type: text, text, url: text })

/** A template in the shape of Meta's Cloud API, as the server keeps it in the inbox (FACTS §3.9: `message_templates`). */
export const templateWire = z.object({
  name: z.string().min(1),
  status: text,
  category: text,
  language: text,
  namespace: text,
  components: anything,
})
export type TemplateWire = z.infer<typeof templateWire>
