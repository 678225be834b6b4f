/** The envelope of every answer over the bridge. A refusal is a value; a bug becomes `internal` with an incident id. */
export type AppError =
  | { kind: 'offline' | 'signed-out' | 'not-found' | 'needs-admin' | 'invalid-request' | 'throttled' }
  /** `words` are the server's own, shown as plain text. */
  | { kind: 'refused'; words: string }
  /** `incident` is what the agent can quote and the log holds. */
  | { kind: 'internal'; incident: string }

export type Answer<T> = { ok: true; value: T } | { ok: false; error: AppError }
