import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

describe('the rooms main asks for', () => {
  it('F3 settings and the outbox, by a line of the tray menu', async () => {
    const bridge = fakeMain(emptyDesk())
    openWindow(bridge)
    await settle()
    act(() => bridge.raise('room.requested', { room: 'settings' }))
    await screen.findByRole('heading', { name: 'Settings' })
    act(() => bridge.raise('room.requested', { room: 'outbox' }))
    await screen.findByRole('heading', { name: 'Outbox' })
    expect([useUi.getState().room, useUi.getState().side]).toEqual(['workspace', 'outbox'])
  })
})
