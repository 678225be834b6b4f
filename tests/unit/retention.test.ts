import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepRetention, type Retention } from '../../src-main/core/retention'
import { defaultSettings, makeSettings, type SettingsBook } from '../../src-main/core/settings'
import { openStore } from '../../src-main/store/index'
import { OfficeWorld } from '../fakes/office-world'
import type { Talk } from '../fakes/office-news'
import { KEY, keepingLog } from '../store/examples'

const DAY = 86_400_000
const HOUR = 3_600_000

let folder: string
let world: OfficeWorld
let retention: Retention
let settings: SettingsBook
let isAway: boolean

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-retention-'))
  world = new OfficeWorld(() => openStore(join(folder, 'a.db'), KEY, keepingLog()))
  settings = makeSettings({ read: () => defaultSettings, write: () => undefined })
  isAway = false
})
afterEach(async () => {
  retention.stop()
  await world.profile.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A conversation that is over, with so many old messages, all of which are here. */
async function filled(count: number): Promise<Talk> {
  const talk = world.office.talk()
  for (let n = 0; n < count; n += 1) world.office.customerWrites(talk, `Message ${n}`)
  world.office.setStatus(talk, 'resolved')
  await world.start()
  for (let more = true; more;) {
    const held = await world.store.messages(world.keyOf(talk), null, 10_000)
    const page = world.profile.conversations.page(world.keyOf(talk), { before: held[0]?.id ?? null, limit: 100 })
    // The request budget lets two a second through.
    await world.clock.advance(5_000)
    await page
    more = !(await world.store.reachedStart(world.keyOf(talk)))
  }
  retention = keepRetention({
    ...{ settings, clock: world.clock, log: world.log, awake: { isAway: () => isAway } },
    profiles: () => [world.profile],
  })
  return talk
}

const held = async (talk: Talk) => (await world.store.messages(world.keyOf(talk), null, 10_000)).map((one) => one.id)
const serverHas = (talk: Talk) => talk.lines.map((line) => line.id)

/** Time passes on both sides: what is here grows old. */
async function grow(days: number): Promise<void> {
  world.profile.sleep()
  await world.clock.advance(1)
  world.clock.jump(days * DAY)
  world.profile.wake()
  await world.clock.advance(5_000)
}

describe('history on this computer', () => {
  it('F4 never at the start, and not while the agent works; when nobody is there it goes, and the log says so', async () => {
    const talk = await filled(130)
    world.profile.sleep()
    await world.clock.advance(1)
    world.clock.jump(100 * DAY)
    await world.clock.advance(HOUR)
    expect(await held(talk)).toHaveLength(131)
    isAway = true
    await world.clock.advance(2 * 60_000)
    expect(await held(talk)).toEqual(serverHas(talk).slice(-50))
    expect((await world.store.health(10)).map((line) => line.what)).toContain('pruned')
    expect(world.log.bugs).toEqual([])
  })

  it('F4 what went is fetched again by paging back, to the very beginning', async () => {
    const talk = await filled(130)
    await grow(100)
    retention.freeNow()
    await world.clock.advance(60_000)
    const kept = await held(talk)
    expect(kept).toHaveLength(50)
    const page = world.profile.conversations.page(world.keyOf(talk), { before: kept[0] ?? null, limit: 200 })
    await world.clock.advance(5_000)
    const { messages, reachedStart } = await page
    expect([...messages.map((one) => one.id), ...kept]).toEqual(serverHas(talk))
    expect(reachedStart).toBe(true)
  })

  it('F4 a catch-up after it brings what is new and leaves no hole', async () => {
    const talk = await filled(130)
    await grow(100)
    retention.freeNow()
    await world.clock.advance(60_000)
    world.profile.sleep()
    world.office.customerWrites(talk, 'Again')
    await world.clock.advance(HOUR)
    world.profile.wake()
    await world.clock.advance(10_000)
    expect(await held(talk)).toEqual(serverHas(talk).slice(-51))
  })

  it('F4 the forecast says what each choice would take, and everything is what there is', async () => {
    await filled(400)
    await grow(100)
    const asked = retention.view()
    await world.clock.advance(1_000)
    const view = await asked
    const bytes = Object.fromEntries(view.choices.map((choice) => [String(choice.days), choice.bytes]))
    expect(view.messages).toBe(401)
    expect(bytes['null']).toBe(bytes['365'])
    expect(bytes['30']).toBeLessThan(bytes['180'] ?? 0)
    expect(bytes['30']).toBe(bytes['90'])
  })

  it('F4 everything is kept when that is chosen, unless it is over the budget', async () => {
    const talk = await filled(130)
    settings.set({ historyDays: null })
    await grow(400)
    retention.freeNow()
    await world.clock.advance(60_000)
    expect(await held(talk)).toHaveLength(131)
    settings.set({ storageMb: 0 })
    retention.freeNow()
    await world.clock.advance(60_000)
    expect(await held(talk)).toHaveLength(50)
  })

  it('F4 pictures nobody looked at for so long go too; over the budget most of them go', async () => {
    const talk = await filled(60)
    const newest = talk.lines.slice(-40).map((line) => line.id)
    const keyOf = (id: number) => ({ accountId: 1 as never, messageId: id as never, attachmentId: 1, isSmall: true })
    const show = (ids: number[], size: number) =>
      world.store.commit(async (tx) => {
        const picture = { bytes: new Uint8Array(size), type: 'image/png', usedAt: world.clock.now() }
        for (const id of ids) await tx.putPicture(keyOf(id), picture)
      })
    const left = async () => {
      const kept = await Promise.all(newest.map(async (id) => (await world.store.picture(keyOf(id))) !== null))
      return kept.filter(Boolean).length
    }
    await show(newest.slice(0, 20), 10)
    await grow(100)
    await show(newest.slice(20), 150_000)
    retention.freeNow()
    await world.clock.advance(60_000)
    expect(await left()).toBe(20)
    settings.set({ storageMb: 2 })
    retention.freeNow()
    await world.clock.advance(60_000)
    // A quarter of a tenth of the budget holds none of them: over it, that is what stays.
    expect(await left()).toBe(0)
    expect((await held(talk)).length).toBeGreaterThan(40)
  })

  it('F4 progress is told while it runs, and a second press changes nothing', async () => {
    await filled(1_400)
    await grow(100)
    const seen: string[] = []
    world.profile.facts.on((fact) => void (fact.kind === 'StorageChanged' && seen.push('told')))
    retention.freeNow()
    retention.freeNow()
    await world.clock.advance(100)
    const during = retention.view()
    await world.clock.advance(10)
    expect((await during).freeing?.all).toBe(1_351)
    await world.clock.advance(60_000)
    const after = retention.view()
    await world.clock.advance(10)
    expect((await after).freeing).toBeNull()
    expect(seen.length).toBeGreaterThan(1)
  })

  it('F4 a disk that says no in the middle ends it quietly, and the next time goes on', async () => {
    const talk = await filled(130)
    await grow(100)
    const commit = world.store.commit.bind(world.store)
    world.store.commit = () => Promise.reject(Object.assign(new Error('full'), { name: 'DiskFull' }))
    retention.freeNow()
    await world.clock.advance(1_000)
    world.store.commit = commit
    await world.clock.advance(30_000)
    expect(await held(talk)).toHaveLength(131)
    expect(world.log.bugs).toEqual([])
    retention.freeNow()
    await world.clock.advance(60_000)
    expect(await held(talk)).toHaveLength(50)
  })
})
