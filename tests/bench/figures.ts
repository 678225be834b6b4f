/** A measured figure against its baseline of the same run. `goal` is the greatest ratio allowed. */
export interface Figure {
  id: string
  value: number
  unit: string
  baseline: number
  ratio: number
  goal: number
  ok: boolean
}

/** Compares a value with what the baseline needed in the same run. */
export function figure(
  id: string,
  unit: string,
  { value, baseline, goal }: { value: number; baseline: number; goal: number },
): Figure {
  const ratio = Math.round((value / baseline) * 1000) / 1000
  return {
    id,
    value: Math.round(value * 10) / 10,
    unit,
    baseline: Math.round(baseline * 10) / 10,
    ratio,
    goal,
    ok: ratio <= goal,
  }
}

/** The value that this part of them (0 to 1) does not exceed. */
export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/** One JSON line per figure, then a table; the exit code says whether all goals were met. */
export function report(figures: Figure[]): void {
  for (const one of figures) process.stdout.write(`${JSON.stringify(one)}\n`)
  console.table(
    figures.map(({ id, value, unit, baseline, ratio, goal, ok }) => ({
      id,
      value: `${value} ${unit}`,
      baseline,
      ratio,
      goal,
      ok,
    })),
  )
  if (figures.some((one) => !one.ok)) process.exitCode = 1
}
