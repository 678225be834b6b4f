import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import type { Profile } from '../../src-preload/contract/entities'
import type { Presence } from '../../src-preload/contract/presence'
import { type Chooser, choosePresence } from '../../src-main/core/presence/choose'
import { makeText } from '../../src-main/desktop/text'
import { makeTray } from '../../src-main/desktop/tray'
import { presenceItem } from '../../src-main/desktop/tray-presence'
import { unknownState } from '../../src-main/desktop/tray-state'
import { FakeClock } from '../fakes/clock'

type Item = MenuItemConstructorOptions
type Own = Partial<Omit<Presence, 'accountId'>> & { accountId: number; name: string }

const text = makeText('en', () => 'en-US')

/** A profile whose agent is online by the keyboard, but for what is said. */
function profile(id: string, own: Own[]): Profile {
  const presence = own.map(({ name: _name, ...some }) => ({
    ...{ mode: 'auto', chosen: 'online', shown: 'online', away: null, elsewhere: false },
    ...some,
  }))
  const accounts = own.map(({ accountId, name, chosen = 'online' }) => ({ id: accountId, name, availability: chosen }))
  return { id, baseUrl: `https://${id}.example.com`, accounts, presence, link: { state: 'live' } } as unknown as Profile
}
const below = (item: Item | undefined): Item[] => (item?.submenu as Item[] | undefined) ?? []
const checked = (item: Item | undefined) =>
  below(item)
    .filter((one) => one.checked)
    .map((one) => one.label)
const click = (item: Item | undefined) => item?.click?.({} as never, undefined, {})
const find = (items: Item[], label: string) => items.find((item) => item.label === label)

describe('desktop/tray-presence', () => {
  it('F3 with one account its choices are one step away, and the label is what colleagues see', () => {
    const item = presenceItem([profile('a', [{ accountId: 1, name: 'Acme', shown: 'offline', away: 'locked' }])], text, vi.fn())
    expect([item.label, below(item).map((one) => one.label), checked(item)]).toEqual([
      'You are offline',
      ['Automatic', 'Online', 'Busy', 'Offline'],
      ['Automatic'],
    ])
  })

  it('F3 with several accounts each has its own choices, beside those for all', () => {
    const choose = vi.fn()
    const busy = { mode: 'hand', chosen: 'busy', shown: 'busy' } as const
    const item = presenceItem(
      [
        profile('a', [
          { accountId: 1, name: 'Acme' },
          { accountId: 2, name: 'B & B', ...busy },
        ]),
      ],
      text,
      choose,
    )
    expect(item.label).toBe('Availability')
    expect(below(item).map((one) => one.label ?? '---')).toEqual([
      'Acme: online',
      'B && B: busy',
      '---',
      'In all accounts',
      ...['Automatic', 'Online', 'Busy', 'Offline'],
    ])
    const [acme, both] = below(item)
    expect([checked(acme), checked(both), checked(item)]).toEqual([['Automatic'], ['Busy'], []])
    click(find(below(both), 'Offline'))
    click(find(below(acme), 'Busy'))
    click(find(below(both), 'Automatic'))
    click(find(below(item), 'Online'))
    expect(choose.mock.calls).toEqual([
      ['offline', { profileId: 'a', accountId: 2 }],
      ['busy', { profileId: 'a', accountId: 1 }],
      ['auto', { profileId: 'a', accountId: 2 }],
      ['online', null],
    ])
    const ids = [item, ...below(item), ...below(item).flatMap(below)].flatMap(({ id }) => (id === undefined ? [] : [id]))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('F3 accounts of one name are told apart by their servers', () => {
    const item = presenceItem(
      ['a', 'b'].map((id) => profile(id, [{ accountId: 1, name: 'Acme' }])),
      text,
      vi.fn(),
    )
    expect(
      below(item)
        .slice(0, 2)
        .map((one) => one.label),
    ).toEqual(['Acme (a.example.com): online', 'Acme (b.example.com): online'])
    expect([item.label, checked(item)]).toEqual(['You are online', ['Automatic']])
  })

  it('F3 a click that the server does not take leaves no check mark behind: the menu is drawn anew', async () => {
    const clock = new FakeClock()
    const surface = { setPicture: vi.fn(), setTooltip: vi.fn(), setMenu: vi.fn(), recreate: vi.fn(), remove: vi.fn() }
    const chosen = vi.fn()
    const actions = { choosePresence: chosen } as unknown as Parameters<typeof makeTray>[0]['actions']
    const tray = makeTray({ surface, text, clock, actions })
    tray.render({
      ...unknownState({ blurNames: false, amberAfterMs: 1, redAfterMs: 2 }),
      profiles: [profile('a', [{ accountId: 1, name: 'Acme' }])],
    })
    const menu = surface.setMenu.mock.lastCall?.[0] as Item[]
    click(find(below(menu.find(({ id }) => id === 'availability')), 'Busy'))
    expect(chosen).toHaveBeenCalledWith('busy', null)
    await clock.advance(1_000)
    expect(surface.setMenu).toHaveBeenCalledTimes(2)
    expect(surface.setPicture).toHaveBeenCalledTimes(1)
  })
})

describe('core/presence/choose', () => {
  function chooser(id: string, accounts: number[], isTaken = true) {
    const answer = isTaken ? { ok: true, value: {} } : { ok: false, error: { kind: 'offline' } }
    const presence = { setAvailability: vi.fn(() => Promise.resolve(answer)), follow: vi.fn() }
    const view = (): unknown => ({ id, accounts: accounts.map((account) => ({ id: account })) })
    return { presence, asChooser: { view, presence } as unknown as Chooser }
  }
  const place = { profileId: 'b', accountId: 2 } as Parameters<typeof choosePresence>[2]

  it('F3 chooses in the one account that is meant, and nowhere else', async () => {
    const [a, b] = [chooser('a', [1, 2]), chooser('b', [1, 2])]
    const both = [a.asChooser, b.asChooser]
    expect(await choosePresence(both, 'busy', place)).toBe(true)
    await choosePresence(both, 'auto', place)
    expect([a, b].map(({ presence }) => presence.setAvailability.mock.calls)).toEqual([[], [[2, 'busy']]])
    expect([a, b].map(({ presence }) => presence.follow.mock.calls)).toEqual([[], [[2]]])
  })

  it('F3 chooses everywhere, and says when one server did not take it', async () => {
    const [a, b] = [chooser('a', [1, 2]), chooser('b', [7], false)]
    expect(await choosePresence([a.asChooser, b.asChooser], 'offline', null)).toBe(false)
    expect(a.presence.setAvailability.mock.calls).toEqual([
      [1, 'offline'],
      [2, 'offline'],
    ])
    expect(b.presence.setAvailability.mock.calls).toEqual([[7, 'offline']])
  })
})
