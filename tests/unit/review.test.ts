/** M15: field mode holds what is written offline, shows what happened meanwhile, and lets go what was looked at. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src-preload/contract/entities'
import type { ConversationKey, MessageId } from '../../src-preload/contract/ids'
import { customerMessage } from '../fakes/messages'
import { keyOf, type OutboxWorld } from '../fakes/outbox-world'
import { me, openReviewWorld, reviewOf } from '../fakes/review-world'

const resolved = { kind: 'status', status: 'resolved', snoozedUntilAt: null } as const
let world: OutboxWorld

beforeEach(async () => {
  world = await openReviewWorld()
})

const jobs = () => world.disk.state.jobs
const actions = () => world.disk.state.actions
const status = async () => (await world.store.conversation(keyOf(0)))?.conversation.status
const list = () => reviewOf(world)
const act = (key: ConversationKey = keyOf(0)) => world.outbox.change({ conversation: key, change: resolved, seenId: null })

/** The server's newest messages are here, as after a catch-up. */
async function arrive(changes: Partial<Message>): Promise<MessageId> {
  const row = world.chatwoot.write(keyOf(0), { content: changes.content ?? 'Still there?' })
  const message = customerMessage(0, { ...changes, id: row.id as MessageId })
  await world.store.commit((tx) => tx.putMessage({ message, evidenceAt: 1 }))
  return row.id as MessageId
}

describe('M15 what is written offline', () => {
  it('M15 is held at once, without a ring, over a restart and the way back; its change stays on the screen', async () => {
    await world.setLink(false)
    await world.send(0)
    await act()
    expect(jobs()).toMatchObject([{ state: 'held', reason: { key: 'review' }, notBeforeAt: null }])
    expect(actions()).toMatchObject([{ state: 'held', reason: { key: 'review' } }])
    expect(await status()).toBe('resolved')
    await world.crash(0)
    await world.setLink(true)
    await world.clock.advance(10 * 60_000)
    expect(world.chatwoot.posts).toBe(0)
    expect(jobs()).toHaveLength(1)
    expect(await status()).toBe('resolved')
    // It is no fault: nobody is alerted.
    expect(world.told.filter(({ kind }) => kind === 'ReplyHeld' || kind === 'ActionHeld')).toEqual([])
  })

  it('M15 with the line there, or without field mode, nothing is different', async () => {
    await world.send(0)
    await world.clock.advance(10_000)
    expect(world.chatwoot.posts).toBe(1)
    await world.setField(false)
    await world.setLink(false)
    await world.send(0)
    await world.clock.advance(10_000)
    expect(jobs()).toMatchObject([{ state: 'queued' }])
    await world.setLink(true)
    await world.clock.advance(10_000)
    expect(world.chatwoot.posts).toBe(2)
  })

  it('M15 a reply that was resting when the line went, and one that waits when field mode begins, are held too', async () => {
    await world.send(0)
    await world.setLink(false)
    await world.clock.advance(6_000)
    expect(jobs()).toMatchObject([{ state: 'held', reason: { key: 'review' } }])
    await world.setField(false)
    await world.send(1)
    await act()
    await world.clock.advance(6_000)
    expect(jobs()).toMatchObject([{ state: 'held' }, { state: 'queued' }])
    await world.setField(true)
    expect(jobs()).toMatchObject([{ state: 'held' }, { state: 'held', reason: { key: 'review' } }])
    expect(actions()).toMatchObject([{ state: 'held', reason: { key: 'review' } }])
  })

  it('M15 leaves neither by "send now" nor by a review while the server is away', async () => {
    await world.setLink(false)
    const { clientId } = await world.send(0)
    await act()
    expect(await world.outbox.release(clientId)).toBe(false)
    expect(await world.outbox.releaseAction(actions()[0]!.id)).toBe(false)
    expect(await world.outbox.pass([{ kind: 'reply', clientId, seenId: null }])).toBe(0)
    await world.outbox.endRests('all')
    expect(jobs()).toMatchObject([{ state: 'held' }])
    expect(actions()).toMatchObject([{ state: 'held' }])
  })

  it('M15 can be taken back and dropped there', async () => {
    await world.setLink(false)
    const one = await world.send(0)
    const other = await world.send(0)
    expect(await world.undo(one)).toBe(true)
    expect(await world.outbox.discard(other.clientId)).not.toBeNull()
    await act()
    expect(await world.outbox.undoAction(actions()[0]!.id)).toBe(true)
    expect(await status()).toBe('open')
    expect([jobs(), actions()]).toEqual([[], []])
  })
})

