import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { CallInput } from '../../src-preload/contract/schemas/index'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, directory, id, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const names = ['Ana Ferreira', 'Kofi Mensah', 'Tom Becker', 'Lucía Ramos', 'Dmitry Orlov']
const rows = () => names.map((name, index) => row(conversation(100 + index, name, { unreadCount: index === 1 ? 2 : 0 })))
const press = (key: string, more: Partial<KeyboardEventInit> = {}) =>
  fireEvent.keyDown(document.activeElement ?? window, {
    key,
    code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
    ...more,
  })
const list = () => screen.getByRole('listbox', { name: 'Mine' })
const option = (name: string) => {
  const found = screen.getAllByRole('option').find((one) => one.textContent?.includes(name))
  if (!found) throw new Error(`no row of ${name}`)
  return found
}
const chosen = () =>
  screen
    .getAllByRole('option', { selected: true })
    .map((one) => names.find((name) => one.textContent?.includes(name)))
    .sort((one, other) => names.indexOf(one ?? '') - names.indexOf(other ?? ''))
const conversations = ({ accounts }: CallInput<'conversation.changeMany'>) =>
  accounts.flatMap((account) => account.conversations.map(({ conversationId }) => conversationId))

async function open(more: Parameters<typeof fakeMain>[1] = {}) {
  const desk = emptyDesk({ rows: rows() })
  const bridge = fakeMain(desk, more)
  openWindow(bridge)
  await screen.findAllByRole('option')
  list().focus()
  return { desk, bridge }
}

/** Opens the first row, and chooses it and two more by the arrows. */
async function chooseThree(more: Parameters<typeof fakeMain>[1] = {}) {
  const opened = await open(more)
  press('j')
  await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
  list().focus()
  press('ArrowDown', { shiftKey: true })
  await screen.findByRole('heading', { name: '2 chosen', level: 1 })
  press('ArrowDown', { shiftKey: true })
  await screen.findByRole('heading', { name: '3 chosen', level: 1 })
  return opened
}

