import { describe, expect, it } from 'vitest'
import { OfficeWorld } from '../fakes/office-world'

describe('F5 a conversation on screen', () => {
  it('F5 is asked for once, not in circles: the window opens it again at each change it hears of', async () => {
    const world = new OfficeWorld()
    const talk = world.office.talk()
    world.office.customerWrites(talk, 'Hello?')
    await world.start()
    world.profile.facts.on((fact) => {
      if (fact.kind === 'ConversationChanged' || fact.kind === 'MessageChanged' || fact.kind === 'MessageArrived')
        void world.profile.conversations.open(world.keyOf(talk))
    })
    world.office.asked.length = 0
    await world.profile.conversations.open(world.keyOf(talk))
    for (let turn = 0; turn < 50; turn += 1) await world.clock.advance(10)
    expect(world.office.asked.filter((call) => call === 'conversation').length).toBe(1)
    for (let count = 0; count < 5; count += 1) {
      world.office.customerWrites(talk)
      await world.clock.advance(1_000)
    }
    expect(world.office.asked.filter((call) => call === 'conversation').length).toBe(1)
  })

  it('P5 is painted from what is stored, also while the server keeps us waiting', async () => {
    const world = new OfficeWorld()
    const talk = world.office.talk()
    for (let count = 0; count < 80; count += 1) world.office.customerWrites(talk)
    await world.start()
    world.office.latencyMs = 30_000
    await world.profile.conversations.open(world.keyOf(talk))
    const page = await world.profile.conversations.page(world.keyOf(talk), { before: null, limit: 50 })
    expect(page).toMatchObject({ reachedStart: false })
    expect(page.messages).toHaveLength(20)
    world.office.latencyMs = 5
    await world.clock.advance(240_000)
    await world.profile.conversations.open(world.keyOf(talk))
    await world.clock.advance(1_000)
    expect((await world.profile.conversations.page(world.keyOf(talk), { before: null, limit: 50 })).messages).toHaveLength(50)
  })

  it('F4 pages back to the first message and says so', async () => {
    const world = new OfficeWorld()
    const talk = world.office.talk()
    for (let count = 0; count < 70; count += 1) world.office.customerWrites(talk)
    await world.start()
    const key = world.keyOf(talk)
    const seen: number[] = []
    for (let before: number | null = null, isEnd = false; !isEnd;) {
      const asked = world.profile.conversations.page(key, { before: before as never, limit: 30 })
      await world.clock.advance(1_000)
      const page = await asked
      const ids = page.messages.flatMap((message) => message.id ?? [])
      seen.unshift(...ids)
      before = ids[0] ?? before
      isEnd = page.reachedStart
    }
    expect(seen).toEqual(talk.lines.map((line) => line.id))
  })

  it('F9 my own change is seen at once, also by a clock that is a second behind the server’s', async () => {
    const world = new OfficeWorld()
    const talk = world.office.talk()
    world.office.customerWrites(talk)
    await world.start()
    await world.store.commit(async (tx) => {
      const row = await tx.conversation(world.keyOf(talk))
      if (row) await tx.putConversation({ ...row, evidenceAt: row.evidenceAt + 60_000 })
    })
    world.cable.isUp = false
    const change = { kind: 'status', status: 'resolved', snoozedUntilAt: null } as const
    await world.profile.outbox.change({ conversation: world.keyOf(talk), change, seenId: null })
    expect((await world.stored(talk))?.status).toBe('resolved')
    await world.clock.advance(6_000)
    expect(talk.status).toBe('resolved')
    expect((await world.stored(talk))?.status).toBe('resolved')
  })
})
