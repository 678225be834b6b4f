import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { Profile } from '../../src-preload/contract/entities'
import type { Gauge } from '../../src-main/core/ports'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import { makeAwake } from '../../src-main/desktop/awake'
import { makeText } from '../../src-main/desktop/text'
import { makeTray, trayPicture } from '../../src-main/desktop/tray'
import { trayMenu } from '../../src-main/desktop/tray-menu'
import { type TrayState, trayTooltip } from '../../src-main/desktop/tray-state'
import { FakeClock } from '../fakes/clock'

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0)
const MINUTE = 60_000
const text = makeText('en', () => 'en-US')
const actions = { openConversation: vi.fn(), openApp: vi.fn(), setAvailability: vi.fn(), pauseAlerts: vi.fn(), quit: vi.fn() }

function profile(own: Record<string, unknown> = {}): Profile {
  const account = { id: 1, name: 'Acme', role: 'agent', availability: 'online', autoOffline: true }
  return { id: 'p1', user: { name: 'Jo' }, accounts: [account], link: { state: 'live' }, ...own } as unknown as Profile
}
function row(number: number, waitedMin: number, name: string): Gauge['topFive'][number] {
  const ids = { profileId: 'p1', accountId: 1, conversationId: number }
  const words = { name, inboxName: 'WhatsApp', accountName: 'Acme', waitingSinceAt: NOW - waitedMin * MINUTE, assigneeId: null }
  return { ...ids, ...words } as unknown as Gauge['topFive'][number]
}
function state(gauge: Partial<Gauge> = {}, own: Partial<TrayState> = {}): TrayState {
  const idle: Gauge = {
    level: 'idle',
    count: 0,
    unread: 0,
    longestSinceAt: null,
    topFive: [],
    canPromise: true,
    outbox: 0,
    offlineSinceAt: null,
  }
  return {
    gauge: { ...idle, ...gauge },
    profiles: [profile()],
    alertsPausedUntilAt: null,
    amberAfterMs: 5 * MINUTE,
    redAfterMs: 15 * MINUTE,
    ...own,
  }
}
const waiting = state({
  level: 'red',
  count: 3,
  longestSinceAt: NOW - 18 * MINUTE,
  topFive: [row(7, 18, 'Ana & Co'), row(8, 6, 'Bo'), row(9, 1, 'Cy')],
})
const labels = (menu: MenuItemConstructorOptions[]) => menu.map((item) => item.label ?? '---')

describe('desktop/tray', () => {
  it.each<[string, TrayState, string]>([
    ['nobody', state(), 'Perch: nobody waits. Live'],
    ['unread', state({ unread: 2 }), 'Perch: 2 unread. Live'],
    ['waiting', waiting, 'Perch: 3 wait, longest 18 min. Live'],
    [
      'kept',
      state({ canPromise: false, offlineSinceAt: NOW, outbox: 3 }),
      `Perch: offline since ${text.time(NOW, NOW)}, 3 replies kept here. No alerts`,
    ],
    ['connecting', state({ canPromise: false }), 'Perch: connecting. No alerts yet'],
    [
      'signed out',
      state({ canPromise: false }, { profiles: [profile({ link: { state: 'signed-out' } })] }),
      'Perch: sign in again to get alerts',
    ],
    ['new', state({}, { profiles: [] }), 'Perch'],
  ])('F3 the tooltip says it in words: %s', (_name, given, expected) => {
    expect(trayTooltip(given, text, NOW)).toBe(expected)
  })

  it('F3 names a picture by level and number, two figures at most', () => {
    expect(trayPicture(state())).toBe('idle')
    expect(trayPicture(waiting)).toBe('red-3')
    expect(trayPicture(state({ level: 'amber', count: 12 }))).toBe('amber-9plus')
    expect(trayPicture(state({ level: 'off', count: 3 }))).toBe('off')
  })

  it('F3 the menu tells who waits, how long and where', () => {
    const menu = trayMenu(waiting, { text, actions, now: NOW })
    expect(labels(menu).slice(0, 3)).toEqual([
      '18 min, too long: Ana && Co (Acme, WhatsApp)',
      '6 min, long: Bo (Acme, WhatsApp)',
      '1 min: Cy (Acme, WhatsApp)',
    ])
    expect(labels(menu).slice(-3)).toEqual(['---', 'Live', 'Quit'])
    menu[0]?.click?.({} as never, undefined, {})
    expect(actions.openConversation).toHaveBeenCalledWith({ profileId: 'p1', accountId: 1, conversationId: 7 })
  })

  it('F3 speaks Russian plurals', () => {
    const russian = makeText('system', () => 'ru-RU')
    expect(trayTooltip(waiting, russian, NOW)).toContain('18 мин')
    for (const count of [1, 2, 5, 21]) expect(trayTooltip(state({ count, level: 'calm' }), russian, NOW)).not.toContain('tray.')
  })

  it('F3 draws at most once a second, only what changed, and lets waiting times grow', async () => {
    const clock = new FakeClock(NOW)
    const surface = { setPicture: vi.fn(), setTooltip: vi.fn(), setMenu: vi.fn(), recreate: vi.fn(), remove: vi.fn() }
    const tray = makeTray({ surface, text, clock, actions })
    tray.render(waiting)
    for (let turn = 0; turn < 50; turn++) tray.render(state({ level: 'calm', count: turn + 1, longestSinceAt: NOW }))
    expect(surface.setPicture).toHaveBeenCalledTimes(1)
    await clock.advance(1_000)
    expect(surface.setPicture.mock.calls).toEqual([['red-3'], ['calm-9plus']])
    tray.render(state({ level: 'calm', count: 50, longestSinceAt: NOW }))
    await clock.advance(5_000)
    expect(surface.setTooltip).toHaveBeenCalledTimes(2)
    await clock.advance(60_000)
    expect(surface.setTooltip).toHaveBeenLastCalledWith('Perch: 50 wait, longest 1 min. Live')
    expect(surface.setPicture).toHaveBeenCalledTimes(2)
    tray.refresh()
    await clock.advance(1_000)
    expect(surface.setPicture).toHaveBeenCalledTimes(3)
  })
})

