/** What a server of some version can do (FACTS §7). Forks report the same numbers, so this is a hint; answers decide. */
export interface Features {
  /** Before 3.0 the API is another one. */
  supported: boolean
  /** `updated_within`: without it catch-up pages through the list. */
  updatedWithin: boolean
  /** Stores `content_attributes` whole, marks included. */
  keepsAttributes: boolean
  /** Retrying an e-mail really sends it. */
  retriesEmail: boolean
  deletesConversations: boolean
  resetsToken: boolean
}

/** `4.10.1` → [4, 10, 1]; null for a text that is no version. */
export function parseVersion(text: string): [number, number, number] | null {
  const match = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?/.exec(text.trim())
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : null
}

/** True when `text` is at least `major.minor`; an unreadable version is taken for a new one. */
export function isAtLeast(text: string, major: number, minor: number): boolean {
  const version = parseVersion(text)
  return version === null || version[0] > major || (version[0] === major && version[1] >= minor)
}

/** The table of FACTS §7, for what Perch decides beforehand. */
export function featuresOf(version: string): Features {
  const isNew = isAtLeast(version, 4, 10)
  return {
    supported: isAtLeast(version, 3, 0),
    updatedWithin: isAtLeast(version, 3, 6),
    keepsAttributes: isNew,
    retriesEmail: isNew,
    deletesConversations: isNew,
    resetsToken: isNew,
  }
}
