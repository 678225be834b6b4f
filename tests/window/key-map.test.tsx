import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { useUi } from '../../src-renderer/ui-state'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { settings } from '../fakes/desk'
import { field, open, twoTalks } from './composer-stage'
import { openWindow, setStage, settle } from './stage'

setStage()

async function openKeys(some: Partial<Settings> = {}) {
  const desk = emptyDesk({ settings: { ...settings, ...some } })
  const bridge = fakeMain(desk)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('keys'))
  await screen.findByRole('heading', { name: 'Shortcuts', level: 1 })
  await settle()
  return { bridge, desk }
}

/** Quick reply has actions of the same names. */
function button(action: string): HTMLElement {
  const all = document.querySelectorAll<HTMLElement>('ul:not([aria-label="Quick reply"]) button[aria-pressed]')
  const found = [...all].find((one) => one.getAttribute('aria-label')?.startsWith(`${action}: `))
  if (!found) throw new Error(`no line for ${action}`)
  return found
}
const keysOn = (action: string) => button(action).getAttribute('aria-label')?.replace(`${action}: `, '').split('.')[0]
const line = (action: string) => within(button(action).closest('li') ?? document.body)
const said = (action: string) => line(action).getByRole('status').textContent

function press(key: string, more: object = {}): boolean {
  const code = /^[a-zа-я]$/i.test(key) ? 'Key' + key.toUpperCase() : key
  return fireEvent.keyDown(document.activeElement ?? document.body, { key, code, ...more })
}

async function choose(action: string, ...presses: [key: string, more?: object][]): Promise<void> {
  await userEvent.click(button(action))
  for (const [key, more] of presses) press(key, more)
  await settle()
}

describe('the page of the keys', () => {
  it('F15 a key is pressed and is the new one, on a Russian layout too; nothing else hears it', async () => {
    const { bridge } = await openKeys()
    await userEvent.click(button('Snooze'))
    expect(button('Snooze').textContent).toBe('Press the new key')
    expect(said('Snooze')).toContain('Esc leaves it')
    press('н', { code: 'KeyY' })
    await settle()
    expect(bridge.calls('settings.set')).toEqual([{ keyMap: { snooze: ['Y'] } }])
    expect([keysOn('Snooze'), document.activeElement]).toEqual(['Y', button('Snooze')])
    await choose('Snooze', ['k', { ctrlKey: true, shiftKey: true }])
    expect([keysOn('Snooze'), screen.queryByRole('dialog')]).toEqual(['Ctrl+Shift+K', null])
    await choose('Snooze', ['g'], ['h'])
    expect(keysOn('Snooze')).toBe('G H')
  })

  it('F15 Esc leaves a key and the page as they are, Backspace takes it away, Tab goes on', async () => {
    const { bridge } = await openKeys()
    await choose('Snooze', ['Shift', { shiftKey: true }], ['Escape'])
    expect([keysOn('Snooze'), useUi.getState().room]).toEqual(['H', 'keys'])
    await userEvent.click(button('Snooze'))
    await userEvent.tab()
    expect(button('Snooze').getAttribute('aria-pressed')).toBe('false')
    expect(bridge.calls('settings.set')).toEqual([])
    await choose('Snooze', ['Backspace'])
    expect([keysOn('Snooze'), button('Snooze').textContent]).toEqual(['None', 'None'])
  })

  it('F15 a clash is said at once, with the name of the other, and is decided', async () => {
    const { bridge } = await openKeys()
    await choose('Snooze', ['e'])
    expect(said('Snooze')).toBe('E is already "Resolve"')
    await userEvent.click(line('Snooze').getByRole('button', { name: 'Leave as it was' }))
    expect([keysOn('Snooze'), document.activeElement]).toEqual(['H', button('Snooze')])
    await choose('Snooze', ['e'])
    press('Escape')
    await settle()
    expect([said('Snooze'), useUi.getState().room]).toEqual(['', 'keys'])
    expect(bridge.calls('settings.set')).toEqual([])
    await choose('Snooze', ['e'])
    await userEvent.click(line('Snooze').getByRole('button', { name: 'Take it over' }))
    await settle()
    expect([keysOn('Snooze'), keysOn('Resolve'), document.activeElement]).toEqual(['E', 'None', button('Snooze')])
    await userEvent.click(screen.getByRole('button', { name: 'Resolve: back to E' }))
    expect(said('Resolve')).toBe('E is already "Snooze"')
  })

  it.each([
    ['x', { altKey: true }, 'Alt writes characters'],
    ['x', { altKey: true, ctrlKey: true }, 'Alt writes characters'],
    [' ', { ctrlKey: true, code: 'Space' }, 'Input methods'],
    ['U', { ctrlKey: true, shiftKey: true }, 'by number'],
    ['v', { ctrlKey: true }, 'Text is edited'],
    ['Enter', {}, 'everywhere'],
    ['1', { ctrlKey: true, code: 'Digit1' }, 'Ctrl+1 is "Account 1 to 9" and stays so'],
    ['x', { metaKey: true }, 'not a key that every keyboard has'],
    ['Dead', {}, 'not a key that every keyboard has'],
    ['F9', {}, 'brings quick reply'],
  ])('F15 %s %j is refused in words, and another is awaited', async (key, how, words) => {
    const { bridge } = await openKeys({ quickKey: 'F9' })
    await choose('Snooze', [key, how])
    expect(said('Snooze')).toContain(words)
    press('y')
    await settle()
    expect(bridge.calls('settings.set')).toEqual([{ keyMap: { snooze: ['Y'] } }])
  })

  it('F15 what works while one writes takes no letter, and what is heard elsewhere is locked', async () => {
    const { bridge } = await openKeys()
    await choose('Search or do anything', ['y'])
    expect(said('Search or do anything')).toContain('needs Ctrl')
    press('Escape')
    expect(screen.queryByRole('button', { name: /^Bold/ })).toBeNull()
    expect(screen.getByRole('img', { name: 'Ctrl+B, cannot be changed' })).toBeTruthy()
    expect(bridge.calls('settings.set')).toEqual([])
  })

  it('F15 is searched by action and by key, and says when nothing is like that', async () => {
    await openKeys()
    const find = screen.getByRole('searchbox', { name: 'Find an action or a key' })
    await userEvent.type(find, 'ctrl+,')
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['SettingsCtrl,'])
    await userEvent.clear(find)
    await userEvent.type(find, 'SNOOZ')
    expect(screen.getAllByRole('listitem').length).toBeGreaterThan(1)
    await userEvent.clear(find)
    await userEvent.type(find, '\u202e😀')
    expect(screen.getByText('No action and no key like this')).toBeTruthy()
  })

  it('F15 all go back at once, and that can be undone', async () => {
    const { desk } = await openKeys({ keyMap: { snooze: ['Y'], resolve: [] } })
    expect(keysOn('Resolve')).toBe('None')
    await userEvent.click(screen.getByRole('button', { name: 'Snooze: back to H' }))
    await waitFor(() => expect(keysOn('Snooze')).toBe('H'))
    await userEvent.click(screen.getByRole('button', { name: 'Back to the default' }))
    await waitFor(() => expect(keysOn('Resolve')).toBe('E'))
    expect(desk.settings.keyMap).toEqual({})
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(keysOn('Resolve')).toBe('None'))
  })

  it('F15 what a file has and nobody could have chosen is named', async () => {
    await openKeys({ keyMap: { snooze: ['Alt+H'], teleport: ['Y'] } })
    expect(screen.getByText(/2 stored lines mean nothing here or clash/).textContent).toContain('teleport, Snooze')
    expect(keysOn('Snooze')).toBe('None')
  })

  it('F15 single letters are switched off as a whole, and none can be chosen then', async () => {
    const { bridge } = await openKeys()
    await userEvent.click(screen.getByRole('switch', { name: 'Single letters and signs' }))
    await settle()
    expect(bridge.calls('settings.set')).toEqual([{ singleKeys: false }])
    await choose('Snooze', ['y'])
    expect(said('Snooze')).toContain('switched off')
    press('Escape')
    act(() => useUi.getState().go('workspace'))
    press('m')
    press('?')
    expect(screen.queryByRole('dialog')).toBeNull()
    press('F1')
    const help = await screen.findByRole('dialog', { name: 'All keys' })
    expect(within(help).getByText('Single letters are switched off in the settings.')).toBeTruthy()
    await userEvent.click(within(help).getByRole('button', { name: 'Change the keys' }))
    expect(useUi.getState().room).toBe('keys')
  })
})

