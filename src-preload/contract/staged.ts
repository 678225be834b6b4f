/** Files that were copied into the store and have not left yet: they belong to a draft or to an unsent reply. */
import { z } from 'zod'
import { stagedId } from './ids'

/** `isWhole` is false for one whose copying was interrupted: its bytes are not here. `type` is a MIME type, `size` in bytes. */
export const stagedFileSchema = z.object({
  id: stagedId,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  isWhole: z.boolean(),
})
export type StagedFile = z.infer<typeof stagedFileSchema>

/**
 * Why a file was not taken. `gone`: it is no longer where it was, or became another one while it was copied; `folder`: it is
 * no file.
 */
export const fileRefusal = z.enum(['empty', 'too-large', 'too-many', 'unreadable', 'gone', 'folder'])
export type FileRefusal = z.infer<typeof fileRefusal>

/** What became of files that were to be copied, each by its name. */
export const stagingSchema = z.object({
  staged: z.array(stagedFileSchema),
  refused: z.array(z.object({ name: z.string(), why: fileRefusal })),
})
export type Staging = z.infer<typeof stagingSchema>
