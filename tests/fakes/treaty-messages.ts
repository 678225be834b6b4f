/** Messages for the door of main: good ones made from the treaty's own schemas, good ones with one thing wrong, and noise. */
import fc from 'fast-check'
import { z } from 'zod'
import type { CallName } from '../../src-preload/contract/names'
import { callSchemas } from '../../src-preload/contract/schemas'

/** The part of JSON Schema that zod writes for the treaty. */
interface Shape {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  format?: string
  properties?: Record<string, Shape>
  required?: string[]
  additionalProperties?: Shape | boolean
  propertyNames?: Shape
  items?: Shape
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  maxLength?: number
}

/** Ids that lead somewhere: the profile, its account and the conversations of the test. */
export interface KnownIds {
  profileId: string
  clientId: string
}

const MOST_LISTED = 4
const MOST_LETTERS = 40

/** Strings that have opened doors elsewhere. */
export const NASTY_TEXTS = [
  '',
  '\u0000',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  '\ud800',
  '\u202egnp.exe',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE messages; --",
  '👩‍👩‍👧‍👦',
]

/** An input that the schema of this call takes. */
export function goodInput(name: CallName, known: KnownIds): fc.Arbitrary<unknown> {
  const { input } = callSchemas[name]
  const shape = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape
  return fromShape(shape, known, '').filter((made) => input.safeParse(made).success)
}

function fromShape(shape: Shape, known: KnownIds, key: string): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom(...shape.enum)
  const ways = shape.anyOf ?? shape.oneOf
  if (ways) return fc.oneof(...ways.map((one) => fromShape(one, known, key)))
  switch (shape.type) {
    case 'object':
      return fromObject(shape, known)
    case 'array':
      return fc.array(fromShape(shape.items ?? {}, known, key), {
        minLength: shape.minItems ?? 0,
        maxLength: Math.min(shape.maxItems ?? MOST_LISTED, MOST_LISTED),
      })
    case 'string':
      return fromText(shape, known, key)
    case 'integer':
    case 'number':
      return fromNumber(shape)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    // What JSON cannot say: the bytes of a file.
    default:
      return fc.uint8Array({ maxLength: 16 })
  }
}

function fromObject({ properties = {}, required = [], ...shape }: Shape, known: KnownIds): fc.Arbitrary<unknown> {
  const { additionalProperties: rest, propertyNames } = shape
  if (typeof rest === 'object' && Object.keys(properties).length === 0) {
    const name = propertyNames ? fromShape(propertyNames, known, '').map(String) : fc.string({ maxLength: 10 })
    return fc.dictionary(name, fromShape(rest, known, ''), { maxKeys: MOST_LISTED, noNullPrototype: true })
  }
  const fields = Object.entries(properties).map(([key, one]) => [key, fromShape(one, known, key)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: required, noNullPrototype: true })
}

function fromText({ format, maxLength }: Shape, { profileId, clientId }: KnownIds, key: string): fc.Arbitrary<string> {
  if (key === 'profileId') return fc.constantFrom(profileId, 'nobody', '../..')
  if (format === 'uuid') return fc.oneof(fc.constant(clientId), fc.uuid())
  if (format === 'uri') return fc.oneof(fc.constant('https://chat.example'), fc.webUrl())
  const longest = Math.min(maxLength ?? MOST_LETTERS, MOST_LETTERS)
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: longest }),
    fc.constantFrom(...NASTY_TEXTS, 'online', 'https://chat.example', '12:30', '2026-01-05', 'label'),
  )
}

function fromNumber({ type, minimum, maximum, exclusiveMinimum }: Shape): fc.Arbitrary<number> {
  const least = minimum ?? (exclusiveMinimum === undefined ? Number.MIN_SAFE_INTEGER : exclusiveMinimum + 1)
  const most = maximum ?? Number.MAX_SAFE_INTEGER
  const small = [0, 1, 2, 3, -1].filter((one) => one >= least && one <= most)
  const wide = type === 'integer' ? fc.integer({ min: least, max: most }) : fc.double({ min: least, max: most, noNaN: true })
  return small.length === 0 ? wide : fc.oneof(fc.constantFrom(...small), wide)
}

const cyclic: Record<string, unknown> = {}
cyclic['self'] = cyclic

/** What can be cloned into main and is no message of ours: also what JSON cannot say. */
const NASTY: readonly unknown[] = [
  ...[undefined, null, true, Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 53, 10n, new Date(Number.NaN)],
  ...[new Map([['profileId', 'p1']]), new Set([1]), new Uint8Array(4), /a/, new Error('x'), [], {}, [[[[]]]], cyclic],
  JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  JSON.parse('{"constructor":{"prototype":1}}') as unknown,
  'x'.repeat(200_001),
  ...NASTY_TEXTS,
]

/** Anything at all. */
export const noise: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom('profileId', 'accountId', 'conversation', 'text', 'url', '__proto__', 'address'),
    fc.constantFrom(...NASTY),
    { maxKeys: 4 },
  ),
)

/** A good message made wrong where nobody can argue: a key that is not there, or one too many, or no object at all. */
export function malformed(good: Record<string, unknown>): fc.Arbitrary<unknown> {
  const surplus = fc
    .tuple(fc.constantFrom('token', 'file', 'prototype', '$where', 'x'), fc.constantFrom(...NASTY))
    .map(([key, value]) => ({ ...good, [key]: value }))
  const bare = fc.constantFrom<unknown>(
    ...[null, undefined, 'x', 5, [], [good], JSON.stringify(good), new Map(Object.entries(good))],
  )
  return fc.oneof(surplus, bare)
}

/** A good message with any one value of it replaced. */
export function spoiled(good: Record<string, unknown>): fc.Arbitrary<unknown> {
  const keys = Object.keys(good)
  if (keys.length === 0) return malformed(good)
  return fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...NASTY)).map(([key, value]) => ({ ...good, [key]: value }))
}
