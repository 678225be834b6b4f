const FIRST_MS = 2_000
const LONGEST_MS = 60_000
const MINUTE_MS = 60_000
/** A whole office wakes at the same minute: spread it. */
const SPREAD_MS = 5_000

/** Pause after the nth failure in a row: 2, 4, 8 … 60 s, shortened by up to half so that lanes do not march in step. */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, Math.max(0, failures - 1)))
  return Math.max(FIRST_MS, Math.round(full * (0.5 + random / 2)))
}

/** The server counts requests in wall-clock minutes and sends no Retry-After: try in the next one (FACTS §6.4). */
export function nextMinuteAt(now: number, random: number): number {
  return (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS + 250 + Math.round(random * SPREAD_MS)
}
