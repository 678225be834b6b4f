import { z } from 'zod'

/** A choice, a field, a card or an article. `url`: where it leads. */
const offeredSchema = z.object({ title: z.string(), text: z.string(), url: z.string().nullable() })

/** What a message offers to be chosen, filled in or read, and what came back. Empty `answers`: nothing yet. */
export const offerSchema = z.object({
  offered: z.array(offeredSchema),
  answers: z.array(z.object({ title: z.string(), text: z.string() })),
  /** Stars of a survey, 1 to 5. */
  rating: z.number().int().nullable(),
  /** The server could not read what the channel sent. */
  unsupported: z.boolean(),
  /** The customer mentions us in a story, or answers one. */
  story: z.boolean(),
})
export type Offer = z.infer<typeof offerSchema>
