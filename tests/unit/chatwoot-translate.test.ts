import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toConversationNews } from '../../src-main/chatwoot/translate/conversation'
import { toInbox } from '../../src-main/chatwoot/translate/directory'
import { toServerEvent } from '../../src-main/chatwoot/translate/event'
import { toMessageNews } from '../../src-main/chatwoot/translate/message'
import { toMs } from '../../src-main/chatwoot/translate/plain'
import { conversationWire } from '../../src-main/chatwoot/wire/conversation'
import { inboxWire } from '../../src-main/chatwoot/wire/directory'
import { eventWire } from '../../src-main/chatwoot/wire/event'
import { messageWire } from '../../src-main/chatwoot/wire/message'
import { rows } from '../../src-main/chatwoot/wire/parts'
import { conversationSchema, messageSchema } from '../../src-preload/contract/entities'
import type { AccountId, ConversationId, UserId } from '../../src-preload/contract/ids'

const accountId = 1 as AccountId
const context = { accountId, conversationId: 7 as ConversationId, evidenceAt: 5 }
const rest = { accountId, from: 'rest', at: 5 } as const
const socket = { accountId, from: 'socket', at: 5 } as const

const message = (row: object) =>
  toMessageNews(messageWire.parse({ id: 3, message_type: 1, content_attributes: {}, ...row }), context)?.fields
const conversation = (row: object, from: typeof rest | typeof socket = rest) =>
  toConversationNews(conversationWire.parse({ id: 7, ...row }), from).fields

describe('times', () => {
  it.each([
    [1795343898, 1795343898000],
    [1795343892.6057138, 1795343892606],
    ['1795343898', 1795343898000],
    ['2026-11-22T10:38:18.702Z', 1795343898702],
    ['2026-11-22 10:38:18', 1795343898000],
    [0, null],
    ['0', null],
    [null, null],
    [undefined, null],
    ['', null],
    ['soon', null],
    [-5, null],
  ])('F5 %j is %j', (time, expected) => {
    expect(toMs(time)).toBe(expected)
  })
})

describe('messages', () => {
  it('F2 the mark is a number from JSON and a text from a form', () => {
    expect(message({ content_attributes: { external_created_at: 1795343898.123456 } })?.marker).toBe(1795343898.123456)
    expect(message({ content_attributes: { external_created_at: '1795343898.123456' } })?.marker).toBe(1795343898.123456)
    for (const odd of ['', 'x', null, {}, true])
      expect(message({ content_attributes: { external_created_at: odd } })).not.toHaveProperty('marker')
  })

  it('F2 our id comes back as echo_id, or from where 4.10 keeps it', () => {
    const id = (row: object) => toMessageNews(messageWire.parse({ id: 3, ...row }), context)?.clientId
    expect(id({ echo_id: 'a' })).toBe('a')
    expect(id({ content_attributes: { client_message_id: 'b' } })).toBe('b')
    expect(id({})).toBeNull()
  })

  it('G5 the head and html of an e-mail', () => {
    const email = {
      subject: 'Order',
      from: ['eva@example.test'],
      to: ['shop@example.test'],
      cc: null,
      html_content: { full: '<p>Hi</p>', reply: 'Hi' },
    }
    expect(message({ content_type: 'incoming_email', content_attributes: { email } })).toMatchObject({
      html: '<p>Hi</p>',
      mail: { subject: 'Order', from: ['eva@example.test'], to: ['shop@example.test'], cc: [] },
    })
    expect(message({ content_attributes: { to_emails: 'a@x.test, b@x.test', cc_emails: ['c@x.test'] } })?.mail).toEqual({
      subject: null,
      from: [],
      to: ['a@x.test', 'b@x.test'],
      cc: ['c@x.test'],
    })
    expect(message({})).toMatchObject({ html: null, mail: null, error: null, deleted: false, inReplyTo: null })
  })

  it('G5 deleted, failed, answered; no content; a kind we do not know', () => {
    expect(message({ content_attributes: { deleted: true } })?.deleted).toBe(true)
    expect(message({ status: 'failed', content_attributes: { external_error: 'no route' } })).toMatchObject({
      status: 'failed',
      error: 'no route',
    })
    expect(message({ content: null })?.content).toBe('')
    expect(message({ content: 17 })?.content).toBe('17')
    expect(message({ message_type: 9 })?.type).toBe('activity')
    expect(message({ message_type: 'incoming' })?.type).toBe('incoming')
    expect(message({ sender_type: 'AgentBot', sender_id: 4 })?.sender).toEqual({
      type: 'agent_bot',
      id: 4,
      name: '',
      avatarUrl: null,
    })
    expect(message({})?.sender).toBeNull()
    expect(message({ sender: { id: 1, type: 'contact', name: 'Eva', blocked: true } })?.sender?.blocked).toBe(true)
  })

  it('F18 files: name from the address, order by id, no address for a place', () => {
    const attachments = [
      { id: 9, file_type: 'file', data_url: 'http://x/rails/blobs/redirect/s/%D0%B0%201.txt?disposition=a', thumb_url: '' },
      { id: 8, file_type: 'location', data_url: null, fallback_title: 'Home' },
      'broken',
      { id: 10, file_type: 'embed', data_url: 'http://x/%zz' },
    ]
    expect(
      message({ attachments })?.attachments?.map(({ id, name, url, thumbUrl }) => [id, name, url !== null, thumbUrl]),
    ).toEqual([
      [8, 'Home', false, null],
      [9, 'а 1.txt', true, null],
      [10, '%zz', true, null],
    ])
  })
})

