import type { MissedCard } from '../../../src-preload/contract/schemas/missed'
import type { Alert, AlertLine } from '../ports'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The one alert that a card may have: numbers only, so it is the same at every privacy level. */
export function alertOfMissed(key: string, { waiting, handled, mentions, stuck }: MissedCard, now: number): Alert {
  const rest = [
    ...(waiting.longestSinceAt === null ? [] : [longest(now - waiting.longestSinceAt)]),
    ...counted('alert.missedHandled', handled.total),
    ...counted('alert.missedMentions', mentions.total),
    ...counted('alert.missedStuck', stuck.total),
  ]
  const [head, ...lines] = [...counted('alert.missedWait', waiting.total), ...rest]
  const title = { kind: 'text' as const, ...(head ?? { textKey: 'alert.missed', values: {} }) }
  return { key, title, context: null, body: { kind: 'lines', lines }, actions: ['open'], urgent: false }
}

function longest(waitsMs: number): AlertLine {
  const hours = Math.floor(waitsMs / HOUR_MS)
  if (hours >= 2) return { textKey: 'alert.missedHours', values: { count: String(hours) } }
  return { textKey: 'alert.missedMinutes', values: { count: String(Math.max(1, Math.floor(waitsMs / MINUTE_MS))) } }
}

function counted(textKey: string, count: number): AlertLine[] {
  return count === 0 ? [] : [{ textKey, values: { count: String(count) } }]
}
