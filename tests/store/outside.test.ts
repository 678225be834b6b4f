import { describe, expect, test } from 'vitest'
import { NOON, aConversation, keyOf } from './examples'
import { temporaryStore } from './temporary'

const place = temporaryStore()

describe('what may have to go', () => {
  test('F3 the open ones of an account, and those outside some inboxes', async () => {
    await place.store.commit(async (tx) => {
      const rows = [
        aConversation(1, { inboxId: 3 }),
        aConversation(2, { inboxId: 4 }),
        aConversation(3, { inboxId: 4, status: 'resolved' }),
        aConversation(4, { inboxId: 4, accountId: 2 }),
      ]
      for (const conversation of rows) await tx.putConversation({ conversation, evidenceAt: NOON })
    })
    const one = keyOf(1, 1).accountId
    expect((await place.store.openConversations(one)).sort()).toEqual([1, 2])
    expect(await place.store.conversationsOutside(one, [3 as never])).toEqual([keyOf(1, 2), keyOf(1, 3)])
    expect(await place.store.conversationsOutside(one, [3 as never, 4 as never])).toEqual([])
    expect(await place.store.conversationsOutside(one, [])).toHaveLength(3)
  })
})
