/** How long a reply may rest, in seconds. */
export const undoSeconds = [0, 3, 5, 8, 10, 20, 30]

/** The offered values, with the present one among them whatever it is. */
export function offered(values: number[], present: number): number[] {
  return [...new Set([...values, present])].sort((a, b) => a - b)
}