describe('choosing many', () => {
  it('F10 X chooses the row, and X lets it go', async () => {
    await open()
    press('j')
    await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
    list().focus()
    press('x')
    await screen.findByRole('heading', { name: '1 chosen', level: 1 })
    expect(option('Ana Ferreira').getAttribute('aria-selected')).toBe('true')
    press('x')
    await screen.findByRole('heading', { name: 'Mine', level: 1 })
  })

  it('F10 Shift and arrows grow the range and shrink it, and open nothing', async () => {
    await chooseThree()
    expect(chosen()).toEqual(names.slice(0, 3))
    expect(useUi.getState().selected?.conversationId).toBe(100)
    expect(list().getAttribute('aria-activedescendant')).toBe(option('Tom Becker').id)
    press('ArrowUp', { shiftKey: true })
    await screen.findByRole('heading', { name: '2 chosen', level: 1 })
    expect(chosen()).toEqual(names.slice(0, 2))
  })

  it('F10 Ctrl and a click turns one row, Shift and a click takes all up to it, a plain click opens and keeps them', async () => {
    await open()
    fireEvent.click(option('Kofi Mensah'), { ctrlKey: true })
    fireEvent.click(option('Dmitry Orlov'), { shiftKey: true })
    await screen.findByRole('heading', { name: '4 chosen', level: 1 })
    fireEvent.click(option('Tom Becker'), { ctrlKey: true })
    await screen.findByRole('heading', { name: '3 chosen', level: 1 })
    expect(chosen()).toEqual(['Kofi Mensah', 'Lucía Ramos', 'Dmitry Orlov'])
    expect(useUi.getState().selected).toBeNull()
    fireEvent.click(option('Ana Ferreira'))
    await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
    expect(screen.getByRole('heading', { name: '3 chosen', level: 1 })).toBeTruthy()
  })

  it('F10 Ctrl+A chooses the list, Esc lets all go', async () => {
    await open()
    press('a', { ctrlKey: true })
    await screen.findByRole('heading', { name: '5 chosen', level: 1 })
    press('Escape', { code: 'Escape' })
    await screen.findByRole('heading', { name: 'Mine', level: 1 })
  })

  it('F10 of ten thousand a thousand are chosen, in pages, and it is said', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => row(conversation(index + 1, `Customer ${index + 1}`)))
    const bridge = fakeMain(emptyDesk({ rows: many }))
    openWindow(bridge)
    await screen.findByText('Customer 1')
    list().focus()
    press('a', { ctrlKey: true })
    await screen.findByRole('heading', { name: '1000 chosen', level: 1 })
    await screen.findByText('The first 1000 are chosen: more cannot be changed at once.')
    press('e')
    await screen.findByText('Resolved: 1000 conversations')
    expect(bridge.calls('conversation.changeMany')).toHaveLength(1)
    expect(bridge.calls('conversation.changeMany').flatMap(conversations)).toHaveLength(1_000)
  })

  it('F9 E resolves all that is chosen in one call, and one Z brings all back', async () => {
    const { bridge } = await chooseThree()
    press('e')
    await screen.findByText('Resolved: 3 conversations')
    expect(bridge.calls('conversation.change')).toEqual([])
    const [asked] = bridge.calls('conversation.changeMany')
    expect(asked && conversations(asked)).toEqual([100, 101, 102])
    expect(asked?.accounts[0]?.change).toEqual({ kind: 'status', status: 'resolved', snoozedUntilAt: null })
    await screen.findByRole('heading', { name: 'Mine', level: 1 })
    press('z')
    await waitFor(() => expect(bridge.calls('action.undoMany')).toHaveLength(1))
    expect(bridge.calls('action.undoMany')[0]?.actions).toHaveLength(3)
  })

  it('F9 what could not be done to some is said', async () => {
    await chooseThree({
      'conversation.changeMany': ({ accounts }) => ({
        kept: accounts.flatMap(({ profileId }) => [{ profileId, actionId: crypto.randomUUID() }]),
        notChanged: 2,
        undoUntilAt: Date.now() + 5_000,
      }),
    })
    press('e')
    await screen.findByText('Resolved: 1 conversation. 2 of 3 were not changed.')
  })

  it('F9 what the server did not do of many is one line that counts; of a single change it is told as ever', async () => {
    const { bridge } = await chooseThree({
      'conversation.changeMany': ({ accounts }) => ({
        kept: accounts.flatMap(({ profileId, conversations: them }) =>
          them.map(({ conversationId }) => ({ profileId, actionId: `action-${conversationId}` })),
        ),
        ...{ notChanged: 0, undoUntilAt: Date.now() + 5_000 },
      }),
    })
    const refuse = (actionId: string, words = 'Not allowed') =>
      act(() =>
        bridge.raise('notice.raised', {
          ...{ level: 'error', key: 'notice.actionRefused', values: { name: 'Ana Ferreira', words, actionId } },
        }),
      )
    press('e')
    await screen.findByText('Resolved: 3 conversations')
    refuse('action-100')
    await screen.findByText('1 of 3 was not changed by the server. Not allowed')
    refuse('action-102')
    await screen.findByText('2 of 3 were not changed by the server. Not allowed')
    expect(screen.getAllByText(/not changed by the server/)).toHaveLength(1)
    refuse('another')
    await screen.findByText(/^Ana Ferreira: the server did not accept the change/)
    act(() =>
      bridge.raise('notice.raised', {
        ...{ level: 'warn', key: 'notice.actionHeld', values: { name: 'Tom Becker', actionId: 'action-101' } },
      }),
    )
    await screen.findByText('1 of 3 is held, for somebody was faster. It waits in the outbox for your word.')
  })

  it('F9 U reads all while one is unread, else it makes all unread', async () => {
    const { bridge } = await chooseThree()
    press('u')
    await screen.findByText('Marked read: 3 conversations')
    fireEvent.click(option('Tom Becker'), { ctrlKey: true })
    await screen.findByRole('heading', { name: '1 chosen', level: 1 })
    press('u')
    await screen.findByText('Unread again: 1 conversation')
    expect(bridge.calls('conversation.changeMany').map(({ accounts }) => accounts[0]?.change.kind)).toEqual(['seen', 'unread'])
  })

  it('F9 the short lists are for all that is chosen: a label goes on all, and says on how many it is', async () => {
    const labels = [{ title: 'vip', color: '#8a4fa3', description: null }]
    const { bridge, desk } = await chooseThree({
      'directory.get': ({ accountId }) => ({ ...directory(accountId, [[1, 'WhatsApp', 'Channel::Whatsapp']]), labels }),
    })
    desk.rows = desk.rows.map((each, index) => (index === 0 ? { ...each, labels: ['vip'] } : each))
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['inbox'] }))
    await waitFor(() => expect(option('Ana Ferreira').textContent).toContain('vip'))
    press('l')
    const dialog = await screen.findByRole('dialog', { name: 'Labels' })
    const line = await within(dialog).findByRole('option', { name: /vip/ })
    expect(line.textContent).toContain('1 of 3')
    fireEvent.click(line)
    await screen.findByText('Label vip put on: 3 conversations')
    expect(bridge.calls('conversation.changeMany')[0]?.accounts[0]?.change).toEqual({
      kind: 'labels',
      add: ['vip'],
      remove: [],
    })
    expect(screen.getByRole('heading', { name: '3 chosen', level: 1 })).toBeTruthy()
  })

  it('F10 a row that leaves the list leaves the choice, and it is said; the others stay', async () => {
    const { bridge, desk } = await chooseThree()
    desk.rows = desk.rows.filter((each) => each.contact.name !== 'Kofi Mensah')
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['inbox'] }))
    await screen.findByRole('heading', { name: /^2 chosen/, level: 1 })
    expect(screen.getByText('1 left the list')).toBeTruthy()
  })

  it('F10 another list begins with nothing chosen', async () => {
    await chooseThree()
    act(() => useUi.getState().goTo({ view: 'all', inbox: null }))
    await screen.findByRole('heading', { name: 'All open', level: 1 })
    await settle()
    expect(screen.queryByText(/chosen/)).toBeNull()
    press('e')
    await screen.findByText('Resolved: Ana Ferreira')
  })
})
