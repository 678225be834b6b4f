/** Anything that can stand in a JSON text. */
export type Json = null | boolean | number | string | Json[] | JsonObject

/** An object of a JSON text; a key holding undefined is left out when it is written. */
export interface JsonObject {
  [key: string]: Json | undefined
}

/** True for objects proper: no lists, no null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object, or an empty one for anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

/** The texts and numbers of a list, as text; anything else counts as an empty list. */
export function asTexts(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return []
  return value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
}

/** The row numbers in a list that may also hold them as text. */
export function asIds(value: Json | undefined): number[] {
  return asTexts(value).map(Number).filter(Number.isInteger)
}

/** A text, number or boolean as text; anything else is an empty text. */
export function asText(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** True for true, and for the text a form makes of it. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true'
}
