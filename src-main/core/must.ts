/** Ends every switch: a case the compiler has not seen is a bug, said with the value's own words. */
export function assertNever(value: never): never {
  const name =
    typeof value === 'object' && value !== null && 'kind' in value ? String((value as { kind: unknown }).kind) : String(value)
  throw new Error(`Unexpected case: ${name}`)
}
