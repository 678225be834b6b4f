import { beforeEach, describe, expect, it } from 'vitest'
import { makeSettings, defaultSettings, type SettingsBook } from '../../src-main/core/settings'
import { makeUpdateDesk, type UpdateDesk } from '../../src-main/core/updates/desk'
import {
  lockOf,
  type UpdateChannel,
  type UpdateFault,
  type UpdateLock,
  type UpdateLook,
  type UpdateWay,
} from '../../src-main/core/updates/port'
import { FakeChance } from '../fakes/chance'
import { FakeClock, settle } from '../fakes/clock'
import { FakeLog } from '../fakes/log'

/** Nobody manages this machine. */
const noLock = lockOf({ updates: null })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let clock: FakeClock
let log: FakeLog
let settings: SettingsBook
let done: string[]
let look: UpdateLook | Promise<UpdateLook>
let fetched: UpdateFault | null
let unsent: number

beforeEach(() => {
  clock = new FakeClock()
  log = new FakeLog()
  settings = makeSettings({ read: () => defaultSettings, write: () => undefined })
  done = []
  look = { kind: 'newer', version: '1.1.0' }
  fetched = null
  unsent = 0
})

function open(way: UpdateWay = 'self', lock: UpdateLock = noLock): UpdateDesk {
  const source = {
    look: (channel: UpdateChannel) => {
      done.push(`look ${channel}`)
      return Promise.resolve(look)
    },
    fetch: (moved: (share: number) => void) => {
      done.push('fetch')
      moved(0.5)
      return Promise.resolve(fetched)
    },
    install: (isStartedAgain: boolean) => {
      done.push(isStartedAgain ? 'install and start' : 'install')
      return Promise.resolve(null)
    },
  }
  return makeUpdateDesk({
    ...{ way, version: '1.0.0', page: 'https://perch.test', settings, clock, log, chance: new FakeChance() },
    source: () => Promise.resolve(source),
    lock: () => lock,
    unsent: () => Promise.resolve(unsent),
    changed: () => undefined,
    offer: (what, version) => done.push(`${what} ${version}`),
    quit: () => done.push('quit'),
  })
}

