import { act, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { QUICK_KEY_STATES, type QuickKeyState } from '../../src-preload/contract/quick-key'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { useUi } from '../../src-renderer/ui-state'
import type { Handlers } from '../fakes/bridge'
import { settings } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, setStage, settle } from './stage'

setStage()

async function open(some: Partial<Settings> = {}, handlers: Handlers = {}) {
  const desk = emptyDesk({ settings: { ...settings, ...some } })
  const bridge = fakeMain(desk, handlers)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  await screen.findByText('Key for quick reply')
  await settle()
  return bridge
}

const button = () => screen.getByRole('button', { name: /^Key for quick reply: .*Change the key$/ })
const said = () => document.querySelector('.quick-key [role="status"]')?.textContent

type Press = [key: string, more?: object]
const press = ([key, more]: Press) =>
  fireEvent.keyDown(button(), { key, code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key, ...more })

async function choose(...presses: Press[]): Promise<void> {
  await userEvent.click(button())
  presses.forEach(press)
  await settle()
}

const strong = { ctrlKey: true, altKey: true }

describe('the key for quick reply in the settings', () => {
  it('M8 any key is pressed and is the new one, by its place on a Russian layout; it can be taken away and given back', async () => {
    const bridge = await open()
    expect([button().textContent, said()]).toEqual(['CtrlShiftSpace', 'The key is given to Perch'])
    await choose(['Control', { ctrlKey: true }], ['л', { ...strong, code: 'KeyK' }])
    await choose([' ', { metaKey: true, shiftKey: true, code: 'Space' }])
    await choose(['F9'])
    await choose(['Backspace'])
    expect([button().textContent, said()]).toEqual(['None', 'No key. The command perch --quick opens it too'])
    await userEvent.click(screen.getByRole('button', { name: 'Key for quick reply: back to Ctrl+Shift+Space' }))
    await settle()
    expect(document.activeElement).toBe(button())
    expect(bridge.calls('settings.set')).toEqual(
      ['Ctrl+Alt+K', 'Shift+Super+Space', 'F9', '', 'Ctrl+Shift+Space'].map((quickKey) => ({ quickKey })),
    )
  })

  const refused: [Press, string][] = [
    [['x'], 'X is typed in every program'],
    [['X', { shiftKey: true }], 'Shift+X is typed in every program'],
    [['c', { ctrlKey: true }], 'Nearly every program has a use for Ctrl+C'],
    [['f', { altKey: true }], 'Nearly every program has a use for Alt+F'],
    [['F5'], 'Nearly every program has a use for F5'],
    [['V', { ctrlKey: true, shiftKey: true }], 'Nearly every program has a use for Ctrl+Shift+V'],
    [['F4', { altKey: true }], 'The desktop itself uses Alt+F4'],
    [['F2', strong], 'The desktop itself uses Ctrl+Alt+F2'],
    [['l', { metaKey: true }], 'The desktop itself uses Super+L'],
    [['ArrowLeft', strong], 'This key cannot be taken in every program'],
    [['Enter', strong], 'This key cannot be taken in every program'],
  ]
  it('M8 what every program or the desktop needs is refused in words, and another is awaited', async () => {
    const bridge = await open()
    await userEvent.click(button())
    for (const [one, words] of refused) {
      press(one)
      expect(said()).toContain(words)
    }
    press(['k', strong])
    await settle()
    expect(bridge.calls('settings.set')).toEqual([{ quickKey: 'Ctrl+Alt+K' }])
  })

  it('M8 a key that means something in Perch is refused by its name; Esc leaves all as it was', async () => {
    const bridge = await open({ keyMap: { snooze: ['Ctrl+Shift+K'] } })
    await choose(['K', { ctrlKey: true, shiftKey: true }])
    expect(said()).toBe('In Perch Ctrl+Shift+K is "Snooze". Press another key')
    press(['Escape'])
    await settle()
    expect([bridge.calls('settings.set'), useUi.getState().room]).toEqual([[], 'settings'])
    expect(button().getAttribute('aria-pressed')).toBe('false')
  })

  it('M8 who goes to another button has not chosen', async () => {
    const bridge = await open()
    await choose()
    await userEvent.tab()
    fireEvent.keyDown(document.body, { key: 'F9', code: 'F9' })
    await settle()
    expect(bridge.calls('settings.set')).toEqual([])
  })

  it('M8 it is said what became of the key, and again whenever that changes', async () => {
    let now: QuickKeyState = { state: 'asking', trigger: null }
    const bridge = await open({}, { 'quick.key': () => now })
    const lines = new Set<string>()
    for (const state of QUICK_KEY_STATES) {
      now = { state, trigger: state === 'given' ? 'Meta+Q' : null }
      act(() => bridge.raise('quick.keyChanged', {}))
      await settle()
      const isWarned = document.querySelector('.quick-key .key-trouble') !== null
      expect([state, isWarned]).toEqual([state, ['taken', 'missing', 'refused', 'unset'].includes(state)])
      lines.add(said() ?? '')
    }
    expect(lines.size).toBe(QUICK_KEY_STATES.length)
    expect([...lines].filter((words) => words.includes('Meta+Q'))).toHaveLength(1)
  })
})
