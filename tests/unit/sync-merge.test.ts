import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConversationNews, MessageNews } from '../../src-main/core/news'
import type { StoredConversation, StoredMessage } from '../../src-main/core/ports'
import { isNewerPreview, mergeConversation, mergeMessage, mergeStatus, previewOf } from '../../src-main/core/sync/merge'

const ids = { accountId: 1, id: 7 } as Pick<ConversationNews, 'accountId' | 'id'>

function conversationNews(evidenceAt: number, fields: ConversationNews['fields']): ConversationNews {
  return { ...ids, evidenceAt, fields, messages: [] }
}

function messageNews(evidenceAt: number, fields: MessageNews['fields'], clientId: string | null = null): MessageNews {
  return { accountId: ids.accountId, conversationId: ids.id, id: 11 as never, evidenceAt, fields, clientId }
}

const statuses = fc.constantFrom('open', 'resolved', 'pending', 'snoozed')
const anyNews = fc.record({
  evidenceAt: fc.integer({ min: 1, max: 20 }),
  status: fc.option(statuses, { nil: undefined }),
  priority: fc.option(fc.constantFrom('low', 'urgent', null), { nil: undefined }),
  labels: fc.option(fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }), { nil: undefined }),
})

describe('F5 merge of conversations', () => {
  it('F5 an absent field never erases, an explicit null does', () => {
    const first = mergeConversation(null, conversationNews(10, { status: 'open', priority: 'high', muted: true }))
    const second = mergeConversation(first, conversationNews(11, { priority: null }))
    expect(second.conversation).toMatchObject({ status: 'open', priority: null, muted: true })
  })

  it('F5 older evidence only fills what never changes: a null may be newer truth', () => {
    const first = mergeConversation(null, conversationNews(10, { status: 'open', snoozedUntilAt: null, priority: null }))
    const late = conversationNews(5, { status: 'snoozed', snoozedUntilAt: 99, priority: 'high', channel: 'Channel::Api' })
    const second = mergeConversation(first, late)
    expect(second.conversation).toMatchObject({ status: 'open', snoozedUntilAt: null, priority: null, channel: 'Channel::Api' })
    expect(second.evidenceAt).toBe(10)
  })

  it('F5 keys of the contact merge by themselves: a socket event without them loses none', () => {
    const full = conversationNews(10, { contact: { id: 3 as never, name: 'Ana', email: 'ana@example.test', blocked: false } })
    const socket = conversationNews(11, { contact: { id: 3 as never, name: 'Ana F.' } })
    const merged = mergeConversation(mergeConversation(null, full), socket)
    expect(merged.conversation.contact).toMatchObject({ name: 'Ana F.', email: 'ana@example.test' })
  })

  it('F5 telling the same news twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyNews, { minLength: 1, maxLength: 12 }), (list) => {
        let stored: StoredConversation | null = null
        for (const { evidenceAt, ...fields } of list) {
          stored = mergeConversation(stored, conversationNews(evidenceAt, fields))
          expect(mergeConversation(stored, conversationNews(evidenceAt, fields))).toEqual(stored)
        }
      }),
    )
  })

  it('F5 whatever the order, a field holds what the newest evidence said of it when each news is complete', () => {
    const complete = fc.uniqueArray(fc.record({ evidenceAt: fc.integer({ min: 1, max: 50 }), status: statuses }), {
      selector: (news) => news.evidenceAt,
      minLength: 1,
      maxLength: 10,
    })
    fc.assert(
      fc.property(complete, (list) => {
        let stored: StoredConversation | null = null
        for (const { evidenceAt, status } of list) stored = mergeConversation(stored, conversationNews(evidenceAt, { status }))
        const newest = [...list].sort((a, b) => b.evidenceAt - a.evidenceAt)[0]
        expect(stored?.conversation.status).toBe(newest?.status)
      }),
    )
  })

  it('F5 "mark unread" may move the reading time back', () => {
    const read = mergeConversation(null, conversationNews(10, { agentLastSeenAt: 9_000 }))
    expect(mergeConversation(read, conversationNews(11, { agentLastSeenAt: 4_000 })).conversation.agentLastSeenAt).toBe(4_000)
    expect(mergeConversation(read, conversationNews(11, { status: 'open' })).conversation.agentLastSeenAt).toBe(9_000)
  })
})

describe('F2 merge of messages', () => {
  it('F2 status climbs sent → delivered → read and never falls', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('sent', 'delivered', 'read'), { minLength: 1 }), (list) => {
        let stored: StoredMessage | null = null
        for (const [index, status] of list.entries()) stored = mergeMessage(stored, messageNews(index + 1, { status }))
        const steps = ['sent', 'delivered', 'read']
        expect(stored?.message.status).toBe(steps[Math.max(...list.map((status) => steps.indexOf(status)))])
      }),
    )
  })

  it('F2 failed stays unless newer evidence says otherwise', () => {
    expect(mergeStatus('failed', 'delivered', false)).toBe('failed')
    expect(mergeStatus('failed', 'sent', true)).toBe('sent')
    expect(mergeStatus('sent', 'failed', true)).toBe('failed')
  })

  it('F2 our marks survive a server that forgets them', () => {
    const sent = mergeMessage(null, messageNews(1, { content: 'hi', marker: 1795343891.000123 }, 'c0ffee'))
    const wiped = mergeMessage(sent, messageNews(2, { content: 'hi', marker: null }))
    expect(wiped.message).toMatchObject({ clientId: 'c0ffee', marker: 1795343891.000123 })
  })

  it('F5 a deleted message stays deleted when an older frame comes late', () => {
    const created = messageNews(1, { content: 'secret', deleted: false })
    const deleted = mergeMessage(
      mergeMessage(null, created),
      messageNews(3, { content: 'This message was deleted', deleted: true }),
    )
    const late = mergeMessage(deleted, messageNews(4, { content: 'secret', deleted: false }))
    expect(late.message).toMatchObject({ deleted: true, content: 'This message was deleted' })
  })

  it('F10 the row shows the newest message that is not an activity line', () => {
    const base = mergeMessage(null, messageNews(1, { content: 'one', createdAt: 1_000 })).message
    const preview = previewOf(base)
    expect(isNewerPreview(preview, { ...base, id: 12 as never, createdAt: 2_000, type: 'activity' })).toBe(false)
    expect(isNewerPreview(preview, { ...base, id: 12 as never, createdAt: 2_000 })).toBe(true)
    expect(isNewerPreview(preview, { ...base, id: 12 as never, createdAt: 1_000 })).toBe(true)
    expect(isNewerPreview(preview, { ...base, id: 10 as never, createdAt: 1_000 })).toBe(false)
    expect(isNewerPreview(preview, { ...base, content: 'edited' })).toBe(true)
  })
})
