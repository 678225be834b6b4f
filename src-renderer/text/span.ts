import { localeTag } from './t'

const UNITS = [
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** "2 hr", "40 sec": how long something took, in the largest unit it fills, as the language writes it. */
export function span(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? UNITS[3]
  const figure = ms / size
  const maximumFractionDigits = unit === 'second' && figure < 10 ? 1 : 0
  return new Intl.NumberFormat(localeTag(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(figure)
}