describe('M15 the review', () => {
  it('M15 shows each beside what others did since, and says what speaks against it', async () => {
    await world.setLink(false)
    await world.send(0)
    await world.send(0, { private: true })
    await act()
    expect((await list()).map(({ kind, changed }) => [kind, changed])).toEqual([
      ['reply', null],
      ['reply', null],
      ['action', null],
    ])
    for (let n = 1; n <= 7; n += 1) await arrive({ content: `line ${n}` })
    const seenId = await arrive({ type: 'outgoing', sender: { type: 'user', id: me.id, name: 'Me', avatarUrl: null } })
    const items = await list()
    expect(items[0]).toMatchObject({ changed: { key: 'customer-wrote' }, more: 2, seenId, contactName: 'Ana Ferreira' })
    expect(items[0]?.happened.map(({ text }) => text)).toEqual(['line 3', 'line 4', 'line 5', 'line 6', 'line 7'])
    expect(items[1]).toMatchObject({ private: true, changed: null, more: 2 })
    expect(items[2]).toMatchObject({ changed: { key: 'customer-wrote' }, change: resolved })
  })

  it('M15 what was looked at leaves in its order, a day later too, and is looked at once more on its way', async () => {
    await world.setLink(false)
    const first = await world.send(0)
    const second = await world.send(0)
    await world.clock.advance(3 * 24 * 3_600_000)
    await arrive({ content: 'Hello?' })
    await world.setLink(true)
    const [item] = await list()
    const pass = ({ clientId }: typeof first) => ({ kind: 'reply', clientId, seenId: item?.seenId ?? null }) as const
    expect(await world.outbox.pass([pass(first), pass(second)])).toBe(2)
    await world.clock.advance(60_000)
    expect(world.chatwoot.rows.filter(({ clientId }) => clientId !== null).map(({ content }) => content)).toEqual([
      'reply 1',
      'reply 2',
    ])
    expect(jobs()).toEqual([])
  })

  it('M15 somebody who writes between the look and the sending is not overlooked', async () => {
    await world.setLink(false)
    const { clientId } = await world.send(0)
    await world.setLink(true)
    const [item] = await list()
    world.chatwoot.write(keyOf(0), { content: 'Forget it' })
    await world.outbox.pass([{ kind: 'reply', clientId, seenId: item?.seenId ?? null }])
    await world.clock.advance(60_000)
    expect(world.chatwoot.posts).toBe(0)
    expect(jobs()).toMatchObject([{ state: 'held', reason: { key: 'customer-wrote' } }])
    // What the guard found itself is let go in spite of it, as ever.
    await world.outbox.pass([{ kind: 'reply', clientId, seenId: null }])
    await world.clock.advance(60_000)
    expect(world.chatwoot.posts).toBe(1)
  })

  it('M15 what was let go and did not leave before the line went again waits for another look', async () => {
    await world.setLink(false)
    const { clientId } = await world.send(0)
    await world.setLink(true)
    world.chatwoot.postPlan.push('never-sent')
    await world.outbox.pass([{ kind: 'reply', clientId, seenId: null }])
    await world.clock.advance(1_500)
    await world.setLink(false)
    await world.setLink(true)
    await world.clock.advance(60_000)
    expect(jobs()).toMatchObject([{ state: 'held', reason: { key: 'review' } }])
  })
})
