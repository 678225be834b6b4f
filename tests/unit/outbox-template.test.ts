/** A template on its way: like any reply, but no window of the channel stops it, and it never mixes with words (M14). */
import { describe, expect, test } from 'vitest'
import { makeDrafts } from '../../src-main/core/drafts'
import type { OutgoingMessage } from '../../src-main/core/ports'
import type { TemplateUse } from '../../src-preload/contract/message-template'
import { conversation, keyOf, OutboxWorld } from '../fakes/outbox-world'

const use: TemplateUse = { name: 'order_shipped', language: 'en_US', category: null, namespace: null, values: { 1: 'Ana' } }
const HERE = keyOf(0)
const DAY = 24 * 60 * 60_000

/** A WhatsApp conversation whose window is over, and what the server was sent. */
async function begun(options = {}) {
  const world = new OutboxWorld(options)
  world.chatwoot.canReply = () => false
  world.disk.state.conversations.set('1/1', {
    conversation: conversation(0, { channel: 'Channel::Whatsapp', canReply: false }),
    evidenceAt: 0,
  })
  const sent: OutgoingMessage[] = []
  world.chatwoot.reads = (message) => {
    sent.push(message)
    return Promise.resolve()
  }
  await world.start()
  const drafts = makeDrafts({ store: world.store, facts: world.facts, clock: world.clock })
  return { world, sent, drafts, draft: () => world.store.draft(HERE) }
}

describe('M14 a template in the outbox', () => {
  test('M14 leaves when the window is over, with its name and values; free words are held', async () => {
    const { world, sent } = await begun()
    await world.send(0, { text: 'Free words' })
    await world.send(0, { text: 'Hi Ana', template: use })
    await world.clock.advance(60_000)
    expect(sent.map(({ text, template }) => ({ text, template }))).toEqual([{ text: 'Hi Ana', template: use }])
    expect(world.disk.state.jobs.map(({ state, reason }) => [state, reason?.key])).toEqual([['held', 'window-closed']])
  })

  test('M14 waits without a line, survives the end of the process, and arrives once', async () => {
    const { world, sent } = await begun()
    await world.setLink(false)
    await world.send(0, { text: 'Hi Ana', template: use })
    await world.crash(0)
    expect(world.disk.state.jobs[0]).toMatchObject({ text: 'Hi Ana', template: use })
    await world.setLink(true)
    await world.clock.advance(60_000)
    expect(sent.map(({ template }) => template)).toEqual([use])
    expect(world.chatwoot.rows.filter(({ type }) => type === 'outgoing').map(({ content }) => content)).toEqual(['Hi Ana'])
  })

  test('M14 an answer that was lost is looked up: the second attempt is the same template', async () => {
    const { world, sent } = await begun()
    world.chatwoot.postPlan.push('lost-before-commit')
    await world.send(0, { text: 'Hi Ana', template: use })
    await world.clock.advance(DAY / 100)
    expect(sent.map(({ template }) => template)).toEqual([use, use])
    expect(world.chatwoot.rows.filter(({ type }) => type === 'outgoing')).toHaveLength(1)
  })

  test('M14 F6 leaves the words of the draft alone, and ends the template that was begun', async () => {
    const { world, drafts, draft } = await begun()
    await drafts.save(HERE, { text: 'A note for Bo', private: true, cursor: 3 })
    await drafts.keepTemplate(HERE, use)
    await world.send(0, { text: 'Hi Ana', template: use })
    expect(await draft()).toMatchObject({ text: 'A note for Bo', private: true, cursor: 3 })
    expect((await draft())?.template).toBeUndefined()
  })

  test('M14 F6 words that leave leave the template that was begun', async () => {
    const { world, drafts, draft } = await begun()
    await drafts.save(HERE, { text: 'Bo, call her', private: true, cursor: 3 })
    await drafts.keepTemplate(HERE, use)
    await world.send(0, { text: 'Bo, call her', private: true })
    expect(await draft()).toMatchObject({ text: '', template: use })
    await drafts.keepTemplate(HERE, null)
    expect(await draft()).toBeNull()
  })

  test('M14 M4 taken back it is begun again, with its values, beside what was written meanwhile', async () => {
    const { world, drafts, draft } = await begun({ undoMs: 5_000 })
    const one = await world.send(0, { text: 'Hi Ana', template: use })
    await drafts.save(HERE, { text: 'Meanwhile', private: true, cursor: 9 })
    expect(await world.undo(one)).toBe(true)
    expect(await draft()).toMatchObject({ text: 'Meanwhile', private: true, template: use })
    expect(world.disk.state.jobs).toEqual([])
  })

  test('M14 M4 taken back while another one is begun its words are kept', async () => {
    const { world, drafts, draft } = await begun({ undoMs: 5_000 })
    const one = await world.send(0, { text: 'Hi Ana', template: use })
    const other = { ...use, name: 'other' }
    await drafts.keepTemplate(HERE, other)
    expect(await world.undo(one)).toBe(true)
    expect(await draft()).toMatchObject({ text: 'Hi Ana', template: other })
  })

  test('M14 F6 a template alone is a draft; typing and clearing words beside it loses nothing', async () => {
    const { world, drafts, draft } = await begun()
    await drafts.keepTemplate(HERE, use)
    expect(world.told.filter(({ kind }) => kind === 'DraftChanged')).toHaveLength(1)
    await drafts.save(HERE, { text: 'x', private: false, cursor: 1 })
    await drafts.save(HERE, { text: '', private: false, cursor: 0 })
    expect(await draft()).toMatchObject({ text: '', template: use })
  })

  test('M14 a failed one goes again as the same template', async () => {
    const { world, sent } = await begun()
    world.chatwoot.postPlan.push('refused')
    const one = await world.send(0, { text: 'Hi Ana', template: use })
    await world.clock.advance(60_000)
    expect(world.disk.state.jobs[0]?.state).toBe('failed')
    await world.outbox.retry(one.clientId)
    await world.clock.advance(60_000)
    expect(sent.at(-1)).toMatchObject({ text: 'Hi Ana', template: use })
    expect(world.disk.state.jobs).toEqual([])
  })
})
