import { createHash } from 'node:crypto'

/** Names every file system takes and none confuses with another. */
const PLAIN = /^[a-z0-9][a-z0-9_-]{2,63}$/
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/

/** Profile id → file name without folder. An id that is not plain is cut down, and told apart by a hash of the whole. */
export function databaseName(profile: string): string {
  if (PLAIN.test(profile) && !RESERVED.test(profile)) return `${profile}.db`
  const readable = profile
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
  const hash = createHash('sha256').update(profile).digest('hex').slice(0, 16)
  return `${readable}.${hash}.db`
}
