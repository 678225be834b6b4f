import { z } from 'zod'

/** One thing a macro does: the server's name of it, and with what. Names that a newer server has stay as they are. */
export const macroAction = z.object({ name: z.string(), values: z.array(z.string()) })
export type MacroAction = z.infer<typeof macroAction>

/** Several changes under one name; `visibility`: personal or global (FACTS §3.6). */
export const macroSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  visibility: z.string(),
  actions: z.array(macroAction),
})
export type Macro = z.infer<typeof macroSchema>
