import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src-main/core/search/words'
import { accountId } from '../../src-preload/contract/ids'
import { aMessage, keyOf, NOON } from './examples'
import { temporaryStore } from './temporary'

type Model = Map<number, { conversation: number; text: string }>

const word = fc.constantFrom('ёлка', 'елка', 'заказ', 'parcel', 'Café', 'late')
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
const id = fc.integer({ min: 1, max: 12 })
const conversation = fc.integer({ min: 1, max: 3 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), conversation, id, text }),
  fc.record({ kind: fc.constant('takeBack' as const), id }),
  fc.record({ kind: fc.constant('remove' as const), conversation }),
  fc.record({ kind: fc.constant('index' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const place = temporaryStore()

async function put(conversationId: number, message: number, over: Record<string, unknown>): Promise<void> {
  await place.store.commit((tx) =>
    tx.putMessage({ message: aMessage(conversationId, message, { ...over, sender: null }), evidenceAt: NOON }),
  )
}

async function take(one: Step, model: Model): Promise<void> {
  if (one.kind === 'index') await place.store.commit((tx) => tx.indexSome(5))
  if (one.kind === 'remove') {
    await place.store.commit((tx) => tx.removeConversation(keyOf(1, one.conversation)))
    for (const [key, row] of model) if (row.conversation === one.conversation) model.delete(key)
  }
  const known = 'id' in one ? model.get(one.id) : undefined
  if (one.kind === 'takeBack' && known) {
    await put(known.conversation, one.id, { content: '', deleted: true })
    model.set(one.id, { ...known, text: '' })
  }
  if (one.kind === 'put') {
    const place = known?.conversation ?? one.conversation
    await put(place, one.id, { content: one.text })
    model.set(one.id, { conversation: place, text: one.text })
  }
}

async function found(wanted: string): Promise<(number | null)[]> {
  const rest = { from: [], inboxes: [], has: [], labels: [], conversation: null, before: null, after: null, limit: 50 }
  const words = [{ text: wanted, exact: false, not: false }]
  const hits = await place.store.search({ accounts: [accountId.parse(1)], words, ...rest })
  return hits.map(({ message }) => message.id)
}

function expected(wanted: string, model: Model): number[] {
  const fits = (line: string): boolean =>
    fold(line)
      .split(' ')
      .some((part) => part.startsWith(fold(wanted)))
  return [...model]
    .filter(([, row]) => fits(row.text))
    .map(([key]) => key)
    .sort((a, b) => b - a)
}

describe('F16 the index and what is stored', () => {
  it('F16 whatever is stored, changed and removed in whatever order, search gives what a walk through all gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), word, async (steps, wanted) => {
        const model: Model = new Map()
        for (const key of [1, 2, 3]) await place.store.commit((tx) => tx.removeConversation(keyOf(1, key)))
        for (const one of steps) await take(one, model)
        while ((await place.store.commit((tx) => tx.indexSome(25))) === 25);
        expect(await found(wanted)).toEqual(expected(wanted, model))
      }),
      { numRuns: 150 },
    )
  })
})
