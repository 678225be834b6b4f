import type { ClientId } from '../../../src-preload/contract/ids'

/** Two markers 1 µs apart differ by at least 0.76 µs as doubles of today's epoch, two readings of one by 0.24 at most. */
const TOLERANCE_S = 0.5e-6
const MICROS_PER_SECOND = 1_000_000

/** Three digits that differ between replies of the same millisecond. */
function digitsOf(clientId: ClientId): number {
  const tail = Number.parseInt(clientId.replaceAll('-', '').slice(-8), 16)
  return Number.isNaN(tail) ? 0 : tail % 1000
}

/**
 * The mark every version of the server keeps: `external_created_at` as epoch seconds with six decimals (FACTS §4.2).
 * It is the compose time, because old web bubbles show it as the time of the message; the last three decimals come from
 * the clientId. A taken one moves on by 1 µs.
 */
export async function makeMarker(
  at: number,
  clientId: ClientId,
  isTaken: (marker: number) => Promise<boolean>,
): Promise<number> {
  let micros = Math.floor(at) * 1000 + digitsOf(clientId)
  while (await isTaken(micros / MICROS_PER_SECOND)) micros += 1
  return micros / MICROS_PER_SECOND
}

/** Whether two markers are the same one: it may have travelled as text, so compare as numbers (FACTS §4.2). */
export function sameMarker(one: number | null | undefined, other: number | null | undefined): boolean {
  if (one === null || one === undefined || other === null || other === undefined) return false
  return Math.abs(one - other) < TOLERANCE_S
}
