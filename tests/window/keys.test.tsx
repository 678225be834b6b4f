import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseNone } from '../../src-renderer/chosen'
import { type ActionId, allShortcuts, keysOf } from '../../src-renderer/keys'
import { useUi } from '../../src-renderer/ui-state'
import { field, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

/** jsdom lays nothing out: everything that is drawn counts as seen. */
beforeEach(() => Object.defineProperty(HTMLElement.prototype, 'offsetParent', { configurable: true, get: () => document.body }))
afterEach(() => void Reflect.deleteProperty(HTMLElement.prototype, 'offsetParent'))

const list = () => screen.getByRole('listbox', { name: 'Mine' })
const areaHere = () => document.activeElement?.closest<HTMLElement>('[data-area]')?.dataset['area']

const signs: Record<string, string> = { '↵': 'Enter', '↓': 'ArrowDown', '↑': 'ArrowUp', Esc: 'Escape' }

/** Presses a shortcut as the help writes it; answers whether anybody did something with it. */
function press(id: ActionId, target: Element | Window = document.body): boolean {
  const words = keysOf(id).map((word) => signs[word] ?? word)
  const modifiers = { ctrlKey: words.includes('Ctrl'), shiftKey: words.includes('Shift') }
  const keys = words.filter((word) => word !== 'Ctrl' && word !== 'Shift')
  const ended = keys.map((key) =>
    fireEvent.keyDown(target, { key, code: /^[A-Z]$/.test(key) ? `Key${key}` : key, ...modifiers }),
  )
  return ended.at(-1) === false
}

/** Where a key needs something first: something to undo, a field with the focus. */
const inField: ActionId[] = ['send', 'sendResolve', 'takeBack', 'canned', 'emoji', 'bold', 'italic']
/** A sign that is typed, and not a press: `composer-help` shows what comes of it. */
const typed: ActionId[] = ['mention']
const inList: ActionId[] = ['first', 'last', 'open']
const inContacts: ActionId[] = ['find']
/** A message that has the focus; tests/window/message-menu and mail press them. */
const onMessage: ActionId[] = ['quoteMessage', 'copyMessage', 'messageMenu', 'mailPictures']

describe('keys', () => {
  it('F15 every key in the help does something', async () => {
    await open(twoTalks(), 1042)
    const here = allShortcuts().filter(({ group }) => group !== 'quick')
    const elsewhere = [...inField, ...typed, ...inList, ...inContacts, ...onMessage, 'undo']
    const plain = here.filter(({ id }) => !elsewhere.includes(id))
    const { selected } = useUi.getState()
    for (const { id } of plain) {
      expect([id, press(id)]).toEqual([id, true])
      act(() => {
        useUi.getState().go('workspace')
        useUi.getState().goTo({ view: 'mine', inbox: null })
        // Some leave the conversation.
        useUi.getState().select(selected)
      })
      await settle()
      act(chooseNone)
    }
    for (const id of inList) expect([id, press(id, list())]).toEqual([id, true])
    await waitFor(field)
    for (const id of inField.filter((each) => each !== 'takeBack')) expect([id, press(id, field())]).toEqual([id, true])
    act(() => useUi.getState().go('contacts'))
    await screen.findByRole('heading', { name: 'Contacts' })
    for (const id of inContacts) expect([id, press(id)]).toEqual([id, true])
  })

  it('F15 F6 goes round bar, rail, list, conversation, composer and panel, and back with Shift', async () => {
    await open(twoTalks(), 1042)
    const order = ['bar', 'rail', 'list', 'talk', 'composer', 'panel']
    for (const area of order) {
      press('nextArea', document.activeElement ?? document.body)
      expect(areaHere()).toBe(area)
    }
    for (const area of order.slice(0, -1).reverse()) {
      press('previousArea', document.activeElement ?? document.body)
      expect(areaHere()).toBe(area)
    }
  })

  it('F15 the rail has one Tab stop, and arrows go through it', async () => {
    await open(twoTalks(), 1042)
    const rail = screen.getByRole('navigation', { name: 'Views and inboxes' })
    const stops = within(rail)
      .getAllByRole('button')
      .filter((button) => button.tabIndex === 0)
    expect(stops.map((button) => button.textContent)).toEqual(['Mine'])
    stops[0]?.focus()
    fireEvent.keyDown(document.activeElement ?? rail, { key: 'ArrowDown' })
    expect(document.activeElement?.textContent).toBe('Unassigned')
    expect([stops[0]?.tabIndex, (document.activeElement as HTMLElement).tabIndex]).toEqual([-1, 0])
    fireEvent.keyDown(document.activeElement ?? rail, { key: 'End' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Settings')
  })

  it('F15 the composer is reached by Enter, and Esc goes back out, to the conversation and to the list', async () => {
    await open(twoTalks(), 1042)
    list().focus()
    fireEvent.keyDown(list(), { key: 'Enter', code: 'Enter' })
    await waitFor(() => expect(document.activeElement).toBe(field()))
    fireEvent.keyDown(field(), { key: 'Escape', code: 'Escape' })
    expect(areaHere()).toBe('talk')
    fireEvent.keyDown(screen.getByRole('log'), { key: 'Escape', code: 'Escape' })
    expect(document.activeElement).toBe(list())
  })

  it.each([
    ['with Alt, which writes characters', { altKey: true }],
    ['with AltGr, which is Ctrl and Alt', { altKey: true, ctrlKey: true }],
    ['while an input method composes', { isComposing: true }],
  ])('F15 letters do nothing %s', async (_why, how) => {
    const bridge = await open(twoTalks(), 1042)
    for (const key of ['e', 'i', 'r', 'n', 'j', 'k']) {
      expect(fireEvent.keyDown(document.body, { key, code: `Key${key.toUpperCase()}`, ...how })).toBe(true)
    }
    expect(bridge.calls('conversation.change')).toEqual([])
    expect(document.activeElement).toBe(document.body)
  })

  it('F15 single letters do nothing in fields and dialogs, chords do', async () => {
    const bridge = await open(twoTalks(), 1042)
    for (const key of ['e', 'ё', 'у']) expect(fireEvent.keyDown(field(), { key, code: 'KeyE' })).toBe(true)
    press('palette', field())
    const palette = await screen.findByRole('dialog')
    fireEvent.keyDown(within(palette).getByRole('combobox'), { key: 'e', code: 'KeyE' })
    fireEvent.keyDown(document.body, { key: 'e', code: 'KeyE' })
    expect(bridge.calls('conversation.change')).toEqual([])
  })

  it('F15 a dialog takes the focus, keeps it, and gives it back', async () => {
    await open(twoTalks(), 1042)
    list().focus()
    press('help', list())
    const dialog = await screen.findByRole('dialog', { name: 'All keys' })
    expect(dialog.contains(document.activeElement)).toBe(true)
    await userEvent.tab()
    expect(dialog.contains(document.activeElement)).toBe(true)
    press('back', document.activeElement ?? document.body)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.activeElement).toBe(list())
  })

  it('F15 each line of the palette has a name of its own, a list and an act of one word too', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await open(twoTalks(), 1042)
    press('palette')
    await userEvent.type(await screen.findByRole('combobox'), 'unread')
    expect((await screen.findAllByRole('option', { name: /unread/i })).length).toBeGreaterThan(1)
    expect(complaints.mock.calls.flat().filter((words) => String(words).includes('same key'))).toEqual([])
    complaints.mockRestore()
  })

  it('F15 the palette finds a conversation by a piece of its name and opens it', async () => {
    await open(twoTalks(), 1042)
    press('palette')
    await userEvent.type(await screen.findByRole('combobox'), 'mens{Enter}')
    await screen.findByRole('heading', { name: 'Kofi Mensah', level: 2 })
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
