/** Epoch seconds above this are milliseconds of some future server. */
const SECONDS_LIMIT = 100_000_000_000

/**
 * Any of the server's four ways to write a time → epoch ms; `0`, null and nonsense → null (FACTS §3.2, §10.9).
 * Database time (`2026-11-22 08:48:53`) is UTC without saying so (FACTS §7).
 */
export function toMs(time: number | string | null | undefined): number | null {
  if (time === null || time === undefined || time === '' || time === 0) return null
  const text = typeof time === 'string' ? time.trim() : ''
  const number = typeof time === 'number' ? time : Number(text)
  if (Number.isFinite(number)) return number > 0 ? Math.round(number > SECONDS_LIMIT ? number : number * 1000) : null
  const parsed = Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text)
  return Number.isNaN(parsed) ? null : parsed
}

/** Time of a key that may be absent: absent stays absent, everything else is a time or null. */
export function timeField(time: number | string | null | undefined): number | null | undefined {
  return time === undefined ? undefined : toMs(time)
}

/** Pictures are "" when there is none (FACTS §3.5). */
export function url(text: string | null | undefined): string | null {
  return text ? text : null
}

/** Only keys that were told: an absent field never erases (HOUSE §6). */
export function told<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Partial<T> = {}
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key]
  return kept as T
}

/** Names an id as what it is; the treaty's brands exist only for the compiler. */
export function id<T extends number>(value: number): T {
  return value as T
}
