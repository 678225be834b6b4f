import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

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
