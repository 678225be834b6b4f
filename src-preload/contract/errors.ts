/** The envelope of every answer over the bridge. A refusal is a value; a bug becomes `internal` with an incident id. */
export type AppError =
  | { kind: (typeof plainKinds)[number]; explained?: Explained | undefined }
  /** `words` are the server's own, shown as plain text. */
  | { kind: 'refused'; words: string; explained?: Explained | undefined }
  /** `incident` is what the agent can quote and the log holds. */
  | { kind: 'internal'; incident: string }

/** A row of core's table of errors: why, and what to do, as catalog keys; `words` are the server's own (G12). */
export interface Explained {
  why: string
  next: string
  detail: string | null
  words: string | null
}

/** Refusals that need no more words. `managed`: the organisation switched it off. The last four are of the database on this computer: nothing was kept. */
export const plainKinds = [
  'offline',
  'signed-out',
  'not-found',
  'needs-admin',
  'managed',
  'invalid-request',
  'throttled',
  'disk-full',
  'disk-trouble',
  'database-locked',
  'database-broken',
] as const

export type Answer<T> = { ok: true; value: T } | { ok: false; error: AppError }
