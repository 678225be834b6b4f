import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TimelineMessage } from '../../src-preload/contract/entities'
import type { ClientId } from '../../src-preload/contract/ids'
import { quote } from '../../src-renderer/bridge/replying'
import { useUi } from '../../src-renderer/ui-state'
import type { Handlers } from '../fakes/bridge'
import { conversation, message, profile, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { field } from './composer-stage'
import { openWindow, settle, setStage } from './stage'

setStage()

const copied = vi.fn((_text: string) => Promise.resolve())
beforeEach(() => {
  copied.mockClear()
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: copied }, configurable: true })
  quote(refTo(1042), null)
})

async function open(messages: TimelineMessage[], more: Handlers = {}) {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
  desk.messages.set(nameOf(refTo(1042)), messages)
  const bridge = fakeMain(desk, more)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return bridge
}

const log = () => screen.getByRole('log')
const place = (n: number): HTMLElement => {
  const found = log().querySelector<HTMLElement>(`[data-message="${n}"]`)
  if (!found) throw new Error(`no message ${n}`)
  return found
}
const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, {
    key,
    code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
    ...more,
  })
const menu = () => screen.getByRole('menu', { name: 'More for this message' })

describe('one message', () => {
  const three = () => [
    message(1, { content: 'Where is my **parcel**?' }),
    message(2, { type: 'outgoing', content: 'On its way' }),
    message(3, { content: 'Thanks' }),
  ]

  it('F15 arrows go from message to message, from the newest up', async () => {
    await open(three())
    log().focus()
    press('ArrowUp')
    expect(document.activeElement).toBe(place(3))
    press('ArrowUp')
    press('ArrowUp')
    expect(document.activeElement).toBe(place(1))
    press('ArrowUp')
    expect(document.activeElement).toBe(place(1))
    press('ArrowDown')
    expect(document.activeElement).toBe(place(2))
  })

  it('F15 C copies it, also on a Russian keyboard, and what is marked in it alone', async () => {
    await open(three())
    act(() => place(1).focus())
    press('c')
    await waitFor(() => expect(copied).toHaveBeenLastCalledWith('Where is my **parcel**?'))
    press('с', { code: 'KeyC' })
    await waitFor(() => expect(copied).toHaveBeenCalledTimes(2))
    const words = within(place(1)).getByText('parcel')
    window.getSelection()?.selectAllChildren(words)
    press('c')
    await waitFor(() => expect(copied).toHaveBeenLastCalledWith('parcel'))
    window.getSelection()?.removeAllRanges()
  })

  it('F6 Q quotes: the composer shows it, the reply carries it, once', async () => {
    const bridge = await open(three())
    act(() => place(1).focus())
    press('q')
    await screen.findByText('Ana: Where is my parcel?')
    await waitFor(() => expect(document.activeElement).toBe(field()))
    fireEvent.change(field(), { target: { value: 'It left today' } })
    press('Enter', { ctrlKey: true })
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(1))
    expect(bridge.calls('reply.send')[0]).toMatchObject({ text: 'It left today', inReplyTo: 1 })
    await waitFor(() => expect(document.querySelector('.replying-to')).toBeNull())
    fireEvent.change(field(), { target: { value: 'And more' } })
    press('Enter', { ctrlKey: true })
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(2))
    expect(bridge.calls('reply.send')[1]).not.toHaveProperty('inReplyTo')
  })

  it('F6 a quote is kept with the draft, and comes back with it', async () => {
    const bridge = await open(three())
    fireEvent.change(field(), { target: { value: 'It left today' } })
    place(1).focus()
    press('q')
    await waitFor(() => expect(bridge.calls('draft.save').at(-1)).toMatchObject({ text: 'It left today', inReplyTo: 1 }))
    fireEvent.click(await screen.findByRole('button', { name: 'Do not quote it' }))
    await waitFor(() => expect(bridge.calls('draft.save').at(-1)).not.toHaveProperty('inReplyTo'))
  })

  it('F6 after a restart the draft answers what it answered', async () => {
    const [quoted] = three()
    const draft = {
      text: 'It left today',
      private: false,
      cursor: 0,
      updatedAt: 1,
      files: [],
      quoted,
      inReplyTo: quoted?.id ?? undefined,
    }
    const bridge = await open(three(), { 'draft.get': () => draft })
    await screen.findByText('Ana: Where is my parcel?')
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(bridge.calls('reply.send')).toMatchObject([{ text: 'It left today', inReplyTo: 1 }]))
  })

  it('F6 a quote can be left out', async () => {
    const bridge = await open(three())
    act(() => place(3).focus())
    press('q')
    fireEvent.click(await screen.findByRole('button', { name: 'Do not quote it' }))
    fireEvent.change(field(), { target: { value: 'Hello' } })
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(1))
    expect(bridge.calls('reply.send')[0]).not.toHaveProperty('inReplyTo')
  })

  it.each([
    ['Shift+F10', () => press('F10', { shiftKey: true })],
    ['the menu key', () => press('ContextMenu')],
    ['a right click', () => fireEvent.contextMenu(within(place(2)).getByText('On its way'))],
  ])('F15 %s opens all that can be done; Esc gives the focus back to the message', async (_way, openIt) => {
    await open(three())
    act(() => place(2).focus())
    openIt()
    const lines = within(menu())
      .getAllByRole('menuitem')
      .map((line) => line.querySelector('.grow')?.textContent)
    expect(lines).toEqual(['Copy the text', 'Reply to this', 'Translate', 'Copy the link', 'Open in the browser', 'Delete…'])
    press('Escape')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(place(2).contains(document.activeElement)).toBe(true)
  })

  it('F15 link and browser lead to the message on the server', async () => {
    const bridge = await open(three(), { 'link.open': () => ({ opened: true }) })
    const url = `${profile().baseUrl}/app/accounts/1/conversations/1042?messageId=2`
    fireEvent.contextMenu(place(2))
    fireEvent.click(within(menu()).getByText('Copy the link'))
    await waitFor(() => expect(copied).toHaveBeenLastCalledWith(url))
    fireEvent.contextMenu(place(2))
    fireEvent.click(within(menu()).getByText('Open in the browser'))
    expect(bridge.calls('link.open')).toEqual([{ url }])
  })

  it.each([
    [1, 'Ana Ferreira wrote it and keeps it.'],
    [2, 'Nothing calls it back: Ana Ferreira may have it already and keeps it.'],
    [3, 'It is a private note: nobody else has it.'],
  ])('F6 deleting %i says what it does not do, and only a second press does it', async (n, words) => {
    const bridge = await open([...three().slice(0, 2), message(3, { type: 'outgoing', private: true })])
    fireEvent.contextMenu(place(n))
    fireEvent.click(within(menu()).getByText('Delete…'))
    const question = await screen.findByRole('dialog', { name: 'Delete this message' })
    within(question).getByText(words)
    expect(document.activeElement?.textContent).toBe('Keep it')
    expect(bridge.calls('message.remove')).toEqual([])
    fireEvent.click(within(question).getByRole('button', { name: 'Delete for the team' }))
    expect(bridge.calls('message.remove').map((call) => call.messageId)).toEqual([n])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('F6 a deleted one offers its link only; one that has not left is tried again', async () => {
    const clientId = '00000000-0000-4000-8000-000000000009' as ClientId
    const outbox = { clientId, state: 'failed', untilAt: null, leaveAt: null, reason: { key: 'offline', words: null } } as const
    const unsent = message(9, { id: null, clientId, type: 'outgoing', content: 'Sorry', outbox })
    const bridge = await open([message(1, { deleted: true, content: '' }), unsent], { 'reply.retry': () => ({}) })
    fireEvent.contextMenu(place(1))
    expect(within(menu()).getAllByRole('menuitem')).toHaveLength(2)
    press('Escape')
    fireEvent.contextMenu(screen.getByText('Sorry'))
    expect(within(menu()).queryByText('Reply to this')).toBeNull()
    fireEvent.click(within(menu()).getByText('Try again'))
    expect(bridge.calls('reply.retry').map((call) => call.clientId)).toEqual([clientId])
  })

  it('F15 letters in the composer stay letters', async () => {
    await open(three())
    field().focus()
    expect(fireEvent.keyDown(field(), { key: 'c', code: 'KeyC' })).toBe(true)
    expect(copied).not.toHaveBeenCalled()
  })
})
