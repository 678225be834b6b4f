/**
 * Message templates of a channel: words that were approved before, and go also when the channel takes no free reply (M14). The
 * server tells them with the inbox (FACTS §3.9: `message_templates`), in the shape of Meta's Cloud API.
 */
import { z } from 'zod'

/** Why a template can be sent from the browser only: it wants a file, a value in its title or in a button, or is of a kind unknown here. */
export const templateNeeds = z.enum(['media', 'title', 'button', 'unknown'])
export type TemplateNeeds = z.infer<typeof templateNeeds>

/** An approved template. `body` has places such as `{{1}}` or `{{name}}`; `buttons` are their words. */
export const messageTemplate = z.object({
  name: z.string(),
  language: z.string(),
  category: z.string().nullable(),
  namespace: z.string().nullable(),
  header: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(z.string()),
  /** Null: it can be filled in here. */
  needs: templateNeeds.nullable().catch('unknown'),
})
export type MessageTemplate = z.infer<typeof messageTemplate>

const word = z.string().max(1_024)

/** A template with the values for its places, by the names of those; as it is kept, and as it goes (FACTS §3.4: `template_params`). */
export const templateUse = z.object({
  name: word.min(1),
  language: word,
  category: word.nullable(),
  namespace: word.nullable(),
  values: z.record(word, z.string().max(4_096)),
})
export type TemplateUse = z.infer<typeof templateUse>
