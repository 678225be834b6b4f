/** How large the window's text can be, in per cent of what the system says; everything in the window grows with it. */
export const textSizes = [80, 90, 100, 110, 125, 150, 175, 200] as const
export type TextSize = (typeof textSizes)[number]

/** The next larger or smaller one; the last one stays. 0 is as it comes. */
export function stepTextSize(from: TextSize, step: 1 | -1 | 0): TextSize {
  return step === 0 ? 100 : (textSizes[textSizes.indexOf(from) + step] ?? from)
}
