/** Changes of conversations that the server does not have yet, over the real database. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { accountId, contactId } from '../../src-preload/contract/ids'
import { PAGE } from './damaged'
import { collectHandles } from './handles'
import { aConversation, anAction, keyOf } from './examples'
import { temporaryStore } from './temporary'

const place = temporaryStore()

describe('F9 actions are kept', () => {
  test('F9 each kind comes back as it was, also after the database was closed', async () => {
    const { contact } = aConversation(1)
    const kept = [
      anAction(1, { change: { kind: 'seen' }, after: { unreadCount: 0, agentLastSeenAt: 5 } }),
      anAction(2, {
        change: { kind: 'contact', contactId: contact.id, fields: { name: 'Ana', email: null } },
        before: { contact },
      }),
      anAction(3, { state: 'held', reason: { key: 'customer-wrote', words: null } }),
    ]
    await place.store.commit(async (tx) => {
      for (const action of kept) await tx.putAction(action)
    })
    await place.reopen()
    expect(await place.store.actions()).toEqual(kept)
    expect(await place.store.actionsOf(keyOf(1, 2))).toEqual([])
  })

  test('F9 what lies on top of a conversation: its own and those on customers, of this account only', async () => {
    const change = { kind: 'contact', contactId: contactId.parse(7), fields: { name: 'Ana' } } as const
    const kept = [
      anAction(1),
      anAction(2, keyOf(1, 2)),
      anAction(3, { ...keyOf(1, 2), change }),
      anAction(4, keyOf(2, 1)),
      anAction(5, { ...keyOf(2, 9), change }),
    ]
    await place.store.commit(async (tx) => {
      for (const action of kept) await tx.putAction(action)
    })
    expect(await place.store.actionsOver(keyOf(1, 1))).toEqual([kept[0], kept[2]])
    expect(await place.store.action(kept[3]?.id ?? '')).toEqual(kept[3])
    expect(await place.store.action('nobody')).toBeNull()
  })

  test('F9 the conversations of a customer are found, of this account only', async () => {
    const ana = aConversation(1).contact
    const here = [aConversation(1), aConversation(2, { contact: ana }), aConversation(3)]
    const elsewhere = aConversation(9, { accountId: 2, contact: ana })
    await place.store.commit(async (tx) => {
      for (const conversation of [...here, elsewhere]) await tx.putConversation({ conversation, evidenceAt: 1 })
    })
    const found = await place.store.conversationsOf(accountId.parse(1), contactId.parse(ana.id))
    expect(found).toEqual([keyOf(1, 1), keyOf(1, 2)])
  })

  test('F9 they are saved from a damaged file', async () => {
    const kept = [anAction(1), anAction(2, { ...keyOf(1, 2), change: { kind: 'seen' }, after: {} })]
    await place.store.commit(async (tx) => {
      for (const id of [1, 2]) await tx.putConversation({ conversation: aConversation(id), evidenceAt: 1 })
      for (const action of kept) await tx.putAction(action)
    })
    await place.reopen(async (file) => {
      await collectHandles()
      writeFileSync(file, readFileSync(file).fill(0, 0, PAGE))
    })
    expect(place.store.salvage).not.toBeNull()
    expect(await place.store.actions()).toEqual(kept)
  })

  test('F9 they go with their conversation', async () => {
    await place.store.commit(async (tx) => {
      await tx.putConversation({ conversation: aConversation(1), evidenceAt: 1 })
      await tx.putAction(anAction(1))
      await tx.putAction(anAction(2, keyOf(1, 2)))
      await tx.removeConversation(keyOf(1, 1))
    })
    expect((await place.store.actions()).map(({ conversationId }) => conversationId)).toEqual([2])
  })
})
