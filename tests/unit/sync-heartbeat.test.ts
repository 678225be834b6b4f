import { beforeEach, describe, expect, it } from 'vitest'
import { OfficeWorld } from '../fakes/office-world'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let world: OfficeWorld
beforeEach(() => {
  world = new OfficeWorld()
})

const state = () => world.profile.currentLink.state
const storedLines = async (talk: Parameters<OfficeWorld['keyOf']>[0]) =>
  (await world.store.messages(world.keyOf(talk), null, 1_000)).map((message) => message.id)

describe('M10 what the socket keeps to itself', () => {
  it('M10 the heartbeat brings every message, and each is announced once', async () => {
    const talk = world.office.talk()
    await world.start()
    const { emit } = world.office
    world.office.emit = () => undefined
    for (let count = 0; count < 3; count += 1) world.office.customerWrites(talk)
    world.office.emit = emit
    await world.clock.advance(3 * MINUTE)
    expect(await storedLines(talk)).toHaveLength(3)
    expect(world.arrivals()).toHaveLength(3)
    expect(world.log.lines).toContain('gap repaired')
  })

  it('M10 a message that is merely faster by the heartbeat than by the socket is no gap', async () => {
    const talk = world.office.talk()
    await world.start()
    await world.clock.advance(115_000)
    const { emit } = world.office
    world.office.emit = (account, event) => void world.clock.after(8_000, () => emit(account, event))
    world.office.customerWrites(talk)
    await world.clock.advance(15_000)
    expect(world.arrivals()).toHaveLength(1)
    expect(world.log.lines).not.toContain('gap repaired')
  })

  it('F4 a conversation that came without its first messages is whole once it was opened', async () => {
    const talk = world.office.talk()
    await world.start()
    const { emit } = world.office
    world.office.emit = (account, event) =>
      event.kind === 'message-created' || talk.lines.length < 30 ? undefined : emit(account, event)
    for (let count = 0; count < 30; count += 1) world.office.customerWrites(talk)
    await world.clock.advance(100)
    await world.profile.conversations.open(world.keyOf(talk))
    await world.clock.advance(1_000)
    expect(await storedLines(talk)).toEqual(talk.lines.map((line) => line.id))
  })

  it('F5 a message that the server dated before the last heartbeat and showed after it is not lost', async () => {
    const talk = world.office.talk()
    await world.start()
    await world.clock.advance(HOUR)
    world.profile.sleep()
    const { emit } = world.office
    world.office.emit = () => undefined
    world.office.customerWrites(talk)
    world.office.emit = emit
    talk.updatedAt = ((await world.store.cursors())[0]?.lastGoodAt ?? 0) - 30_000
    world.profile.wake()
    await world.clock.advance(5_000)
    expect(await storedLines(talk)).toHaveLength(1)
  })
})

describe('F11 what belongs to the profile changes', () => {
  it('F11 a new inbox brings its conversations at once, for no event tells of old ones', async () => {
    const hidden = world.office.talk({ inboxId: 4 })
    await world.start()
    expect(await world.stored(hidden)).toBeNull()
    await world.clock.advance(HOUR)
    world.office.inboxes = [3, 4]
    world.cable.deliver(1, { kind: 'directory-stale' })
    await world.clock.advance(5_000)
    expect(await world.stored(hidden)).not.toBeNull()
    expect(state()).toBe('live')
  })

  it('F11 a heartbeat on its way does not hide that an inbox is new', async () => {
    const hidden = world.office.talk({ inboxId: 4 })
    await world.start()
    await world.clock.advance(HOUR)
    world.office.latencyMs = 3_000
    const beats = () => world.office.asked.filter((call) => call === 'conversations').length
    for (const before = beats(); beats() === before;) await world.clock.advance(100)
    world.office.inboxes = [3, 4]
    world.cable.deliver(1, { kind: 'directory-stale' })
    await world.clock.advance(2 * MINUTE)
    expect(await world.stored(hidden)).not.toBeNull()
  })

  it('F11 an account that was left goes, with the next connection', async () => {
    world.office.accounts = [1, 2]
    const talk = world.office.talk({ accountId: 2 })
    await world.start()
    expect(await world.stored(talk)).not.toBeNull()
    world.office.accounts = [1]
    world.profile.wake()
    await world.clock.advance(5_000)
    expect(await world.stored(talk)).toBeNull()
    expect(world.kept.at(-1)?.accounts.map((account) => account.id)).toEqual([1])
  })

  it('M10 a pubsub token that was changed is noticed by what does not come', async () => {
    const talk = world.office.talk()
    await world.start()
    world.office.pubsubToken = 'token-2'
    for (let count = 0; count < 4; count += 1) {
      world.office.customerWrites(talk)
      await world.clock.advance(100_000)
    }
    world.told.length = 0
    world.office.customerWrites(talk)
    await world.clock.advance(100)
    expect(world.arrivals()).toHaveLength(1)
  })
})

describe('F1 a name for the alert', () => {
  it('F1 is not waited for when the server is slow', async () => {
    await world.start()
    const talk = world.office.talk()
    world.office.latencyMs = 10_000
    world.office.customerWrites(talk)
    await world.clock.advance(3_000)
    expect(world.arrivals()).toHaveLength(1)
  })
})

describe('M11 presence', () => {
  it('M11 an availability chosen elsewhere is shown here', async () => {
    await world.start()
    const shown = () => world.profile.view().accounts[0]?.availability
    expect(shown()).toBe('online')
    const changes = () => world.told.filter((fact) => fact.kind === 'ProfileChanged').length
    world.cable.deliver(1, { kind: 'presence', availability: 'busy' })
    await world.clock.advance(6_000)
    world.cable.deliver(1, { kind: 'presence', availability: 'busy' })
    await world.clock.advance(100)
    const before = changes()
    world.cable.deliver(1, { kind: 'presence', availability: 'busy' })
    await world.clock.advance(100)
    expect([shown(), changes()]).toEqual(['busy', before])
  })

  it('M11 nothing is beaten while nobody is there, also when the line is new', async () => {
    world.isAway = true
    await world.start()
    world.profile.sleep()
    world.profile.wake()
    await world.clock.advance(60_000)
    expect(world.cable.beats).toBe(0)
    world.isAway = false
    await world.clock.advance(30_000)
    expect(world.cable.beats).toBe(2)
  })
})
