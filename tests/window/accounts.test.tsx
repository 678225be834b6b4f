import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, id, profile, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

describe('several accounts', () => {
  it('F11 one of them is chosen in the rail or by its number; the lists run over that one, and over all again', async () => {
    const account = (n: number, name: string) => ({ ...profile().accounts[0]!, id: id.account(n), name })
    const two = profile({ accounts: [account(1, 'Acme Support'), account(2, 'Beta Shop')] })
    const bridge = fakeMain(emptyDesk({ profiles: [two], rows: [row(conversation(1042, 'Ana Ferreira'))] }))
    openWindow(bridge)
    await settle()
    await userEvent.click(screen.getByRole('button', { name: /All accounts/ }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: /Beta Shop/ }))
    await settle()
    const beta = { profileId: id.profile('p1'), accountId: id.account(2) }
    expect(useUi.getState().scope).toEqual(beta)
    expect(JSON.stringify(bridge.calls('conversation.list').at(-1))).toContain('"accountId":2')
    await userEvent.keyboard('{Control>}1{/Control}')
    expect(useUi.getState().scope).toEqual({ ...beta, accountId: id.account(1) })
    await userEvent.keyboard('{Control>}0{/Control}')
    await settle()
    expect(useUi.getState().scope).toBeNull()
    screen.getByRole('button', { name: /All accounts/ })
  })
})

describe('accounts in the settings', () => {
  it('F2 signing out says what would be lost, replies and changes, and asks first', async () => {
    const asked: boolean[] = []
    const bridge = fakeMain(emptyDesk(), {
      'profile.signOut': ({ force }) => {
        asked.push(force)
        return { done: force, unsent: 1, changes: 2 }
      },
    })
    openWindow(bridge)
    await settle()
    act(() => useUi.getState().go('settings'))
    await userEvent.click((await screen.findAllByRole('button', { name: 'Sign out' }))[0]!)
    const alert = await screen.findByRole('alert')
    within(alert).getByText('1 reply has not left yet. Signing out drops it.')
    within(alert).getByText('2 changes are not on the server yet. Signing out drops them.')
    await userEvent.click(within(alert).getByRole('button', { name: 'Stay signed in' }))
    expect(screen.queryByText(/has not left yet/)).toBeNull()
    await userEvent.click(screen.getAllByRole('button', { name: 'Sign out' })[0]!)
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out and drop' }))
    await settle()
    expect(asked).toEqual([false, false, true])
  })
})
