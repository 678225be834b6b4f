import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { OutboxItem } from '../../src-preload/contract/schemas/conversation'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { conversation, id, MINUTE, profile, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const names = ['Ana Ferreira', 'Kofi Mensah', 'Tom Becker']
const threeRows = () =>
  names.map((name, index) => row(conversation(100 + index, name, { waitingSinceAt: Date.now() - (18.5 - index * 8) * MINUTE })))
const press = (key: string, code = `Key${key.toUpperCase()}`) => fireEvent.keyDown(window, { key, code })
const list = () => screen.getByRole('listbox', { name: 'Mine' })

describe('the list', () => {
  it('F10 M12 who writes just now stands in the place of the preview, and nowhere else', async () => {
    const desk = emptyDesk({ rows: threeRows() })
    const bridge = fakeMain(desk)
    openWindow(bridge)
    const rowAt = async (place: number) => (await screen.findAllByRole('option'))[place]?.textContent
    const before = [await rowAt(0), await rowAt(1)]
    const tell = async (writers: typeof desk.writers) => {
      desk.writers = writers
      bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['typing'] })
      await settle()
    }
    await tell([{ conversation: refTo(101), names: ['Kofi Mensah'] }])
    expect(await rowAt(1)).toContain('Kofi is writing')
    expect(await rowAt(0)).toBe(before[0])
    await tell([{ conversation: refTo(101), names: ['Kofi Mensah', 'Jonas'] }])
    expect(await rowAt(1)).toContain('2 people are writing')
    await tell([])
    expect(await rowAt(1)).toBe(before[1])
  })

  it('F10 keeps the order of main and says how long somebody waits', async () => {
    openWindow(fakeMain(emptyDesk({ rows: threeRows() })))
    const options = await screen.findAllByRole('option')
    expect(options.map((option) => names.find((name) => option.textContent?.includes(name)))).toEqual(names)
    expect(options[0]?.textContent).toContain('waiting too long 18 minutes')
    expect(options[1]?.textContent).toContain('waiting long 10 minutes')
    expect(options[2]?.textContent).toContain('waiting 2 minutes')
    expect(options[0]?.getAttribute('aria-setsize')).toBe('3')
  })

  it('F10 draws only what is seen of ten thousand rows, and asks for a page at a time', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => row(conversation(index + 1, `Customer ${index + 1}`)))
    const bridge = fakeMain(emptyDesk({ rows }))
    openWindow(bridge)
    await screen.findByText('Customer 1')
    expect(screen.getAllByRole('option').length).toBeLessThan(40)
    expect(bridge.calls('conversation.list').every((call) => call.limit <= 200)).toBe(true)
    expect(screen.getByText('All 10,000 shown, as of now')).toBeTruthy()
  })

  it('F15 J and K walk, on a Russian layout too, and the focus stays in the list', async () => {
    openWindow(fakeMain(emptyDesk({ rows: threeRows() })))
    await screen.findAllByRole('option')
    press('j')
    await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
    press('о', 'KeyJ')
    await screen.findByRole('heading', { name: 'Kofi Mensah', level: 2 })
    press('k')
    await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
    list().focus()
    fireEvent.keyDown(list(), { key: 'End' })
    await screen.findByRole('heading', { name: 'Tom Becker', level: 2 })
    expect(document.activeElement).toBe(list())
  })

  it('F15 Shift with J and K goes to the next unread one, also where the list was not read yet, and says when there is none', async () => {
    const unread = [3, 230]
    const rows = Array.from({ length: 250 }, (_, index) =>
      row(conversation(index + 1, `Customer ${index + 1}`, { unreadCount: unread.includes(index + 1) ? 2 : 0 })),
    )
    openWindow(fakeMain(emptyDesk({ rows })))
    await screen.findAllByRole('option')
    const shift = (key: string) => fireEvent.keyDown(window, { key, code: `Key${key}`, shiftKey: true })
    shift('J')
    await screen.findByRole('heading', { name: 'Customer 3', level: 2 })
    shift('J')
    await screen.findByRole('heading', { name: 'Customer 230', level: 2 })
    shift('J')
    await screen.findByText('Nothing unread further down')
    shift('K')
    await screen.findByRole('heading', { name: 'Customer 3', level: 2 })
  })

  it('F15 letters do nothing in a text field, and G M goes to Mine', async () => {
    openWindow(fakeMain(emptyDesk({ rows: threeRows() })))
    await screen.findAllByRole('option')
    press('g')
    press('u')
    await screen.findByRole('heading', { name: 'Unassigned', level: 1 })
    press('g')
    press('m')
    await screen.findByRole('heading', { name: 'Mine', level: 1 })
    press('j')
    const field = await screen.findByRole('textbox', { name: /Reply to/ })
    fireEvent.keyDown(field, { key: 'j', code: 'KeyJ' })
    expect(useUi.getState().selected?.conversationId).toBe(100)
  })

  it('F9 E resolves, and the line at the bottom brings it back', async () => {
    const bridge = fakeMain(emptyDesk({ rows: threeRows() }))
    openWindow(bridge)
    await screen.findAllByRole('option')
    press('j')
    await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
    press('e')
    await screen.findByText('Resolved: Ana Ferreira')
    press('z')
    await waitFor(() => expect(bridge.calls('action.undo')).toHaveLength(1))
    expect(bridge.calls('conversation.change').map((call) => call.change)).toEqual([
      { kind: 'status', status: 'resolved', snoozedUntilAt: null },
    ])
  })

  it('F10 rows keep their places while the hands are at the list, and change what they say', async () => {
    const desk = emptyDesk({ rows: threeRows() })
    const bridge = fakeMain(desk)
    openWindow(bridge)
    await screen.findAllByRole('option')
    fireEvent.pointerMove(list())
    desk.rows = [...desk.rows].reverse().map((each) => ({ ...each, unreadCount: 3 }))
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['inbox'] }))
    await waitFor(() => expect(within(list()).getAllByText('3')).toHaveLength(3))
    const shown = screen
      .getAllByRole('option')
      .sort((a, b) => Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')))
    expect(shown.map((option) => names.find((name) => option.textContent?.includes(name)))).toEqual(names)
  })

  const shownNames = () =>
    screen
      .getAllByRole('option')
      .sort((a, b) => Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')))
      .map((option) => names.find((name) => option.textContent?.includes(name)))

  it.each([
    ['the pointer leaves', () => fireEvent.pointerLeave(list())],
    ['a key is pressed that does not walk', () => press('x')],
  ])('F10 the new order comes as soon as %s', async (_when, letGo) => {
    const desk = emptyDesk({ rows: threeRows() })
    const bridge = fakeMain(desk)
    openWindow(bridge)
    await screen.findAllByRole('option')
    fireEvent.pointerMove(list())
    desk.rows = [...desk.rows].reverse()
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['inbox'] }))
    await settle()
    expect(shownNames()).toEqual(names)
    act(() => void letGo())
    await waitFor(() => expect(shownNames()).toEqual([...names].reverse()))
  })

  it('F15 End reaches the last of ten thousand, which has to be read first', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => row(conversation(index + 1, `Customer ${index + 1}`)))
    openWindow(fakeMain(emptyDesk({ rows })))
    await screen.findByText('Customer 1')
    // jsdom measures nothing and scrolls nothing.
    Object.defineProperty(list(), 'scrollHeight', { value: 10_000 * 78 })
    list().scrollTo = ((to: ScrollToOptions) => {
      list().scrollTop = to.top ?? 0
      fireEvent.scroll(list())
    }) as Element['scrollTo']
    fireEvent.keyDown(list(), { key: 'End' })
    await screen.findByRole('heading', { name: 'Customer 10000', level: 2 })
  })

  it('F2 a row shows the words that have not left, or why they did not', async () => {
    const [ana, kofi] = threeRows()
    if (!ana || !kofi) throw new Error('no rows')
    const item = (n: number, state: 'queued' | 'failed', text: string): OutboxItem => ({
      conversation: refTo(n),
      contactName: 'Ana Ferreira',
      text,
      files: 0,
      private: false,
      createdAt: Date.now(),
      replyUntilAt: null,
      outbox: {
        clientId: `00000000-0000-4000-8000-00000000000${n % 10}` as never,
        state,
        untilAt: null,
        leaveAt: null,
        reason: state === 'failed' ? { key: 'too-large', words: null } : null,
      },
    })
    const outbox = [item(100, 'queued', 'You will get **both** mugs'), item(101, 'failed', 'Sorry')]
    const rows = [
      { ...ana, mark: 'kept' as const },
      { ...kofi, mark: 'not-sent' as const },
    ]
    openWindow(fakeMain(emptyDesk({ rows, outbox })))
    await within(await screen.findByRole('option', { name: /Ana/ })).findByText('You will get both mugs')
    await within(screen.getByRole('option', { name: /Kofi/ })).findByText('It is too large for this server.')
  })

  it('F4 says what is, when nothing is here: empty, not read yet, away, broken', async () => {
    const away = { ...profile().link, state: 'waiting' as const }
    const cases = [
      { desk: emptyDesk(), words: 'Nobody waits for you' },
      { desk: emptyDesk({ complete: false }), words: 'Perch is reading the list from the server for the first time.' },
      { desk: emptyDesk({ complete: false, profiles: [profile({ link: away })] }), words: 'chat.acme.example does not answer' },
      {
        desk: emptyDesk({ profiles: [profile({ link: { ...away, state: 'signed-out' } })] }),
        words: 'Acme Support asks you to sign in again',
      },
    ]
    for (const { desk, words } of cases) {
      openWindow(fakeMain(desk))
      await screen.findByText(words)
      document.body.innerHTML = ''
    }
    openWindow(
      fakeMain(emptyDesk(), {
        'conversation.list': () => {
          throw new Refusal({ kind: 'internal', incident: 'P-7F3A' })
        },
      }),
    )
    await screen.findByText(/name fault P-7F3A/)
  })
})
