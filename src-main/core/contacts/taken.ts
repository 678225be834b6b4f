import type { UniqueField } from '../../../src-preload/contract/contact'

/** The server's names of what is unique, and how its sentences begin where it names nothing (FACTS §2 G12). */
const FIELDS: [UniqueField, string, RegExp][] = [
  ['email', 'email', /^e-?mail/i],
  ['phoneNumber', 'phone_number', /^phone/i],
  ['identifier', 'identifier', /^identifier/i],
]

/** Which field a refusal is about; null: none that is shown. */
export function takenField(fields: readonly string[], words: string): UniqueField | null {
  const named = FIELDS.find(([, name]) => fields.includes(name)) ?? FIELDS.find(([, , begins]) => begins.test(words))
  return named?.[0] ?? null
}
