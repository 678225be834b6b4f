/** A name with its keys, for tooltips. */
export function withKeys(label: string, keys: string[] | undefined): string {
  return keys && keys.length > 0 ? `${label} (${keys.join(' ')})` : label
}
