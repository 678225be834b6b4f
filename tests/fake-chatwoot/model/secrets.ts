import { createHash, randomBytes, randomUUID } from 'node:crypto'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A token as the real server makes them: 24 characters without those that look alike. */
export function newToken(): string {
  return randomFrom(BASE58, 24)
}

/** The key of a stored file: 28 characters. */
export function newBlobKey(): string {
  return randomFrom(BASE36, 28)
}

/** A random uuid. */
export function newUuid(): string {
  return randomUUID()
}

/** The form of a signed id: a readable part, two dashes, a check sum. */
export function signed(text: string): string {
  const part = Buffer.from(`{"_rails":{"message":"${text}","exp":null}}`).toString('base64url')
  return `${part}--${createHash('sha1').update(`fake-chatwoot ${text}`).digest('hex')}`
}

/** What was signed, or undefined when the check sum is wrong. */
export function unsigned(text: string): string | undefined {
  const plain = Buffer.from(text.split('--')[0] ?? '', 'base64url').toString()
  const found = /"message":"([^"]*)"/.exec(plain)?.[1]
  return found !== undefined && signed(found) === text ? found : undefined
}

function randomFrom(alphabet: string, length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
