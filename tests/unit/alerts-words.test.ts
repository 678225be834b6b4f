/** What an alert says of whom, when less is known than usual: no name, no inbox, no words. */
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src-main/core/ports'
import { alertOfMessage, alertOfStuck, alertOfSummary, type NewsOfConversation } from '../../src-main/core/alerts/words'
import { job } from '../fakes/jobs'
import { customerMessage } from '../fakes/messages'
import { conversation } from '../fakes/outbox-world'

const nobody = { ...conversation(0).contact, name: ' ' }
const unnamed = conversation(0, { contact: nobody })
const jonas = { type: 'user', id: 9, name: 'Jonas', avatarUrl: null } as const
const note = customerMessage(0, { type: 'outgoing', private: true, sender: jonas, content: 'She called twice' })

function news(some: Partial<NewsOfConversation> = {}): Alert {
  const manner = { key: 'k1', privacy: 'text', urgent: false, sound: null } as const
  const names = { conversation: conversation(0), inboxName: 'WhatsApp' }
  const rest = { kind: 'customer', message: customerMessage(0), waitedMs: 0, hasDraft: false, picture: null, count: 1 } as const
  return alertOfMessage({ ...manner, ...names, ...rest, ...some })
}

const attached = (type: string) => ({
  ...{ id: 1, type, name: '', url: null, thumbUrl: null },
  ...{ size: null, width: null, height: null },
})

describe('F1 a customer of whom little is known', () => {
  it('F1 is named by the message when the conversation is not here yet, and can be answered', () => {
    expect(news({ conversation: null, inboxName: null })).toMatchObject({
      ...{ title: { kind: 'name', name: 'Ana Ferreira' }, context: null, body: { text: 'Where is my parcel?' } },
      actions: ['reply', 'resolve', 'snooze', 'read'],
    })
  })

  it('F1 is somebody when neither has a name', () => {
    const someone = { textKey: 'alert.someone' }
    expect(news({ conversation: unnamed }).title).toMatchObject(someone)
    expect(news({ conversation: null, message: customerMessage(0, { sender: null }) }).title).toMatchObject(someone)
    expect(news({ conversation: null, message: null }).title).toMatchObject(someone)
  })

  it('F1 who can only be written to by a template is opened, not answered', () => {
    expect(news({ conversation: conversation(0, { canReply: false }) }).actions).toEqual(['open', 'resolve', 'snooze', 'read'])
  })

  it.each([
    ['audio', 'alert.audio'],
    ['video', 'alert.video'],
    ['file', 'alert.file'],
    ['location', 'alert.attachment'],
  ])('F1 %s without words is named', (type, textKey) => {
    expect(news({ message: customerMessage(0, { content: ' ', attachments: [attached(type)] }) }).body).toMatchObject({
      textKey,
    })
  })

  it('F1 a message with neither words nor files is still an alert', () => {
    expect(news({ message: customerMessage(0, { content: '' }) }).body).toMatchObject({ textKey: 'alert.attachment' })
  })
})

describe('F17 what may be said of a customer', () => {
  it('F17 names alone: no words, no place, and no button that needs the words to be read', () => {
    expect(news({ privacy: 'name' })).toMatchObject({
      ...{ title: { name: 'Ana Ferreira' }, context: null, actions: ['reply', 'read'] },
      body: { textKey: 'alert.newMessage', values: { channel: 'WhatsApp' } },
    })
    expect(news({ privacy: 'name', inboxName: null }).body).toMatchObject({ textKey: 'alert.openToRead' })
  })

  it('F17 nothing: a count and nobody; a colleague’s note is not somebody who wrote', () => {
    const closed = { privacy: 'nothing', picture: Uint8Array.of(1) } as const
    expect(news({ ...closed, count: 3 })).toMatchObject({
      ...{ title: { textKey: 'alert.someone' }, context: null, picture: null, actions: ['open'] },
      body: { textKey: 'alert.countOnly', values: { count: '3' } },
    })
    for (const kind of ['note', 'mention'] as const)
      expect(news({ ...closed, kind, message: note })).toMatchObject({
        ...{ title: { textKey: 'app.name' }, body: { textKey: 'alert.openToRead' } },
      })
  })
})

