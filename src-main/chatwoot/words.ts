import { STATUS_CODES } from 'node:http'

/** Enough for any sentence of the server; a stack trace is not for the agent. */
const MAX_WORDS = 500

/** The server's own words out of the many shapes of an error body (FACTS §6.1). `null` when it said nothing. */
export function wordsOf(body: unknown): string | null {
  if (body === null || typeof body !== 'object') return null
  const { error, message, errors } = body as { error?: unknown; message?: unknown; errors?: unknown }
  const text = [error, message, errors].map(sentence).find((part) => part !== '')
  return text ? tidy(text) : null
}

/** What was not taken, in the server's names: only a record that does not pass its rules says so (FACTS §6.1). */
export function fieldsOf(body: unknown): string[] {
  const attributes = body !== null && typeof body === 'object' && 'attributes' in body ? body.attributes : null
  return Array.isArray(attributes) ? attributes.filter((one) => typeof one === 'string') : []
}

/** Words for a status that came without any. */
export function statusWords(status: number): string {
  return `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trim()
}

function sentence(part: unknown): string {
  if (typeof part === 'string') return part.trim()
  if (Array.isArray(part)) return part.map(sentence).filter(Boolean).join(', ')
  if (part === null || typeof part !== 'object') return ''
  return Object.entries(part)
    .map(([field, said]) => `${field}: ${sentence(said)}`)
    .join('; ')
}

function tidy(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim()
  return plain.length > MAX_WORDS ? `${plain.slice(0, MAX_WORDS - 1)}…` : plain
}

/** Which kind of 401 it is: the two texts about credentials are hard-coded English; all others are about rights (FACTS §6.2). */
export function signedOutBy(body: unknown): 'no-header' | 'bad-token' | null {
  const words = wordsOf(body) ?? ''
  if (words === 'Invalid Access Token') return 'bad-token'
  return words.startsWith('You need to sign in') ? 'no-header' : null
}
