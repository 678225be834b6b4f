/** Whom a mail goes to stands in the outbox with its words: from the press to the server, through restarts and back. */
import { describe, expect, test } from 'vitest'
import { makeDrafts } from '../../src-main/core/drafts'
import type { OutgoingMessage } from '../../src-main/core/ports'
import type { MessageId } from '../../src-preload/contract/ids'
import type { Recipients } from '../../src-preload/contract/message-parts'
import { NOBODY_ELSE } from '../../src-preload/contract/recipients'
import { conversation, keyOf, OutboxWorld } from '../fakes/outbox-world'
import { message } from '../fakes/desk'

const HERE = keyOf(0)
const CHOSEN: Recipients = { to: [], cc: ['cy@shop.example'], bcc: ['boss@perch.example'] }
const HEAD = { subject: 'Broken lamp', from: ['ana@shop.example'], to: ['help@perch.example'], cc: ['bo@shop.example'] }

async function begun(channel = 'Channel::Email') {
  const world = new OutboxWorld()
  const known = conversation(0, { channel })
  const talk = { ...known, contact: { ...known.contact, email: 'ana@shop.example' } }
  world.disk.state.conversations.set('1/1', { conversation: talk, evidenceAt: 0 })
  const came = { ...message(1, { mail: HEAD }), ...HERE }
  world.disk.state.messages.push({ message: came, evidenceAt: 0 })
  const sent: OutgoingMessage[] = []
  world.chatwoot.reads = (one) => {
    sent.push(one)
    return Promise.resolve()
  }
  await world.start()
  const drafts = makeDrafts({ store: world.store, facts: world.facts, clock: world.clock })
  return { world, drafts, recipients: () => sent.map((one) => one.recipients) }
}

describe('F7 recipients in the outbox', () => {
  test('F7 nobody was chosen: who had a copy of the last mail has one of the answer', async () => {
    const { world, recipients } = await begun()
    await world.send(0, { text: 'It is on its way' })
    await world.clock.advance(60_000)
    expect(recipients()).toEqual([{ to: [], cc: ['bo@shop.example'], bcc: [] }])
  })

  test('F7 whom the agent chose, after the end of the process as well', async () => {
    const { world, recipients } = await begun()
    await world.setLink(false)
    await world.send(0, { text: 'It is on its way', recipients: CHOSEN })
    await world.crash(0)
    await world.setLink(true)
    await world.clock.advance(60_000)
    expect(recipients()).toEqual([CHOSEN])
  })

  test('F7 the customer alone was chosen: nobody has a copy', async () => {
    const { world, recipients } = await begun()
    await world.send(0, { text: 'Between us', recipients: NOBODY_ELSE })
    await world.clock.advance(60_000)
    expect(recipients()).toEqual([NOBODY_ELSE])
  })

  test.each([
    ['a note', 'Channel::Email', { private: true, recipients: CHOSEN }],
    ['another channel', 'Channel::WebWidget', { recipients: CHOSEN }],
  ])('F7 %s goes to nobody', async (_, channel, reply) => {
    const { world, recipients } = await begun(channel)
    await world.send(0, { text: 'Only here', ...reply })
    await world.clock.advance(60_000)
    expect(recipients()).toEqual([null])
  })

  test('F7 M4 taken back they are the draft’s again, and gone with the next reply', async () => {
    const { world, drafts } = await begun()
    await world.setLink(false)
    await drafts.save(HERE, { text: 'To both', private: false, cursor: 0, recipients: CHOSEN })
    expect(await world.store.draft(HERE)).toMatchObject({ recipients: CHOSEN })
    await world.send(0, { text: 'To both', recipients: CHOSEN })
    expect(await world.store.draft(HERE)).toBeNull()
    await world.outbox.undo(world.disk.state.jobs[0]!.clientId)
    expect(await world.store.draft(HERE)).toMatchObject({ text: 'To both', recipients: CHOSEN })
  })

  test('F7 M4 taken back: the customer alone stays alone, and what went as last time goes so again', async () => {
    const { world } = await begun()
    await world.setLink(false)
    for (const recipients of [NOBODY_ELSE, undefined]) {
      await world.send(0, { text: 'Between us', recipients })
      await world.outbox.undo(world.disk.state.jobs[0]!.clientId)
      expect((await world.store.draft(HERE))?.recipients).toEqual(recipients)
      await world.store.commit((tx) => tx.removeDraft(HERE))
    }
  })

  test('F7 M4 dropped: whom the agent chose, and what it answered, are told to who wants it back', async () => {
    const { world } = await begun()
    await world.setLink(false)
    const inReplyTo = 1 as MessageId
    const chosen = await world.send(0, { text: 'To both', recipients: CHOSEN, inReplyTo })
    expect(await world.outbox.discard(chosen.clientId)).toEqual({ recipients: CHOSEN, inReplyTo })
    const usual = await world.send(0, { text: 'As always' })
    expect(await world.outbox.discard(usual.clientId)).toEqual({})
    expect(await world.outbox.discard(usual.clientId)).toBeNull()
  })
})
