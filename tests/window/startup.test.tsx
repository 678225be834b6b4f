import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { AtLogin } from '../../src-preload/contract/schemas/startup'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal, type Handlers } from '../fakes/bridge'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

async function open(atLogin: AtLogin, handlers: Handlers = {}) {
  const desk = emptyDesk({ atLogin })
  const bridge = fakeMain(desk, handlers)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  await screen.findByRole('heading', { name: 'Start' })
  await settle()
  return { bridge, desk }
}

const isOn = () => screen.getByRole('switch', { name: 'Start at login' }).getAttribute('aria-checked')
const press = async () => {
  await userEvent.click(screen.getByRole('switch', { name: 'Start at login' }))
  await settle()
}

describe('start at login in the settings', () => {
  it('F12 shows what the system has, switches it, and is read anew when the page comes back', async () => {
    const { bridge, desk } = await open('off')
    expect(isOn()).toBe('false')
    await press()
    expect([bridge.calls('startup.set'), isOn()]).toEqual([[{ on: true }], 'true'])
    // Somebody removes the entry meanwhile; nobody tells Perch.
    desk.atLogin = 'off'
    act(() => useUi.getState().go('workspace'))
    await settle()
    act(() => useUi.getState().go('settings'))
    await settle()
    expect(isOn()).toBe('false')
  })

  it('F12 an entry of another program is on, and said to be another', async () => {
    await open('other')
    expect(isOn()).toBe('true')
    expect(screen.getByText(/another program is started in the place of this Perch/)).toBeTruthy()
  })

  it('F12 a refusal says which file, and the switch stays as the system has it', async () => {
    await open('on', {
      'startup.set': () => {
        const explained = {
          why: 'startup.unwritable',
          next: 'startup.next.file',
          detail: '/home/eva/.config/autostart',
          words: null,
        }
        throw new Refusal({ kind: 'disk-trouble', explained })
      },
    })
    await press()
    expect(isOn()).toBe('true')
    expect(screen.getByText(/could not be changed.*read and write \/home\/eva\/\.config\/autostart/)).toBeTruthy()
  })
})
