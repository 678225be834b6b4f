import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Talk } from '../fakes/office-news'
import { OfficeWorld } from '../fakes/office-world'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let world: OfficeWorld
beforeEach(() => {
  world = new OfficeWorld()
})

/** Lists and pages of messages that are answered with nothing although there is something, by their turn; never twice in a row. */
function slip(lists: (turn: number) => boolean, messages: (turn: number) => boolean = () => false) {
  const turns = { lists: 0, messages: 0 }
  const slipped = new Set<unknown>()
  const isSlip = (what: unknown, isMeant: boolean) => (!slipped.delete(what) && isMeant ? slipped.add(what).size > 0 : false)
  const { office } = world
  const [page, lines] = [office['page'].bind(office), office['lines'].bind(office)]
  office['page'] = (account, query, at) => {
    if (query.assignee === 'me') return page(account, query, at)
    return isSlip('lists', lists((turns.lists += 1))) ? [] : page(account, query, at)
  }
  office['lines'] = (...ask) => (isSlip(ask[0], messages((turns.messages += 1))) ? [] : lines(...ask))
  return turns
}

const counts = (status: string) => world.office.talks.filter((talk) => status === 'all' || talk.status === status).length

function talks(count: number, lines = 1): Talk[] {
  return Array.from({ length: count }, () => {
    const talk = world.office.talk()
    for (let n = 0; n < lines; n += 1) world.office.customerWrites(talk)
    return talk
  })
}

async function lacking(): Promise<string[]> {
  const lacks: string[] = []
  for (const talk of world.office.talks) {
    const held = new Set((await world.store.messages(world.keyOf(talk), null, 10_000)).map((one) => one.id))
    for (const line of talk.lines) if (!held.has(line.id as never)) lacks.push(`${talk.id}/${line.id}`)
  }
  return lacks
}

async function away(ms: number, work: () => void): Promise<void> {
  world.profile.sleep()
  await world.clock.advance(ms / 2)
  work()
  await world.clock.advance(ms / 2)
  world.profile.wake()
  await world.clock.advance(10_000)
}

describe('F4 a list that is empty in the middle', () => {
  it.each([
    ['the server counts them', true],
    ['it does not say how many there are', false],
  ])('F4 the first fill: nothing behind it is dropped (%s)', async (_, isCounted) => {
    talks(140)
    world.office.allCount = isCounted ? counts : null
    slip((turn) => turn === 3)
    await world.start()
    expect(world.profile.currentLink.state).toBe('live')
    expect(await lacking()).toEqual([])
  })

  it('F4 a page that stays empty: those behind it are read', async () => {
    const all = talks(140)
    world.office.allCount = counts
    const page = world.office['page'].bind(world.office)
    world.office['page'] = (account, query, at) => (query.page === 3 ? [] : page(account, query, at))
    await world.start()
    const stored = await Promise.all(all.map((talk) => world.stored(talk)))
    expect(stored.filter((one) => one === null)).toHaveLength(25)
  })

  it('F4 a server that counts more than it ever gives is not asked for ever', async () => {
    talks(60)
    world.office.allCount = () => 5_000
    const turns = slip(() => false)
    await world.start()
    expect(world.profile.currentLink.state).toBe('live')
    expect(turns.lists).toBeLessThan(20)
  })

  it('F4 where the count agrees, the end is believed at once', async () => {
    talks(60)
    world.office.allCount = counts
    const turns = slip(() => false)
    await world.start()
    // Three pages and the empty one, of what is open and of all.
    expect(turns.lists).toBe(8)
  })
})

describe('F5 an empty answer after a gap', () => {
  it('F5 a short gap: what moved is asked for once more', async () => {
    const [talk] = talks(3)
    await world.start()
    slip((turn) => turn === 1)
    await away(2 * HOUR, () => world.office.customerWrites(talk!))
    expect(await lacking()).toEqual([])
  })

  it('F5 a quiet gap costs one question more, not a row of them', async () => {
    talks(3)
    await world.start()
    const turns = slip(() => false)
    await away(20_000, () => undefined)
    await world.clock.advance(10_000)
    expect(turns.lists).toBeLessThanOrEqual(2)
  })

  it('F5 a list of days away that is empty in the middle', async () => {
    const all = talks(140)
    await world.start()
    slip((turn) => turn === 2 || turn === 9)
    await away(10 * DAY, () => all.forEach((talk) => world.office.customerWrites(talk)))
    expect(await lacking()).toEqual([])
  })
})

describe('F5 messages whose page is empty in the middle', () => {
  it('F4 the first page of a conversation: its history is not taken for whole', async () => {
    const [talk] = talks(1, 15)
    slip(
      () => false,
      (turn) => turn === 1,
    )
    await world.start()
    expect(await lacking()).toEqual([])
    expect(await world.store.reachedStart(world.keyOf(talk!))).toBe(true)
  })

  it('F4 a conversation that gives nothing at all is not said to be whole: its last message says otherwise', async () => {
    const [talk] = talks(1, 15)
    const lines = world.office['lines'].bind(world.office)
    world.office['lines'] = () => []
    await world.start()
    expect(world.profile.currentLink.state).toBe('live')
    expect(await world.store.reachedStart(world.keyOf(talk!))).toBe(false)
    world.office['lines'] = lines
    const opened = world.profile.conversations.open(world.keyOf(talk!))
    await world.clock.advance(1_000)
    await opened
    expect(await lacking()).toEqual([])
  })

  it('F5 the second thousand of what was missed', async () => {
    const [talk] = talks(1)
    await world.start()
    slip(
      () => false,
      (turn) => turn === 2,
    )
    await away(HOUR, () => {
      for (let n = 0; n < 1_500; n += 1) world.office.customerWrites(talk!)
    })
    expect(await lacking()).toEqual([])
  })
})

describe('F4 F5 any slips', () => {
  it('F4 F5 whatever single answers are empty, all is here in the end and the questions are counted', async () => {
    const turn = fc.array(fc.nat(12), { maxLength: 3 })
    const slips = fc.record({ lists: turn, messages: turn })
    await fc.assert(
      fc.asyncProperty(slips, fc.boolean(), fc.constantFrom(HOUR, 10 * DAY), async ({ lists, messages }, isCounted, ms) => {
        world = new OfficeWorld()
        world.office.pageSize = 10
        const all = talks(40, 2)
        world.office.allCount = isCounted ? counts : null
        const turns = slip(
          (n) => lists.includes(n),
          (n) => messages.includes(n),
        )
        await world.start()
        expect(await lacking()).toEqual([])
        await away(ms, () => all.slice(0, 25).forEach((talk) => world.office.customerWrites(talk)))
        expect(await lacking()).toEqual([])
        expect(turns.lists).toBeLessThan(40)
        expect(turns.messages).toBeLessThan(250)
      }),
      { numRuns: 8 },
    )
  })
})
