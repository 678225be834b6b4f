/** Ways to reach a customer, as the server takes them (FACTS §2 G12). Pure: the field and the doorway ask the same. */

/** Something before and after one `@`, no spaces. */
export function isEmail(text: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(text)
}

/** E.164: a plus and up to fifteen digits. */
export function isPhone(text: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(text)
}
