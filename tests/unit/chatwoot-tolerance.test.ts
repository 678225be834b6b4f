/** Answers of servers that do not exist yet, or are not well: nothing throws, and what can be read is read (FACTS §7, rules). */
import { describe, expect, it } from 'vitest'
import { replay, stepsOf, type Step } from './recorded'
import { ROUTES } from './recorded-routes'

const answer = (body: unknown): Step => ({
  id: 'odd',
  request: {},
  response: { status: 200, media: 'application/json', form: 'json', body },
})

/** Nobody sends these on purpose. */
const ODD = [
  ...[null, true, 0, -1, 1e300, '', 'x', [], {}, [[]], [null], ['x'], [{}]],
  ...[{ payload: null }, { payload: 'x' }, { payload: [] }, { payload: {} }, { payload: [null, {}, { id: null }, { id: {} }] }],
  ...[{ data: null }, { data: { payload: null } }, { data: { meta: null, payload: [null, 7, { id: '7' }] } }],
  ...[{ id: '7' }, { id: 7, meta: [], messages: {}, contact_inboxes: 'x', accounts: 5, attachments: 'x', payload: { id: [] } }],
  { payload: { webhooks: null, webhook: 5, contact: [], contact_inbox: 'x', conversations: 5, contacts: {}, messages: 'x' } },
]

/** What names a row, or holds rows; everything else may be missing. */
const NEEDED = new Set([
  ...[
    'id',
    'payload',
    'data',
    'meta',
    'webhook',
    'webhooks',
    'contact',
    'contact_inbox',
    'conversations',
    'contacts',
    'messages',
  ],
  ...['title', 'attribute_key', 'version', 'pubsub_token', 'conversation_id', 'inbox', 'source_id', 'all_count', 'cache_keys'],
  ...['access_token', 'all_email_flags', 'primary_actor', 'sender'],
])

type Change = (key: string, value: unknown) => unknown

/** A copy of the answer with each value changed; `undefined` takes the key away. */
function changed(body: unknown, change: Change): unknown {
  if (Array.isArray(body)) return body.map((one) => changed(one, change))
  if (body === null || typeof body !== 'object') return body
  const entries = Object.entries(body).flatMap(([key, value]) => {
    if (NEEDED.has(key)) return [[key, changed(value, change)]]
    const next = change(key, value)
    return next === undefined ? [] : [[key, next === value ? changed(value, change) : next]]
  })
  return Object.fromEntries(entries) as unknown
}

let turn = 0
const CHANGES: [string, Change][] = [
  ['with new keys and new words', (_key, value) => (typeof value === 'string' && !/\d/.test(value) ? 'something-new' : value)],
  ['without what may be missing', () => undefined],
  ['with null instead', () => null],
  [
    'with something else instead',
    (_key, value) => (Array.isArray(value) ? 'x' : typeof value === 'object' ? [value] : { was: value }),
  ],
  ['with every second key missing', (_key, value) => ((turn += 1) % 2 ? undefined : value)],
]

/** The rows of a list or a page; what hangs on a row may be missing. */
const rowsOf = (value: unknown): number | null => {
  if (Array.isArray(value)) return value.length
  const page = value as Record<string, unknown> | null
  const list = [page?.['conversations'], page?.['contacts'], page?.['notifications']].find(Array.isArray)
  return list?.length ?? null
}

describe('odd answers', () => {
  it('G12 F1 no call throws, whatever comes: it is read, or it is unreadable', async () => {
    for (const body of ODD) {
      for (const [method, path, ask] of ROUTES) {
        const { kind } = await ask(replay(answer(body)))
        expect([`${method} ${path.source}`, JSON.stringify(body), kind]).toEqual([
          expect.anything(),
          expect.anything(),
          expect.stringMatching(/^(accepted|unsure)$/),
        ])
      }
    }
  })

  it.each(CHANGES)('G2 G3 G4 G5 G6 every recorded answer %s is still taken, with every row', async (_what, change) => {
    let taken = 0
    for (const step of [...stepsOf('4.2.0'), ...stepsOf('4.10.1')]) {
      const { method, path } = step.request
      const route = ROUTES.find(([verb, pattern]) => verb === method && pattern.test(path?.split('?')[0] ?? ''))
      if (!route || step.response?.form !== 'json') continue
      const real = await route[2](replay(step))
      if (real.kind !== 'accepted') continue
      const other = { ...step, response: { ...step.response, body: changed(step.response.body, change) } }
      const outcome = await route[2](replay(other))
      expect([step.id, outcome.kind]).toEqual([step.id, 'accepted'])
      if (outcome.kind === 'accepted') expect([step.id, rowsOf(outcome.value)]).toEqual([step.id, rowsOf(real.value)])
      taken += 1
    }
    expect(taken).toBeGreaterThan(900)
  })
})
