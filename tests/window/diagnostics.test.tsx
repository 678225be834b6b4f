import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { HealthLine } from '../../src-preload/contract/schemas/health'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { id } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const line = (what: string, facts: HealthLine['facts'], ago = 0): HealthLine => ({
  at: Date.now() - ago,
  profileId: id.profile('p1'),
  what,
  facts,
})

async function openSettings(lines: HealthLine[], more: Parameters<typeof fakeMain>[1] = {}) {
  const bridge = fakeMain(emptyDesk(), { 'health.log': () => [...lines], ...more })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  await screen.findByRole('heading', { name: 'Diagnostics' })
  await settle()
  return bridge
}

describe('the health log in the settings', () => {
  it('M10 without lines it says so', async () => {
    await openSettings([])
    expect(screen.getByText('Nothing has happened yet')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull()
  })

  it('M10 each kind of line is a sentence, and one of a newer main is shown by its name', async () => {
    await openSettings([
      line('gap', { conversations: 2, lateMs: 40_000, which: '1/4' }),
      line('caught-up', { gapMs: 9 * 3_600_000, tookMs: 2_000, messages: 1, conversations: 1 }),
      line('link', { state: 'waiting', word: 'dns', lastedMs: 0 }),
      line('clock-jumped', { byMs: -86_400_000 }),
      line('moonrise', {}),
    ])
    const list = screen.getByRole('list', { name: 'Health log' })
    const words = within(list)
      .getAllByRole('listitem')
      .map((item) => item.querySelector('span')?.textContent)
    expect(words).toEqual([
      'The live channel kept 2 conversations to itself for up to 40 sec. Fetched now',
      'Caught up in 2 sec after 9 hr: 1 new message',
      'Offline. The name of the server was not found.',
      'The clock of this computer was set back by 1 day',
      'moonrise',
    ])
  })

  it('M10 many lines are folded, and all can be seen', async () => {
    await openSettings(Array.from({ length: 400 }, (_, count) => line('throttled', { waitMs: 1_000 }, count * 1_000)))
    expect(screen.getAllByRole('listitem')).toHaveLength(6)
    await userEvent.click(screen.getByRole('button', { name: 'Show all 400 lines' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(400)
    await userEvent.click(screen.getByRole('button', { name: 'Show fewer' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(6)
  })

  it('M10 new lines appear by themselves', async () => {
    const lines = [line('slept', {})]
    const bridge = await openSettings(lines)
    lines.unshift(line('woke', { sleptMs: 60_000 }))
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['health'] }))
    expect(await screen.findByText('The computer woke up after 1 min')).toBeTruthy()
  })

  it('M10 saving says what came of it: saved, changed my mind, no room on the disk', async () => {
    let answer: () => { saved: boolean } = () => ({ saved: true })
    await openSettings([], { 'diagnostics.export': () => answer() })
    const press = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await press()
    expect(await screen.findByText('The file is saved')).toBeTruthy()
    answer = () => {
      throw new Refusal({ kind: 'disk-full' })
    }
    await press()
    expect(await screen.findByText(/The disk is full/)).toBeTruthy()
    const before = useUi.getState().toasts.length
    answer = () => ({ saved: false })
    await press()
    expect(useUi.getState().toasts).toHaveLength(before)
  })
})
