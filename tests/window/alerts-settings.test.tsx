import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../src-preload/contract/schemas/alert'
import { useUi } from '../../src-renderer/ui-state'
import type { Handlers } from '../fakes/bridge'
import { refTo } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const verdict = (some: Partial<Verdict>): Verdict => ({
  ...{ at: Date.now() - 60_000, conversation: refTo(1042), name: 'Ana Ferreira', event: 'customer', alerted: true },
  ...{ reason: 'mine', rule: null, would: null },
  ...some,
})
const wouldNot = { alerted: false, reason: 'not-mine', rule: null }

/** Settings › Alerts over a desktop that shows alerts, with these events behind it. */
async function open(history: Verdict[] = [], more: Handlers = {}) {
  const bridge = fakeMain(emptyDesk(), {
    'alert.history': () => history,
    'alert.desktop': () => ({ available: true, isQuiet: false, canReply: true }),
    ...more,
  })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  const menu = await screen.findByRole('navigation', { name: 'Settings' })
  await userEvent.click(within(menu).getByText('Alerts'))
  await screen.findByRole('heading', { name: 'Alerts', level: 1 })
  await settle()
  return bridge
}
const set = (bridge: Awaited<ReturnType<typeof open>>) => bridge.calls('settings.set')

describe('Settings › Alerts', () => {
  it('F17 what an alert may show is picked by looking, with the arrows too', async () => {
    const bridge = await open()
    const radios = () => screen.getAllByRole('radio').filter((one) => one.classList.contains('pick'))
    expect(radios().map((one) => one.getAttribute('aria-checked'))).toEqual(['true', 'false', 'false'])
    await userEvent.click(radios()[1]!)
    await waitFor(() => expect(radios()[1]?.getAttribute('aria-checked')).toBe('true'))
    radios()[1]!.focus()
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(radios()[2]?.getAttribute('aria-checked')).toBe('true'))
    expect(set(bridge)).toEqual([{ alertPrivacy: 'name' }, { alertPrivacy: 'nothing' }])
  })

  it('F17 off, about whom and when once more are written at once', async () => {
    const bridge = await open()
    await userEvent.click(screen.getByRole('button', { name: 'Alert me about: Mine and unassigned' }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'All conversations' }))
    await userEvent.click(screen.getAllByRole('switch')[0]!)
    await waitFor(() => expect(set(bridge)).toEqual([{ alertScope: 'all' }, { alertsEnabled: false }]))
  })

  it('F17 quiet hours: a half typed time changes nothing, a whole one does', async () => {
    const bridge = await open()
    await userEvent.click(screen.getByRole('switch', { name: 'Quiet hours' }))
    const [from] = await screen.findAllByLabelText('From')
    fireEvent.change(from!, { target: { value: '' } })
    const before = set(bridge).length
    fireEvent.change(from!, { target: { value: '19:15' } })
    await waitFor(() => expect(set(bridge)).toHaveLength(before + 1))
    expect(set(bridge).at(-1)?.quietHours?.spans[0]?.from).toBe(19 * 60 + 15)
  })

  it('F17 why it alerted or not: who, why, what these settings would make of it, and the way there', async () => {
    await open([verdict({ would: wouldNot }), verdict({ name: 'Kofi Mensah', alerted: false, reason: 'not-mine' })])
    const why = within(screen.getByRole('region', { name: 'Why did this (not) alert?' }))
    expect(why.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
      expect.stringContaining('Ana Ferreira'),
      expect.stringContaining('Kofi Mensah'),
    ])
    why.getByText(/With these settings 0 of 2 would have alerted instead of 1/)
    await userEvent.click(why.getByRole('button', { name: 'Show the 1' }))
    expect(why.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.click(why.getByRole('button', { name: 'Ana Ferreira' }))
    expect(useUi.getState().selected).toEqual(refTo(1042))
  })

  it('F17 a desktop that shows no alerts is said, and nothing of it where they are shown', async () => {
    await open()
    expect(document.querySelector('.alerts-none')).toBeNull()
    document.body.innerHTML = ''
    await open([], { 'alert.desktop': () => ({ available: false, isQuiet: null, canReply: false }) })
    expect(document.querySelector('.alerts-none')?.textContent).not.toBe('')
  })
})
