import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { conversation, message, profile, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, setStage, settle } from './stage'

setStage()

/** React writes what it caught; here that is what was wanted. */
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined))
afterEach(() => void vi.restoreAllMocks())

/** Main checks what it sends, so only a bug of the window can break it: an attachment list that is none. */
const broken = () => message(1, { attachments: null as never })

describe('the window is never blank', () => {
  it('F20 a conversation that breaks leaves words, a number that main has too, and the rest of the window', async () => {
    const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira')), row(conversation(1041, 'Kofi Mensah'))] })
    desk.messages.set(nameOf(refTo(1042)), [broken()])
    desk.messages.set(nameOf(refTo(1041)), [message(20, { content: 'this one works' })])
    const bridge = fakeMain(desk)
    openWindow(bridge)
    await settle()
    act(() => useUi.getState().select(refTo(1042)))
    await screen.findByText('This part of Perch broke')
    const number = /name fault (W[0-9A-F]{8})/.exec(document.body.textContent ?? '')?.[1]
    await waitFor(() =>
      expect(bridge.calls('window.report').some(({ problem }) => problem?.startsWith(`${number} TypeError`))).toBe(true),
    )
    expect(screen.getByRole('listbox', { name: 'Mine' })).toBeTruthy()
    act(() => useUi.getState().select(refTo(1041)))
    await screen.findByText('this one works')
  })

  it('F20 "Open again" draws what can be drawn by now', async () => {
    const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
    const sick = broken()
    desk.messages.set(nameOf(refTo(1042)), [sick])
    openWindow(fakeMain(desk))
    await settle()
    act(() => useUi.getState().select(refTo(1042)))
    const again = await screen.findByRole('button', { name: 'Open again' })
    sick.attachments = []
    await userEvent.click(again)
    await screen.findByText('message 1')
  })

  it('F20 what breaks outside of the rooms leaves words too', async () => {
    openWindow(fakeMain(emptyDesk({ profiles: [profile({ accounts: null as never })] })))
    await screen.findByText('This part of Perch broke')
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('F20 data that cannot be opened is said, with its number and a way to try again', async () => {
    let isBroken = true
    const desk = emptyDesk()
    openWindow(
      fakeMain(desk, {
        'profile.list': () => {
          if (isBroken) throw new Refusal({ kind: 'internal', incident: 'P-7f3a' })
          return desk.profiles
        },
      }),
    )
    await screen.findByText('Perch could not open its data')
    screen.getByText(/name fault P-7f3a/)
    isBroken = false
    await userEvent.click(screen.getByRole('button', { name: 'Open again' }))
    await screen.findByRole('navigation', { name: 'Views and inboxes' })
  })

  it('F20 while the keychain is waited for the window says so', async () => {
    openWindow(fakeMain(emptyDesk(), { 'profile.list': () => new Promise(() => undefined) }))
    await screen.findByText(/If the keychain of this computer asks for its password/)
  })
})