describe('F17 a customer who waits, in words', () => {
  const waiting = { kind: 'waiting', waitedMs: 20_000 } as const

  it('F17 never waits for no minute at all', () => {
    expect(news(waiting).title).toMatchObject({ textKey: 'alert.waits', values: { name: 'Ana Ferreira', count: '1' } })
  })

  it('F17 without words at hand, or allowed, the inbox is said', () => {
    const inbox = { textKey: 'alert.newMessage', values: { channel: 'WhatsApp' } }
    expect(news({ ...waiting, message: null })).toMatchObject({ context: 'WhatsApp', body: inbox })
    expect(news({ ...waiting, privacy: 'name' })).toMatchObject({ context: null, body: inbox })
    expect(news({ ...waiting, message: null, inboxName: null }).body).toMatchObject({ textKey: 'alert.openToRead' })
  })

  it('F17 without a name it is somebody', () => {
    for (const one of [unnamed, null])
      expect(news({ ...waiting, conversation: one }).title).toMatchObject({ textKey: 'alert.someone' })
  })
})

describe('F17 a colleague in an alert', () => {
  it('F17 a note says who wrote it about whom, and its words only where they may be read', () => {
    const shown = news({ kind: 'note', message: note })
    expect(shown).toMatchObject({
      ...{ title: { textKey: 'alert.note', values: { who: 'Jonas', name: 'Ana Ferreira' } }, context: 'WhatsApp' },
      ...{ body: { kind: 'customer', text: 'She called twice' }, actions: ['open', 'read'] },
    })
    const names = news({ kind: 'note', message: note, privacy: 'name' })
    expect(names).toMatchObject({ title: { values: { who: 'Jonas' } }, context: null, body: { textKey: 'alert.openToRead' } })
    expect(news({ kind: 'note', message: null }).body).toMatchObject({ textKey: 'alert.openToRead' })
  })

  it('F17 a mention says where, and is told even of a conversation that is not here', () => {
    expect(news({ kind: 'mention', message: note })).toMatchObject({
      ...{ title: { textKey: 'alert.mention', values: { who: 'Jonas' } } },
      body: { textKey: 'alert.mentionIn', values: { name: 'Ana Ferreira' } },
    })
    const bare = { kind: 'mention', conversation: null, message: { ...note, sender: null } } as const
    expect(news(bare)).toMatchObject({ title: { textKey: 'alert.mention' }, body: { textKey: 'alert.openToRead' } })
  })
})

describe('F1 one alert for many', () => {
  const named = (name: string) => ({ conversation: conversation(0, { contact: { ...nobody, name } }), inboxName: null })
  const summary = (names: Parameters<typeof alertOfSummary>[0]['names'], count: number) =>
    alertOfSummary({ key: 'k1', privacy: 'text', urgent: false, sound: null, names, count }).body

  it('F1 names those who have a name and counts the others', () => {
    const unknown = { conversation: null, inboxName: null }
    expect(summary([named('Ana'), named('Kofi')], 2)).toMatchObject({
      textKey: 'alert.manyNames',
      values: { names: 'Ana, Kofi' },
    })
    expect(summary([named('Ana'), named(' '), unknown], 3)).toMatchObject({
      ...{ textKey: 'alert.manyMore', values: { names: 'Ana', count: '2' } },
    })
    expect(summary([named(' '), unknown], 2)).toMatchObject({ textKey: 'alert.openToRead' })
  })
})

describe('M1 a reply that did not leave, in words', () => {
  const stuck = (some: Partial<Parameters<typeof alertOfStuck>[0]>) =>
    alertOfStuck({
      ...{ key: 'k1', privacy: 'text', job: job({ state: 'failed' }) },
      conversation: null,
      inboxName: null,
      ...some,
    })
  const refused = job({ state: 'failed', reason: { key: 'refused', words: ' Too long ' } })

  it('M1 says the server’s words, also where the inbox is not known; else our reason', () => {
    const values = { channel: 'WhatsApp', words: 'Too long' }
    expect(stuck({ job: refused, inboxName: 'WhatsApp' }).body).toMatchObject({ textKey: 'alert.notSentWhy', values })
    expect(stuck({ job: refused }).body).toEqual({ kind: 'customer', text: 'Too long' })
    expect(stuck({ job: refused, privacy: 'name' }).body).toMatchObject({ textKey: 'reason.refused' })
    expect(stuck({}).body).toMatchObject({ textKey: 'reason.other' })
  })

  it('M1 one that is held says so', () => {
    const held = stuck({ job: job({ state: 'held' }), conversation: conversation(0) })
    expect(held).toMatchObject({
      title: { textKey: 'alert.held', values: { name: 'Ana Ferreira' } },
      body: { textKey: 'alert.heldWhy' },
    })
  })

  it('M1 to somebody without a name it is just a reply', () => {
    for (const one of [null, unnamed])
      expect(stuck({ conversation: one }).title).toMatchObject({ textKey: 'alert.notSentPlain' })
  })
})
