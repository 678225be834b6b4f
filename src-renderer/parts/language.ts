/** Which language a customer writes in, as far as the server says (FACTS §3.1: `conversation_language`, `browser_language`). */

const CODE = /^[a-z]{2,3}\b/i

function codeOf(value: unknown): string | null {
  return typeof value === 'string' ? (CODE.exec(value.trim())?.[0].toLowerCase() ?? null) : null
}

/** Its name in the language of the window, when that is another one; null: the same, or nobody knows. */
export function foreignLanguage(attributes: Record<string, unknown>, own: string): string | null {
  const code = codeOf(attributes['conversation_language']) ?? codeOf(attributes['browser_language'])
  if (code === null || code === codeOf(own)) return null
  const name = new Intl.DisplayNames([own], { type: 'language', fallback: 'none' }).of(code)
  return name ?? null
}
