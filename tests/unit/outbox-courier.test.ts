import { beforeEach, describe, expect, test } from 'vitest'
import { me } from '../fakes/model-chatwoot'
import { type Asked, keyOf, OutboxWorld, type WorldOptions } from '../fakes/outbox-world'

let world: OutboxWorld
const begin = async (options: WorldOptions = {}) => {
  world = new OutboxWorld(options)
  world.chatwoot.write(keyOf(0))
  world.chatwoot.write(keyOf(1))
  await world.start()
}
beforeEach(() => begin())

const states = () => world.disk.state.jobs.map((job) => job.state)
const rowsOf = (one: Asked) => world.chatwoot.rows.filter((row) => row.clientId === one.clientId)
const kinds = () => world.told.map((fact) => fact.kind)

describe('F2 a reply', () => {
  test('F2 is kept before it leaves, and the job ends when the server has it', async () => {
    world.chatwoot.echoPlan = ['dropped']
    const one = await world.send(0)
    expect(states()).toEqual(['sending'])
    await world.clock.advance(600)
    expect(states()).toEqual([])
    expect(rowsOf(one)).toHaveLength(1)
    expect(world.disk.state.messages).toMatchObject([{ message: { clientId: one.clientId, id: 103 } }])
    expect(kinds()).toEqual(['ReplyQueued', 'OutboxChanged', 'DraftChanged', 'OutboxChanged', 'ReplySent', 'OutboxChanged'])
  })

  test('F2 the same clientId twice is one reply, also after the server has it', async () => {
    const one = await world.send(0)
    const again = () =>
      world.outbox.send({
        conversation: keyOf(0),
        clientId: one.clientId,
        text: 'x',
        private: false,
        seenId: null,
        origin: 'composer',
      })
    await again()
    await world.clock.advance(1_000)
    await again()
    await world.clock.advance(60_000)
    expect(world.chatwoot.posts).toBe(1)
    expect(world.disk.state.messages).toHaveLength(1)
  })

  test('F2 a lost answer is looked up at 2 s and not repeated', async () => {
    world.chatwoot.postPlan = ['lost-after-commit']
    world.chatwoot.echoPlan = ['dropped']
    const one = await world.send(0)
    await world.clock.advance(1_000)
    expect(states()).toEqual(['unsure'])
    await world.clock.advance(2_500)
    expect(states()).toEqual([])
    expect(rowsOf(one)).toHaveLength(1)
    expect(world.chatwoot.posts).toBe(1)
  })

  test('F2 one that never arrived is repeated only after 30 s, with the same marks', async () => {
    world.chatwoot.postPlan = ['lost-before-commit']
    const one = await world.send(0)
    await world.clock.advance(30_000)
    expect(world.chatwoot.posts).toBe(1)
    await world.clock.advance(2_500)
    expect(world.chatwoot.posts).toBe(2)
    expect(rowsOf(one)).toHaveLength(1)
  })

  test('F2 a 422 that left nothing behind fails with the server’s words; the lane goes on', async () => {
    world.chatwoot.postPlan = ['422-before-commit']
    await world.send(0)
    const second = await world.send(0)
    await world.clock.advance(40_000)
    expect(world.disk.state.jobs).toMatchObject([{ state: 'failed', reason: { key: 'refused', words: 'Validation failed' } }])
    expect(rowsOf(second)).toHaveLength(1)
  })

  test('F2 five rounds end in held; letting it go looks once more before the next try', async () => {
    world.chatwoot.postPlan = Array.from({ length: 5 }, () => 'lost-before-commit' as const)
    const one = await world.send(0)
    await world.clock.advance(300_000)
    expect(world.disk.state.jobs).toMatchObject([{ state: 'held', reason: { key: 'gave-up' } }])
    world.chatwoot.write(keyOf(0), {
      clientId: one.clientId,
      marker: world.disk.state.jobs[0]?.marker ?? 0,
      type: 'outgoing',
      senderId: me.id,
    })
    await world.outbox.release(one.clientId)
    await world.clock.advance(5_000)
    expect(states()).toEqual([])
    expect(world.chatwoot.posts).toBe(5)
  })

  test('F2 a 429 stops all lanes until the next minute', async () => {
    world.chatwoot.postPlan = ['throttled']
    await world.send(0)
    await world.clock.advance(1_000)
    await world.send(1)
    await world.clock.advance(50_000)
    expect(world.chatwoot.posts).toBe(1)
    await world.clock.advance(15_000)
    expect(states()).toEqual([])
  })

  test('F2 a dead token parks the lanes until the link is back; nothing is lost', async () => {
    world.chatwoot.postPlan = ['sign-in-again']
    world.chatwoot.profileAnswer = { kind: 'signed-out', cause: 'bad-token' }
    await world.send(0)
    await world.clock.advance(120_000)
    expect(world.doubts).toBe(1)
    expect(world.disk.state.jobs).toMatchObject([{ state: 'queued', reason: { key: 'signed-out' } }])
    expect(world.chatwoot.posts).toBe(1)
    await world.setLink(false)
    await world.setLink(true)
    await world.clock.advance(5_000)
    expect(states()).toEqual([])
  })

  test('F2 a 401 that /profile does not confirm is tried again', async () => {
    world.chatwoot.postPlan = ['sign-in-again']
    await world.send(0)
    await world.clock.advance(5_000)
    expect(world.doubts).toBe(0)
    expect(states()).toEqual([])
  })

  test('F2 without a link it waits without a timer, and leaves when the link is back', async () => {
    await world.setLink(false)
    await world.send(0)
    await world.clock.advance(3_600_000)
    expect(world.chatwoot.posts).toBe(0)
    expect(states()).toEqual(['queued'])
    await world.setLink(true)
    await world.clock.advance(1_500)
    expect(states()).toEqual([])
  })

  test('F2 a pause for want of a connection ends with the link, not with the timer', async () => {
    world.chatwoot.postPlan = Array.from({ length: 6 }, () => 'never-sent' as const)
    await world.send(0)
    await world.clock.advance(65_000)
    expect(world.disk.state.jobs).toMatchObject([{ state: 'queued', reason: { key: 'offline' } }])
    world.chatwoot.postPlan = []
    await world.setLink(true)
    await world.clock.advance(2_000)
    expect(states()).toEqual([])
  })

  test('F2 a reply of an older process is looked up before its first request', async () => {
    await world.setLink(false)
    const one = await world.send(0)
    const marker = world.disk.state.jobs[0]?.marker ?? 0
    await world.crash(0)
    world.chatwoot.write(keyOf(0), { clientId: one.clientId, marker, type: 'outgoing', senderId: me.id })
    await world.setLink(true)
    await world.clock.advance(5_000)
    expect(world.chatwoot.posts).toBe(0)
    expect(states()).toEqual([])
  })

  test('F2 the clock set back by an hour neither doubles nor stops it', async () => {
    world.chatwoot.postPlan = ['late-commit']
    world.chatwoot.echoPlan = ['dropped']
    const one = await world.send(0)
    await world.clock.advance(1_000)
    world.clock.jump(-3_600_000)
    await world.setLink(true)
    const second = await world.send(0)
    await world.clock.advance(60_000)
    expect([rowsOf(one), rowsOf(second)].map((rows) => rows.length)).toEqual([1, 1])
    expect(states()).toEqual([])
  })

  test('F2 lanes do not wait for each other, a lane waits for its first', async () => {
    world.chatwoot.postPlan = ['lost-before-commit']
    const [first, second, other] = [await world.send(0), await world.send(0), await world.send(1)]
    await world.clock.advance(2_000)
    expect([first, second, other].map((one) => rowsOf(one).length)).toEqual([0, 0, 1])
    await world.clock.advance(60_000)
    expect(world.chatwoot.rows.filter((row) => row.lane === '1/1' && row.clientId).map((row) => row.content)).toEqual([
      'reply 1',
      'reply 2',
    ])
  })

  test('F2 stop lets what is in flight end and starts nothing new', async () => {
    const [first, second] = [await world.send(0), await world.send(0)]
    let stopped = false
    void world.outbox.stop().then(() => (stopped = true))
    await world.clock.advance(100)
    expect(stopped).toBe(false)
    await world.clock.advance(60_000)
    expect(stopped).toBe(true)
    expect([first, second].map((one) => rowsOf(one).length)).toEqual([1, 0])
    expect((await world.outbox.waiting()).unsent).toBe(1)
  })

  test('F2 a disk that cannot write is a bug once, and the reply leaves later', async () => {
    await world.setLink(false)
    const one = await world.send(0)
    const commit = world.store.commit.bind(world.store)
    world.store.commit = () => Promise.reject(new Error('disk full'))
    await world.setLink(true)
    await world.clock.advance(1_000)
    expect(world.log.bugs.length).toBeGreaterThan(0)
    expect(world.chatwoot.posts).toBe(0)
    world.store.commit = commit
    await world.clock.advance(31_000)
    expect(rowsOf(one)).toHaveLength(1)
  })
})
