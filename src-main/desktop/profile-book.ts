/** The list of profiles on disk. No secret ever enters it: the schema has no place for one, and unknown keys are dropped. */
import { z } from 'zod'
import { accountId, profileId, userId } from '../../src-preload/contract/ids'
import type { Log, ProfileBook, ProfileEntry } from '../core/ports'
import type { KeptFile } from './kept-file'

const entrySchema: z.ZodType<ProfileEntry> = z.object({
  id: profileId,
  baseUrl: z.url({ protocol: /^https?$/ }),
  version: z.string().nullable(),
  user: z.object({ id: userId, name: z.string(), email: z.string().nullable(), avatarUrl: z.string().nullable() }),
  accounts: z.array(z.object({ id: accountId, name: z.string(), role: z.string() })),
  colour: z.number().int().min(1).max(6),
  leaving: z.boolean().optional(),
})

/** Profiles by id, in the order they were added. An entry that cannot be read is left out and kept in the `.bak`. */
export function makeProfileBook(file: KeptFile, log: Log): ProfileBook {
  let isCopyKept = false

  function readOne(value: unknown): ProfileEntry[] {
    const parsed = entrySchema.safeParse(value)
    if (parsed.success) return [parsed.data]
    log.warn('profile entry could not be read', { issues: parsed.error.issues.length })
    if (!isCopyKept) file.keepCopy()
    isCopyKept = true
    return []
  }

  return {
    list: () => Object.values(file.all()).flatMap(readOne),
    put: (entry) => file.set({ [entry.id]: entrySchema.parse(entry) }),
    remove: (id) => file.remove(id),
  }
}