describe('desktop/text', () => {
  it('F20 both catalogs know every key of tray, menu and alerts', () => {
    const base = (catalog: object) => new Set(Object.keys(catalog).map((key) => key.replace(/_(one|few|many|other)$/, '')))
    expect([...base(en)].filter((key) => !base(ru).has(key))).toEqual([])
    expect([...base(ru)].filter((key) => !base(en).has(key))).toEqual([])
  })

  it('F20 counts core passes as words choose the plural, and unknown keys are shown, not lost', () => {
    expect(text.say('alert.waits', { name: 'Ana', count: '15' })).toBe('Ana waits for 15 minutes')
    expect(text.say('no.such.key')).toBe('no.such.key')
    expect(text.say('alert.reply')).toBe('Reply')
  })

  it('F20 a name with template marks stays a name', () => {
    expect(text.t('alert.group', { name: '{{count}} $t(menu.quit) <b>', count: 2 })).toBe('{{count}} $t(menu.quit) <b>, 2 new')
  })
})

describe('desktop/awake', () => {
  function setUp() {
    const heard = new Map<string, () => void>()
    const clock = new FakeClock(NOW)
    let idleS = 0
    const monitor = {
      on: (name: string, listener: () => void) => void heard.set(name, listener),
      getSystemIdleTime: () => idleS,
    }
    const awake = makeAwake({ monitor: monitor as never, clock, idleLimitMs: () => 300_000 })
    const wakes = vi.fn()
    const sleeps = vi.fn()
    awake.onWake(wakes)
    awake.onSleep(sleeps)
    return {
      awake,
      clock,
      wakes,
      sleeps,
      power: (name: string) => heard.get(name)?.(),
      idle: (seconds: number) => void (idleS = seconds),
    }
  }

  it('F5 doubled sleep and resume events are one', async () => {
    const { power, wakes, sleeps, clock } = setUp()
    power('suspend')
    power('suspend')
    await clock.advance(100)
    power('resume')
    power('resume')
    expect([sleeps.mock.calls.length, wakes.mock.calls.length]).toEqual([1, 1])
  })

  it('F5 a clock that jumped means we slept, though nobody said so', async () => {
    const { clock, wakes } = setUp()
    await clock.advance(60_000)
    expect(wakes).not.toHaveBeenCalled()
    clock.jump(9 * 3_600_000)
    await clock.advance(5_000)
    expect(wakes).toHaveBeenCalledTimes(1)
    await clock.advance(60_000)
    expect(wakes).toHaveBeenCalledTimes(1)
  })

  it('F5 away means asleep, locked or idle', () => {
    const { awake, power, idle } = setUp()
    expect(awake.isAway()).toBe(false)
    power('lock-screen')
    expect(awake.isAway()).toBe(true)
    power('unlock-screen')
    idle(301)
    expect(awake.isAway()).toBe(true)
    idle(0)
    power('suspend')
    expect(awake.isAway()).toBe(true)
  })
})
