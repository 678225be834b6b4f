/** The list of profiles on disk. No secret ever enters it: the schema has no place for one, and unknown keys are dropped. */
import { z } from 'zod'
import { accountId, profileId } from '../../src-preload/contract/ids'
import { profileSchema } from '../../src-preload/contract/profiles'
import { shownCertificate } from '../../src-preload/contract/trust'
import type { Log, PinBook, ProfileBook, ProfileEntry } from '../core/ports'
import type { KeptFile } from './kept-file'

const entrySchema: z.ZodType<ProfileEntry> = z.object({
  id: profileId,
  baseUrl: z.url({ protocol: /^https?$/ }),
  version: z.string().nullable(),
  user: profileSchema.shape.user,
  accounts: z.array(z.object({ id: accountId, name: z.string(), role: z.string() })),
  colour: z.number().int().min(1).max(6),
  leaving: z.boolean().optional(),
})

/** Beside the profiles, whose names are UUIDs. */
const PINS = 'pins'
const UNREADABLE = { key: '', issuer: '', validFromAt: 0, validUntilAt: 0 }
const pinsSchema = z.record(z.string(), shownCertificate.catch(UNREADABLE)).catch({})

/** Profiles by id, in the order they were added. An entry that cannot be read is left out and kept in the `.bak`. */
export function makeProfileBook(file: KeptFile, log: Log): ProfileBook & PinBook {
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
    list: () => Object.entries(file.all()).flatMap(([name, value]) => (name === PINS ? [] : readOne(value))),
    put: (entry) => file.set({ [entry.id]: entrySchema.parse(entry) }),
    remove: (id) => file.remove(id),
    pins: () =>
      Object.fromEntries(Object.entries(pinsSchema.parse(file.all()[PINS] ?? {})).filter(([server]) => URL.canParse(server))),
    setPins: (pins) => file.set({ [PINS]: pins }),
  }
}
