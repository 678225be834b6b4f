import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { startLive } from '../../src-renderer/bridge/live'
import { makeQueryClient } from '../../src-renderer/bridge/query-client'
import { QuickShell } from '../../src-renderer/quick-shell'
import { type Handlers, Refusal } from '../fakes/bridge'
import { conversation, id, message, refTo, row } from '../fakes/desk'
import { type DeskState, emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { setStage, settle } from './stage'

setStage()

/** Two who wait, Ana the longest; `some` changes the desk. */
async function open(wish: ConversationRef | null, some: Partial<DeskState> = {}, more: Handlers = {}) {
  const rows = [row(conversation(1042, 'Ana Ferreira')), row(conversation(1041, 'Kofi Mensah'))]
  const desk = emptyDesk({ rows, ...some })
  desk.messages.set(nameOf(refTo(1042)), [message(10), message(11), message(12), message(13)])
  desk.messages.set(nameOf(refTo(1041)), [message(20)])
  const bridge = fakeMain(desk, {
    'quick.queue': () => ({ total: desk.rows.length, waiting: desk.rows.map(({ id }) => refTo(id)) }),
    'quick.close': () => ({}),
    'quick.goTo': () => ({}),
    ...more,
  })
  Object.assign(window, { bridge })
  const client = makeQueryClient()
  startLive(client)
  render(
    <QueryClientProvider client={client}>
      <QuickShell />
    </QueryClientProvider>,
  )
  await settle()
  act(() => bridge.raise('quick.opened', { conversation: wish }))
  await settle()
  return { bridge, desk }
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Reply to|Private note about/ })
const name = () => screen.getByRole('heading', { level: 1 }).textContent
const lines = () => [...document.querySelectorAll('.quick-line')].map((line) => line.textContent)

function write(text: string): void {
  fireEvent.change(field(), { target: { value: text, selectionStart: text.length, selectionEnd: text.length } })
}
async function press(key: string, more: object = {}): Promise<void> {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, code: /^[a-z]$/i.test(key) ? `Key${key}` : key, ...more })
  await settle()
}

describe('the page of quick reply', () => {
  it('M8 nothing is drawn before it is opened and after it is closed; the longest waiting comes first', async () => {
    const { bridge } = await open(null)
    expect(bridge.calls('window.report')[0]).toEqual({ open: null, problem: null })
    expect([name(), document.activeElement]).toEqual(['Ana Ferreira', field()])
    expect(bridge.calls('window.report').at(-1)).toEqual({ open: refTo(1042), problem: null })
    expect(screen.getByText('1 of 2 waiting')).toBeTruthy()
    act(() => bridge.raise('quick.closed', {}))
    await settle()
    expect(document.querySelector('main')).toBeNull()
  })

  it('M8 Enter sends what is written, once; Ctrl+J goes on, and the words of the other stay with her', async () => {
    const { bridge } = await open(null)
    write('On its way')
    await press('Enter')
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(1))
    expect(bridge.calls('reply.send')[0]).toMatchObject({ conversation: refTo(1042), text: 'On its way' })
    write('One more thing')
    await press('j', { ctrlKey: true })
    await waitFor(() => expect(name()).toBe('Kofi Mensah'))
    expect(field().value).toBe('')
    await press('j', { ctrlKey: true })
    await waitFor(() => expect(name()).toBe('Ana Ferreira'))
    await waitFor(() => expect(field().value).toBe('One more thing'))
  })

  it('M8 a line that moves on does not take what is being written from under the hands', async () => {
    const { bridge, desk } = await open(null)
    write('Half a sen')
    desk.rows.reverse()
    act(() => bridge.raise('store.changed', { profileId: refTo(1042).profileId, topics: ['inbox'] }))
    await settle()
    expect([name(), field().value]).toEqual(['Ana Ferreira', 'Half a sen'])
  })

  it('M8 Esc closes and Ctrl+O brings the main window, each once', async () => {
    const { bridge } = await open(refTo(1041))
    expect(name()).toBe('Kofi Mensah')
    await press('o', { ctrlKey: true })
    await press('Escape')
    expect([bridge.calls('quick.goTo'), bridge.calls('quick.close')]).toEqual([[{ conversation: refTo(1041) }], [{}]])
  })

  it('M8 where nobody waits or nobody is signed in it says so, and there is a way on', async () => {
    const { bridge } = await open(null, { rows: [] })
    fireEvent.click(screen.getByRole('button', { name: /^Open Perch/ }))
    await settle()
    expect(bridge.calls('window.report').at(-1)).toEqual({ open: null, problem: null })
    cleanup()
    const other = await open(null, { profiles: [] })
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await settle()
    for (const one of [bridge, other.bridge]) expect(one.calls('quick.goTo')).toEqual([{ conversation: null }])
  })

  it('M8 a line that cannot be read is said, and read again', async () => {
    let isBroken = true
    const { bridge } = await open(
      null,
      {},
      {
        'quick.queue': () => {
          if (isBroken) throw new Refusal({ kind: 'disk-full' })
          return { total: 1, waiting: [refTo(1042)] }
        },
      },
    )
    isBroken = false
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(name()).toBe('Ana Ferreira'))
    expect(bridge.calls('window.report').at(-1)).toEqual({ open: refTo(1042), problem: null })
  })

  it('M14 a text that the channel would cut does not leave, and how much is too much is said', async () => {
    const whatsapp = { ...conversation(1042, 'Ana Ferreira'), channel: 'Channel::Whatsapp' }
    const { bridge } = await open(null, { rows: [row(whatsapp)] })
    write('a'.repeat(4_090))
    expect(lines()).toEqual(['6 characters left'])
    write('a'.repeat(4_100))
    expect(lines()).toEqual(['Too long by 4 characters'])
    await press('Enter')
    expect(bridge.calls('reply.send')).toEqual([])
    write('a'.repeat(4_096))
    await press('Enter')
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(1))
  })

  it('M14 M12 the last hour of the channel and a colleague who writes too are said above the field', async () => {
    await open(null, { replyUntilAt: Date.now() + 14.5 * 60_000, colleagues: ['Jonas Weber'] })
    expect(lines()).toEqual([expect.stringMatching(/14 min/), 'Jonas is writing too.'])
  })

  it('M12 a colleague who has just answered is said above the field; not my own answer, and not for long', async () => {
    const answer = (user: number, name: string, ago: number) =>
      message(14, {
        ...{ type: 'outgoing', sender: { type: 'user', id: user, name, avatarUrl: null } },
        createdAt: Date.now() - ago,
      })
    const { bridge, desk } = await open(null)
    const say = async (...one: Parameters<typeof answer>) => {
      desk.messages.set(nameOf(refTo(1042)), [message(13), answer(...one)])
      act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['conversation:1:1042'] }))
      await settle()
    }
    await say(2, 'Jonas Berg', 30_000)
    await waitFor(() => expect(lines()).toEqual(['Jonas has just answered.']))
    await say(1, 'Mira Olsen', 30_000)
    await waitFor(() => expect(lines()).toEqual([]))
    await say(2, 'Jonas Berg', 90_000)
    expect(lines()).toEqual([])
  })

  it('M14 with more than an hour and nobody else there is nothing to say', async () => {
    await open(null, { replyUntilAt: Date.now() + 3 * 3_600_000 })
    expect(lines()).toEqual([])
  })
})
