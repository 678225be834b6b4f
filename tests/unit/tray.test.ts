import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { Profile } from '../../src-preload/contract/entities'
import type { Gauge } from '../../src-main/core/ports'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import { makeText } from '../../src-main/desktop/text'
import { makeTray, trayPicture } from '../../src-main/desktop/tray'
import { trayMenu } from '../../src-main/desktop/tray-menu'
import { type TrayState, trayTooltip } from '../../src-main/desktop/tray-state'
import { FakeClock } from '../fakes/clock'

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0)
const MINUTE = 60_000
const text = makeText('en', () => 'en-US')
const actions = {
  openConversation: vi.fn(),
  openApp: vi.fn(),
  openRoom: vi.fn(),
  quickReply: vi.fn(),
  choosePresence: vi.fn(),
  pauseAlerts: vi.fn(),
  quit: vi.fn(),
}

function profile(own: Record<string, unknown> = {}): Profile {
  const account = { id: 1, name: 'Acme', role: 'agent', availability: 'online', autoOffline: true }
  const base = { id: 'p1', baseUrl: 'https://desk.example.com', user: { name: 'Jo' }, presence: [], link: { state: 'live' } }
  return { ...base, accounts: [account], ...own } as unknown as Profile
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
    blurNames: false,
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
    expect(labels(menu).slice(-4)).toEqual(['---', 'Live', 'Settings', 'Quit'])
    menu[0]?.click?.({} as never, undefined, {})
    expect(actions.openConversation).toHaveBeenCalledWith({ profileId: 'p1', accountId: 1, conversationId: 7 })
  })

  it('F3 F20 while others see the screen the menu names nobody, and still leads to them', () => {
    const menu = trayMenu({ ...waiting, blurNames: true }, { text, actions, now: NOW })
    expect(labels(menu)[0]).toBe('18 min, too long: a customer (Acme, WhatsApp)')
    expect(JSON.stringify(menu)).not.toMatch(/Ana|Bo \(|Cy/)
    menu[0]?.click?.({} as never, undefined, {})
    expect(actions.openConversation).toHaveBeenLastCalledWith({ profileId: 'p1', accountId: 1, conversationId: 7 })
  })

  it('F3 every line does what it says', () => {
    const menu = trayMenu(state({ ...waiting.gauge, outbox: 2 }), { text, actions, now: NOW })
    const click = (label: string) => {
      const all = menu.flatMap((item) => [item, ...((item.submenu as MenuItemConstructorOptions[] | undefined) ?? [])])
      all.find((item) => item.label === label)?.click?.({} as never, undefined, {})
    }
    const lines = [
      'Go to the longest waiting',
      'Quick reply',
      'Open Perch',
      '2 replies are kept here',
      'Busy',
      'For 30 minutes',
      'For 1 hour',
      'Settings',
      'Quit',
    ]
    for (const line of lines) click(line)
    expect(actions.openConversation).toHaveBeenLastCalledWith({ profileId: 'p1', accountId: 1, conversationId: 7 })
    expect([actions.openApp, actions.quit].map((one) => one.mock.calls.length)).toEqual([1, 1])
    expect(actions.openRoom.mock.calls).toEqual([['outbox'], ['settings']])
    expect([actions.choosePresence.mock.calls, actions.pauseAlerts.mock.calls]).toEqual([
      [['busy', null]],
      [['half-hour'], ['hour']],
    ])
    expect(actions.quickReply).toHaveBeenCalledOnce()
  })

  it('F3 where nobody waits it says so, and before the first sign-in it offers what there is', () => {
    expect(labels(trayMenu(state(), { text, actions, now: NOW }))[0]).toBe('Nobody waits')
    expect(labels(trayMenu(state({}, { profiles: [] }), { text, actions, now: NOW }))).toEqual(['Open Perch', '---', 'Quit'])
  })

  it('F3 names of customers cannot break or fill the menu', () => {
    const odd = state({ level: 'calm', count: 1, topFive: [row(7, 1, `Ana\nQuit ${'x'.repeat(500)}`)] })
    const [first = ''] = labels(trayMenu(odd, { text, actions, now: NOW }))
    expect([first.includes('\n'), first.length]).toEqual([false, 120])
  })

  it('M7 there is a picture for every level and number, for light and dark panels, once and twice as sharp', () => {
    const levels = ['idle', 'unread', 'off', 'paused', 'calm', 'amber', 'red'] as const
    const pictures = levels.flatMap((level) =>
      [0, 1, 9, 10, 12_345].map((count) => trayPicture(state({ level, count: level === 'calm' ? count || 1 : count }))),
    )
    const counted = ['calm', 'amber', 'red'].flatMap((level) =>
      Array.from({ length: 9 }, (_, index) => `${level}-${index + 1}`),
    )
    const names = [...new Set([...pictures, ...counted])].filter((name) => !/^(amber|red)$/.test(name))
    const files = names.flatMap((name) =>
      ['light', 'dark', 'template'].flatMap((panel) => [16, 22, 32, 44].map((size) => `${name}-${panel}-${size}.png`)),
    )
    const there = new Set(readdirSync(join(import.meta.dirname, '../../resources/tray')))
    expect(names.length).toBe(34)
    expect(files.filter((file) => !there.has(file))).toEqual([])
  })

  it('F3 speaks Russian plurals', () => {
    const russian = makeText('system', () => 'ru-RU')
    expect(trayTooltip(waiting, russian, NOW)).toContain('18 мин')
    for (const count of [1, 2, 5, 21]) expect(trayTooltip(state({ count, level: 'calm' }), russian, NOW)).not.toContain('tray.')
  })

  it('F3 writes the time of day as the window does', () => {
    const at = new Date(2026, 10, 25, 13, 5).getTime()
    expect(text.time(at, at)).toMatch(/^1:05\sPM$/)
    expect(makeText('ru', () => 'ru-RU').time(at, at)).toBe('13:05')
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
