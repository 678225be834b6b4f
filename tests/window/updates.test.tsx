import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { UpdateState } from '../../src-preload/contract/schemas/update'
import { useUi } from '../../src-renderer/ui-state'
import { emptyDesk, fakeMain, updateState } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

async function open(some: Partial<UpdateState> = {}) {
  const desk = emptyDesk({ updates: updateState(some) })
  const bridge = fakeMain(desk)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  await screen.findByRole('heading', { name: 'Updates' })
  await settle()
  const become = async (more: Partial<UpdateState>) => {
    desk.updates = { ...desk.updates, ...more }
    act(() => bridge.raise('update.changed', {}))
    await settle()
  }
  return { bridge, desk, become }
}

const box = () => within(screen.getByRole('heading', { name: 'Updates' }).closest('section') ?? document.body)
const press = async (name: string) => {
  await userEvent.click(box().getByRole('button', { name }))
  await settle()
}

describe('updates in the settings', () => {
  it('F12 tells which version runs, looks when it is asked, and says what comes of it', async () => {
    const { bridge, become } = await open()
    expect(box().getByText('Perch 1.0.0')).toBeTruthy()
    await press('Check now')
    expect(bridge.calls('update.check')).toHaveLength(1)
    await become({ phase: 'looking' })
    expect(box().getByRole('button', { name: 'Check now' }).getAttribute('aria-busy')).toBe('true')
    await become({ phase: 'fetching', newer: '1.1.0', share: 0.426 })
    expect(box().getByText('Version 1.1.0 is being fetched: 42 %.')).toBeTruthy()
    await become({ phase: 'ready', share: 1 })
    expect(box().getByText('Version 1.1.0 is here and is installed when you quit.')).toBeTruthy()
    await press('Restart now')
    expect(bridge.calls('update.install')).toHaveLength(1)
    await become({ heldBy: 2 })
    expect(box().getByText(/2 replies have not left yet/)).toBeTruthy()
  })

  it('F12 says when there is nothing newer', async () => {
    await open({ lookedAt: Date.now() })
    expect(box().getByText(/This is the newest version for you/)).toBeTruthy()
  })

  it.each([
    ['unsigned', /not signed by the makers of Perch/],
    ['offline', /cannot be reached/],
    ['damaged', /thrown away/],
  ] as const)('F12 says what went wrong: %s', async (fault, words) => {
    await open({ fault, lookedAt: 1 })
    expect(box().getByText(words)).toBeTruthy()
    expect(box().queryByText(/newest version/)).toBeNull()
  })

  it('F12 the channel and the switch are settings like others', async () => {
    const { bridge } = await open()
    await userEvent.click(box().getByRole('switch', { name: 'Look for newer versions' }))
    await press('Versions: Stable')
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Beta' }))
    await settle()
    expect(bridge.calls('settings.set')).toEqual([{ updates: false }, { updateChannel: 'beta' }])
  })

  it('F12 what the machine’s owner decided can be read and not changed', async () => {
    await open({ locked: { updates: true, channel: 'beta' } })
    expect(box().queryByRole('switch')).toBeNull()
    expect(box().getByText('Beta')).toBeTruthy()
    expect(box().getAllByText('Decided by whoever manages this computer')).toHaveLength(2)
    expect(box().getByRole('button', { name: 'Check now' })).toBeTruthy()
  })

  it('F12 where a package manager installs, Perch tells and leads to the place', async () => {
    const { bridge } = await open({ way: 'package', newer: '1.1.0', lookedAt: 1 })
    expect(box().getByText('Version 1.1.0 is there.')).toBeTruthy()
    expect(box().queryByRole('button', { name: 'Restart now' })).toBeNull()
    await press('Get it')
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://perch.test' }])
  })

  it('F12 a copy that was not released says so and offers nothing', async () => {
    await open({ way: 'none' })
    expect(box().getByText(/was not released/)).toBeTruthy()
    expect(box().queryAllByRole('button')).toEqual([])
  })
})