describe('conversations', () => {
  it('F5 in REST "nobody" is an absent key, on the socket it is a null; what is not told stays away', () => {
    const meta = { sender: { id: 2, name: 'Eva' } }
    expect(conversation({ meta })).toMatchObject({ assignee: null, team: null })
    expect(conversation({ meta }, socket)).not.toHaveProperty('assignee')
    expect(conversation({ meta: { ...meta, assignee: null, team: null } }, socket)).toMatchObject({
      assignee: null,
      team: null,
    })
    expect(Object.keys(conversation({}, socket))).toEqual([])
    expect(conversation({ meta }).contact).toEqual({ id: 2, name: 'Eva' })
  })

  it('F10 a bot never passes for the agent with the same number', () => {
    const assignee = { id: 2, name: 'Robo' }
    expect(conversation({ meta: { assignee, assignee_type: 'AgentBot' } }).assignee?.id).toBe(-2)
    expect(conversation({ meta: { assignee, assignee_type: 'User' } }).assignee?.id).toBe(2)
  })

  it('F3 F10 nobody waits in a resolved conversation, nor after our own answer', () => {
    const waiting = (row: object) => conversation({ waiting_since: 100, ...row }).waitingSinceAt
    const said = (row: object) => ({
      last_non_activity_message: { id: 1, message_type: 1, private: false, sender: { type: 'user', id: 2 }, ...row },
    })
    expect(waiting({ status: 'open' })).toBe(100_000)
    expect(waiting({ status: 'resolved' })).toBeNull()
    expect(waiting({ status: 'open', ...said({}) })).toBeNull()
    expect(waiting({ status: 'open', ...said({ message_type: 0 }) })).toBe(100_000)
    expect(waiting({ status: 'open', ...said({ private: true }) })).toBe(100_000)
    expect(waiting({ status: 'open', ...said({ sender: { type: 'agent_bot', id: 2 } }) })).toBe(100_000)
    expect(conversation({ status: 'open', waiting_since: 0 }).waitingSinceAt).toBeNull()
    expect(conversation({ status: 'open' })).not.toHaveProperty('waitingSinceAt')
  })
})

describe('tolerance', () => {
  it('F1 one broken row does not lose the page', () => {
    expect(
      rows(messageWire, [{ id: 1 }, null, 'x', { content: 'no id' }, { id: null }, { id: '' }, { id: '2' }]),
    ).toMatchObject({
      rows: [{ id: 1 }, { id: 2 }],
      dropped: 5,
    })
  })

  it('F1 whatever a server sends, translation never throws and never breaks the treaty', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(null, 0, -1, '', 'x', [], {}, true, 1e300))
    const keys = [...Object.keys(messageWire.shape), ...Object.keys(conversationWire.shape)]
    const row = fc.dictionary(fc.constantFrom(...keys), odd).map((given) => ({ ...given, id: 7, account_id: 1 }))
    const event = fc.constantFrom(
      'message.created',
      'message.updated',
      'conversation.updated',
      'conversation.typing_on',
      'contact.updated',
      'notification.updated',
      'presence.update',
      'x',
    )
    fc.assert(
      fc.property(event, row, (name, data) => {
        const told = toServerEvent(eventWire.parse({ event: name, data }), { accountId, userId: 2 as UserId, at: 1 })
        if (told.kind === 'message-created')
          expect(messageSchema.partial().safeParse(told.message.fields).error).toBeUndefined()
        if (told.kind === 'conversation-changed') {
          const { contact, ...fields } = told.conversation.fields
          expect(conversationSchema.partial().safeParse(fields).error).toBeUndefined()
          expect(conversationSchema.shape.contact.partial().safeParse(contact ?? {}).error).toBeUndefined()
        }
      }),
      { numRuns: 500 },
    )
  }, 60_000)
})

describe('the reply window of an API inbox', () => {
  it.each([
    ['24', 24],
    [6, 6],
    ['', null],
    [null, null],
    ['soon', null],
    [-1, null],
    [{ hours: 3 }, null],
  ])('M14 %j is %j hours', (own, hours) => {
    const attributes = { additional_attributes: { agent_reply_time_window: own } }
    expect(toInbox(inboxWire.parse({ id: 1, channel_type: 'Channel::Api', ...attributes })).replyHours).toBe(hours)
    expect(toInbox(inboxWire.parse({ id: 1, channel_type: 'Channel::Line', ...attributes })).replyHours).toBeNull()
  })
})

describe('secrets', () => {
  it('F17 the passwords of an inbox do not get through', () => {
    const secrets = {
      imap_password: 's3cret',
      smtp_password: 's3cret',
      hmac_token: 's3cret',
      auth_token: 's3cret',
      provider_config: { api_key: 's3cret' },
    }
    expect(
      JSON.stringify(toInbox(inboxWire.parse({ id: 1, name: 'Mail', channel_type: 'Channel::Email', ...secrets }))),
    ).not.toContain('s3cret')
  })

  it('F17 nor does the token of a contact', () => {
    const news = toConversationNews(
      conversationWire.parse({ id: 7, contact_inbox: { pubsub_token: 's3cret' }, meta: { sender: { id: 1 } } }),
      socket,
    )
    expect(JSON.stringify(news)).not.toContain('s3cret')
  })
})