describe('newer versions of Perch', () => {
  it('F12 a newer one is found and fetched in the background, told once, and installed when the agent quits', async () => {
    const desk = open()
    await clock.advance(9 * MINUTE)
    expect(done).toEqual([])
    await clock.advance(MINUTE)
    expect(done).toEqual(['look stable', 'fetch', 'ready 1.1.0'])
    expect(desk.state()).toMatchObject({ phase: 'ready', newer: '1.1.0', fault: null, lookedAt: clock.now() })
    // The next look finds the same one: it is here.
    await clock.advance(6 * HOUR)
    expect(done.splice(0)).toEqual(['look stable', 'fetch', 'ready 1.1.0', 'look stable'])
    await (
      await desk.leaving(false)
    )()
    expect(done).toEqual(['install'])
    expect(log.bugs).toEqual([])
  })

  it('F12 never while a reply waits: neither at quitting, nor on request', async () => {
    const desk = open()
    await desk.check()
    done = []
    unsent = 2
    expect(await desk.install()).toBe(false)
    expect(desk.state()).toMatchObject({ phase: 'ready', heldBy: 2 })
    await (
      await desk.leaving(false)
    )()
    expect(done).toEqual([])
    unsent = 0
    expect(await desk.install()).toBe(true)
    expect(done).toEqual(['quit'])
    await (
      await desk.leaving(false)
    )()
    expect(done).toEqual(['quit', 'install and start'])
  })

  it('F12 a reply that is pressed between the request and the end still holds it back', async () => {
    const desk = open()
    await desk.check()
    expect(await desk.install()).toBe(true)
    unsent = 1
    await (
      await desk.leaving(false)
    )()
    expect(done).not.toContain('install and start')
  })

  it('F12 nothing is installed while the system goes down', async () => {
    const desk = open()
    await desk.check()
    await (
      await desk.leaving(true)
    )()
    expect(done).not.toContain('install')
  })

  it('F12 a download that fails is said, tried again, and nothing is installed', async () => {
    fetched = 'offline'
    const desk = open()
    await clock.advance(10 * MINUTE)
    expect(desk.state()).toMatchObject({ phase: 'idle', newer: '1.1.0', fault: 'offline' })
    await (
      await desk.leaving(false)
    )()
    fetched = null
    await clock.advance(30 * MINUTE)
    expect(done).toEqual(['look stable', 'fetch', 'look stable', 'fetch', 'ready 1.1.0'])
  })

  it('F12 a look that fails takes away nothing that is ready; a newer one whose download failed is not installed', async () => {
    const desk = open()
    await desk.check()
    look = { kind: 'failed', fault: 'offline' }
    await desk.check()
    expect(desk.state()).toMatchObject({ phase: 'ready', newer: '1.1.0', fault: 'offline' })
    look = { kind: 'newer', version: '1.2.0' }
    fetched = 'damaged'
    await desk.check()
    expect(desk.state()).toMatchObject({ phase: 'idle', newer: '1.2.0', fault: 'damaged' })
  })

  it('F12 a version that was taken back is not installed', async () => {
    const desk = open()
    await desk.check()
    look = { kind: 'current' }
    await desk.check()
    expect(desk.state()).toMatchObject({ phase: 'idle', newer: null })
  })

  it('F12 what a package manager brought is only told of', async () => {
    const desk = open('package')
    await clock.advance(10 * MINUTE)
    expect(done).toEqual(['look stable', 'newer 1.1.0'])
    expect(await desk.install()).toBe(false)
    await (
      await desk.leaving(false)
    )()
    expect(done).toHaveLength(2)
  })

  it('F12 switched off it looks when it is asked, never by itself; switched on again, by itself', async () => {
    settings.set({ updates: false })
    const desk = open()
    await clock.advance(48 * HOUR)
    expect([done, clock.waiting]).toEqual([[], 0])
    await desk.check()
    expect(done).toEqual(['look stable', 'fetch', 'ready 1.1.0'])
    settings.set({ updates: true })
    await clock.advance(6 * HOUR)
    expect(done).toHaveLength(4)
    desk.stop()
    expect(clock.waiting).toBe(0)
  })

  it('F12 another channel is looked at at once, and what the old one brought is not installed', async () => {
    const desk = open()
    await desk.check()
    look = { kind: 'current' }
    settings.set({ updateChannel: 'beta' })
    await settle()
    expect(done.at(-1)).toBe('look beta')
    expect(desk.state()).toMatchObject({ phase: 'idle', newer: null })
  })

  it('F12 a channel chosen while the old one is being read is not answered by it', async () => {
    let answer: (look: UpdateLook) => void = () => undefined
    look = new Promise((resolve) => (answer = resolve))
    settings.set({ updates: false })
    const desk = open()
    const check = desk.check()
    await settle()
    settings.set({ updateChannel: 'beta' })
    answer({ kind: 'newer', version: '1.1.0' })
    await check
    expect(desk.state()).toMatchObject({ phase: 'idle', newer: null })
    settings.set({ updates: true, updateChannel: 'stable' })
    await settle()
    expect(done).toEqual(['look stable', 'fetch', 'look stable', 'fetch', 'ready 1.1.0'])
  })

  it('F12 a channel chosen while the old one is being read is looked at next', async () => {
    let answer: (look: UpdateLook) => void = () => undefined
    look = new Promise((resolve) => (answer = resolve))
    const desk = open()
    const check = desk.check()
    await settle()
    settings.set({ updateChannel: 'beta' })
    look = { kind: 'current' }
    answer({ kind: 'newer', version: '1.1.0' })
    await check
    await settle()
    expect(done).toEqual(['look stable', 'fetch', 'look beta'])
    expect(desk.state()).toMatchObject({ phase: 'idle', newer: null })
  })

  it('F12 on a managed machine the owner’s word counts, and the state says so', async () => {
    const desk = open('self', { isOff: true, channel: 'beta' })
    await clock.advance(48 * HOUR)
    expect(done).toEqual([])
    await desk.check()
    expect(done[0]).toBe('look beta')
    expect(desk.state().locked).toEqual({ updates: true, channel: 'beta' })
  })

  it('F12 a copy that nobody publishes never looks', async () => {
    const desk = open('none')
    await clock.advance(48 * HOUR)
    await desk.check()
    expect(done).toEqual([])
  })

  it('F12 two presses are one look', async () => {
    const desk = open()
    await Promise.all([desk.check(), desk.check()])
    expect(done.filter((one) => one.startsWith('look'))).toHaveLength(1)
  })
})
