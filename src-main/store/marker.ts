/**
 * A marker travels as epoch seconds with six decimals and may come back as a number or a string; equal means within
 * 0.5 µs (HOUSE §5). Whole microseconds make that an equality an index can find.
 */
export function microseconds(marker: number): number {
  return Math.round(marker * 1e6)
}
