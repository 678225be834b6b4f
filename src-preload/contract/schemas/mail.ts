import { z } from 'zod'
import { profileId } from '../ids'
import type { SchemasFor } from './shape'

/** Names a mail that is staged, for as long as the window shows it. */
export const mailToken = z.uuid()
/** More markup than any person writes; the window shows a larger mail as text. In characters, after cleaning. */
const MOST_HTML = 4 * 1024 * 1024
const MOST_PICTURES = 300

export const mailSchemas = {
  /**
   * Puts a cleaned mail under `app://mail/<token>/`. `pictures`: the addresses that its `picture/<number>` means; with none, it
   * shows none.
   */
  'mail.stage': {
    input: z.strictObject({
      profileId,
      html: z.string().max(MOST_HTML),
      pictures: z.array(z.string().max(8000)).max(MOST_PICTURES),
    }),
    output: z.object({ token: mailToken }),
  },
  /** It is not shown any more. */
  'mail.drop': { input: z.strictObject({ token: mailToken }), output: z.object({}) },
} satisfies SchemasFor<'mail.'>

/** A link of a mail was clicked: which one, the window knows where it leads. */
export const mailPressed = z.object({ token: mailToken, index: z.number().int().min(0) })