describe('a key that was chosen', () => {
  async function openWith(some: Partial<Settings>) {
    const desk = twoTalks()
    desk.settings = { ...desk.settings, ...some }
    const bridge = await open(desk, 1042)
    const kinds = () => bridge.calls('conversation.change').map(({ change }) => change.kind)
    return { bridge, kinds }
  }

  it('F15 works in the place of the old one, is on its button, in the help and in the palette', async () => {
    const { kinds } = await openWith({ keyMap: { resolve: ['Y'] } })
    press('e')
    await settle()
    expect(kinds()).toEqual([])
    expect(screen.getByRole('button', { name: /^Resolve(?!d)/ }).getAttribute('aria-keyshortcuts')).toBe('Y')
    expect(screen.getByRole('button', { name: /^Resolve(?!d)/ }).textContent).toContain('Y')
    press('?')
    const help = await screen.findByRole('dialog', { name: 'All keys' })
    expect(
      within(help)
        .getAllByText('Resolve')
        .map((one) => one.parentElement?.textContent),
    ).toContain('ResolveY')
    press('Escape')
    press('k', { ctrlKey: true })
    await userEvent.type(await screen.findByRole('combobox'), 'resolve')
    expect(screen.getByRole('option', { name: /^Resolve(?!d)/ }).textContent).toContain('Y')
    press('Escape')
    await settle()
    fireEvent.keyDown(field(), { key: 'y', code: 'KeyY' })
    expect(kinds()).toEqual([])
    fireEvent.keyDown(document.body, { key: 'н', code: 'KeyY' })
    await settle()
    expect(kinds()).toHaveLength(1)
  })

  it('F15 two presses that mean nothing are not the second one alone', async () => {
    const { kinds } = await openWith({ keyMap: { goMentions: [] } })
    press('g')
    press('e')
    await settle()
    expect(kinds()).toEqual([])
    press('e')
    await settle()
    expect(kinds()).toHaveLength(1)
  })

  it('F15 is no more where letters are off; buttons show none', async () => {
    const { kinds } = await openWith({ singleKeys: false })
    for (const key of ['e', 'i', 'u', 'z']) fireEvent.keyDown(document.body, { key, code: `Key${key.toUpperCase()}` })
    await settle()
    expect(kinds()).toEqual([])
    const resolve = screen.getByRole('button', { name: /^Resolve(?!d)/ })
    expect([resolve.textContent, resolve.getAttribute('aria-keyshortcuts')]).toEqual(['Resolve', null])
  })
})
