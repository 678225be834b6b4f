import { act, screen, waitFor } from '@testing-library/react'
import { afterAll, describe, expect, it } from 'vitest'
import { speak } from '../../src-renderer/text/t'
import { conversation, MINUTE, row, settings } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, setStage, settle } from './stage'

setStage()
afterAll(() => speak('en'))

const desk = () =>
  emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira', { waitingSinceAt: Date.now() - 18.9 * MINUTE, unreadCount: 2 }))] })

describe('languages', () => {
  // First: only once is the catalog still on its way.
  it('F20 who changes their mind while a language is loaded gets the last one', async () => {
    openWindow(fakeMain(desk()))
    await screen.findByRole('listbox', { name: 'Mine' })
    const both = [speak('ru'), speak('en')]
    await act(() => Promise.all(both))
    await settle()
    await waitFor(() => expect(screen.getByRole('listbox', { name: 'Mine' })).toBeTruthy())
    expect(document.documentElement.lang).toBe('en')
  })

  it('F20 the window changes its language at once, plurals included, and says so to screen readers', async () => {
    const bridge = fakeMain(desk())
    openWindow(bridge)
    await screen.findByRole('listbox', { name: 'Mine' })
    act(() => bridge.raise('settings.changed', { ...settings, language: 'ru' }))
    await screen.findByRole('listbox', { name: 'Мои' })
    expect(document.documentElement.lang).toBe('ru')
    expect(screen.getByRole('option').textContent).toContain('18 минут')
    act(() => bridge.raise('settings.changed', { ...settings, language: 'en' }))
    await screen.findByRole('listbox', { name: 'Mine' })
    expect(document.documentElement.lang).toBe('en')
  })
})
