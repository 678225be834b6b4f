import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Presence } from '../../src-preload/contract/presence'
import { useUi } from '../../src-renderer/ui-state'
import { id, profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

function presence(some: Partial<Presence> = {}): Presence {
  return { accountId: id.account(1), mode: 'auto', chosen: 'online', shown: 'online', away: null, elsewhere: false, ...some }
}

async function open(mine: Presence, autoOffline = true) {
  const accounts = profile().accounts.map((account) => ({ ...account, autoOffline }))
  const bridge = fakeMain(emptyDesk({ profiles: [profile({ accounts, presence: [mine] })] }))
  openWindow(bridge)
  await settle()
  return bridge
}

async function openSettings(mine: Presence, autoOffline = true) {
  const bridge = await open(mine, autoOffline)
  act(() => useUi.getState().go('settings'))
  await screen.findByRole('heading', { name: 'Presence' })
  return bridge
}

const section = () => within(document.getElementById('set-presence') as HTMLElement)

describe('my presence', () => {
  it.each([
    ['here', presence(), true, 'Online: you are at this computer.'],
    ['locked', presence({ shown: 'offline', away: 'locked' }), true, 'Offline: this screen is locked.'],
    ['by hand', presence({ mode: 'hand', chosen: 'busy', shown: 'busy' }), true, /^Busy, chosen by hand/],
    ['elsewhere', presence({ away: 'idle', elsewhere: true }), true, /^Online: nobody has touched.*Another window of yours/],
    ['kept', presence({ away: 'locked' }), false, /^Online: this screen is locked\. The server goes on showing it/],
  ])('M11 the settings say what the server shows and why: %s', async (...[, mine, autoOffline, words]) => {
    await openSettings(mine, autoOffline)
    expect(section().getByText(words)).toBeTruthy()
  })

  it('M11 the foot of the rail says it in two words, and its menu leads back to automatic', async () => {
    const bridge = await open(presence({ mode: 'hand', chosen: 'busy', shown: 'offline', away: 'locked' }))
    const me = screen.getByRole('button', { name: /Mira Olsen/ })
    expect(me.textContent).toContain('Offline, locked')
    await userEvent.click(me)
    expect(screen.getByRole('menuitemradio', { name: 'Busy' }).getAttribute('aria-checked')).toBe('true')
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Automatic' }))
    expect(bridge.calls('presence.follow')).toEqual([{ profileId: 'p1', accountId: 1 }])
  })

  it('M11 a choice by hand, the times and the switch of the server go where they belong', async () => {
    const bridge = await openSettings(presence())
    await userEvent.click(section().getByRole('button', { name: /^Presence in Acme Support: Automatic/ }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Busy' }))
    expect(bridge.calls('profile.setAvailability')).toEqual([{ profileId: 'p1', accountId: 1, availability: 'busy' }])
    await userEvent.click(section().getByRole('button', { name: 'Offline after: 5 minutes' }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: '10 minutes' }))
    await userEvent.click(section().getByRole('button', { name: 'Busy after: Never' }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: '3 minutes' }))
    expect(bridge.calls('settings.set')).toEqual([{ offlineAfterMs: 600_000 }, { busyAfterMs: 180_000 }])
    await userEvent.click(section().getByRole('switch', { name: 'Offline by itself in Acme Support' }))
    expect(bridge.calls('presence.setAutoOffline')).toEqual([{ profileId: 'p1', accountId: 1, on: false }])
  })

  it('M11 busy cannot be chosen where offline would come first', async () => {
    await openSettings(presence())
    await userEvent.click(section().getByRole('button', { name: 'Busy after: Never' }))
    expect(screen.getAllByRole('menuitemradio').map((one) => one.textContent)).toEqual(['Never', '2 minutes', '3 minutes'])
  })
})
