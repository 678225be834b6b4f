/** `message create` in an e-mail inbox, against the fake: whom it goes to (F7). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conversation } from '../fake-chatwoot/model/rows'
import { startFakeChatwoot, type FakeChatwoot } from '../fake-chatwoot/start'
import { type } from './typed'

const ADMIN = 'AdaAdminTokenForTests111'

describe('a mail from the terminal', () => {
  let fake: FakeChatwoot
  let mails = 0
  beforeAll(async () => void (fake = await startFakeChatwoot()))
  afterAll(() => fake.stop())

  const create = ({ displayId }: Conversation, words: string) =>
    type(`message create ${displayId} --text ${words} --server ${fake.base} --account 1 --json`, {
      env: { PERCH_TOKEN: ADMIN },
    })

  /** A conversation whose customer wrote a mail with copies, to us among others. */
  const talkIn = (channelType: string): Conversation => {
    const { model } = fake
    const channel = channelType === 'Channel::Email' ? { email: 'help@perch.example' } : {}
    const inbox = model.addInbox({ name: 'Help', channelType, members: [model.user('admin')], channel })
    const from = `ana${(mails += 1)}@shop.example`
    const row = model.addConversation(inbox, model.addContact({ name: 'Ana', email: from }))
    const email = { from: [from], to: ['help@perch.example'], cc: ['bo@shop.example', 'HELP@perch.example'] }
    model.customerWrites(row, 'It came broken', { contentType: 'incoming_email', contentAttributes: { email } })
    return row
  }

  const sentTo = ({ messages }: Conversation) =>
    messages
      .filter((message) => message.type === 'outgoing')
      .map(({ content, contentAttributes: { to_emails, cc_emails, bcc_emails } }) => ({
        content,
        to_emails,
        cc_emails,
        bcc_emails,
      }))

  it('F7 goes to all who had a copy of the last one, unless it is told otherwise', async () => {
    const row = talkIn('Channel::Email')
    const ends = [
      await create(row, 'First'),
      await create(row, 'Second --to eva@shop.example --bcc boss@perch.example'),
      await create(row, 'Third --customer-only'),
      await create(row, 'Psst --private'),
    ]
    expect(ends.map(({ code, error }) => [code, error])).toEqual(ends.map(() => [0, '']))
    expect(sentTo(row)).toEqual([
      { content: 'First', cc_emails: ['bo@shop.example'] },
      { content: 'Second', to_emails: ['eva@shop.example'], bcc_emails: ['boss@perch.example'] },
      { content: 'Third' },
      { content: 'Psst' },
    ])
  })

  it.each([
    { what: 'an address', channel: 'Channel::Email', flags: '--cc bo', why: /something before and after/ },
    { what: 'a note', channel: 'Channel::Email', flags: '--private --cc bo@shop.example', why: /a note goes to no address/ },
    { what: 'a chat', channel: 'Channel::Api', flags: '--cc bo@shop.example', why: /inboxes of the e-mail channel/ },
  ])('F7 is not sent when its recipients make no sense: $what', async ({ channel, flags, why }) => {
    const row = talkIn(channel)
    const { code, error } = await create(row, `Hi ${flags}`)
    expect(code).not.toBe(0)
    expect(error).toMatch(why)
    expect(sentTo(row)).toEqual([])
  })
})
