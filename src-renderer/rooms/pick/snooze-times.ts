/** When a snooze may end. */
const HOUR = 3_600_000
/** Mornings begin at nine, as agents do. */
export const MORNING = 9

/** A time and the key of its name; null: until the customer writes. */
export interface SnoozeTime {
  id: 'reply' | 'hour' | 'later' | 'tomorrow' | 'monday' | 'week'
  at: number | null
}

function morning(now: number, days: number): number {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  return day.setHours(MORNING, 0, 0, 0)
}

/** The times on offer at this moment, soonest first; in the computer's time zone. */
export function snoozeTimes(now: number): SnoozeTime[] {
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7
  return [
    { id: 'hour', at: now + HOUR },
    { id: 'later', at: now + 4 * HOUR },
    { id: 'tomorrow', at: morning(now, 1) },
    ...(toMonday > 1 ? [{ id: 'monday' as const, at: morning(now, toMonday) }] : []),
    { id: 'week', at: morning(now, 7) },
    { id: 'reply', at: null },
  ]
}
