import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ManagedView } from '../../src-preload/contract/schemas/managed'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, setStage } from './stage'

setStage()

const managed: ManagedView = {
  file: '/etc/perch/policy.json',
  server: 'https://chat.acme.example',
  isPinned: false,
  updates: 'off',
  alertPrivacy: 'name',
  off: ['channels', 'fieldPacks'],
  fixed: ['alertPrivacy', 'playbook'],
  problems: [],
}

async function openSettings(view: ManagedView) {
  const bridge = fakeMain(emptyDesk({ managed: view }))
  openWindow(bridge)
  await screen.findByRole('navigation')
  await userEvent.keyboard('{Control>},{/Control}')
  await screen.findByRole('heading', { name: 'Settings', level: 1 })
  return bridge
}

describe('a managed machine', () => {
  it('F13 the settings say what the organisation decided; what is fixed cannot be changed, what is off is not offered', async () => {
    const bridge = await openSettings(managed)
    const section = (await screen.findByRole('heading', { name: 'Your organisation' })).closest('section') as HTMLElement
    expect(
      within(section)
        .getAllByRole('listitem')
        .map((line) => line.textContent),
    ).toEqual([
      'Only this server: https://chat.acme.example',
      expect.stringMatching(/^Alerts show at most: /),
      'Perch does not update itself',
      'Channels and webhooks cannot be changed here',
      'Nothing can be taken along',
    ])
    const playbook = screen.getByRole('switch', { name: 'Offer canned responses by my own use' })
    expect(playbook.matches(':disabled')).toBe(true)
    await userEvent.click(playbook)
    expect(bridge.calls('settings.set')).toEqual([])
    expect(screen.getByRole('switch', { name: 'Enter sends' }).matches(':disabled')).toBe(false)
    const menu = screen.getByRole('navigation', { name: 'Settings' })
    expect(within(menu).queryByText('Channels')).toBeNull()
    await userEvent.click(within(menu).getByText('Alerts'))
    const levels = await screen.findByRole('radiogroup', { name: /show/i })
    expect(
      within(levels)
        .getAllByRole('radio')
        .map((one) => one.matches(':disabled')),
    ).toEqual([true, false, false])
  })

  it('F13 where nobody manages the machine nothing is said', async () => {
    await openSettings({ ...managed, file: null, server: null, updates: null, alertPrivacy: null, off: [], fixed: [] })
    expect(screen.queryByText('Your organisation')).toBeNull()
    expect(screen.queryByText('Set by your organisation')).toBeNull()
  })

  it('F13 rules that cannot be read are said on every page, and what is wrong with them in the settings', async () => {
    const problems: ManagedView['problems'] = [
      { key: 'sever', reason: 'unknown' },
      { key: 'updates', reason: 'bad-value' },
    ]
    await openSettings({ ...managed, problems })
    expect((await screen.findByText('The rules of your organisation cannot be read.')).closest('p')?.textContent).toContain(
      '/etc/perch/policy.json',
    )
    expect(screen.getByText('The rule “sever” is not known.')).toBeTruthy()
    expect(screen.getByText('The rule “updates” has a value that makes no sense.')).toBeTruthy()
  })

  it('F13 F19 the sign-in shows the one server that is allowed, and it cannot be typed over', async () => {
    openWindow(fakeMain(emptyDesk({ profiles: [], managed })))
    const field = await screen.findByDisplayValue('https://chat.acme.example')
    await userEvent.type(field, 'x')
    expect((field as HTMLInputElement).value).toBe('https://chat.acme.example')
    expect(screen.getByText('Set by your organisation')).toBeTruthy()
  })
})
