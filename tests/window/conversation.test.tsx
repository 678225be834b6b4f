import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { TimelineMessage } from '../../src-preload/contract/entities'
import type { ClientId } from '../../src-preload/contract/ids'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, id, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const list = () => screen.getByRole('listbox', { name: 'Mine' })

describe('the conversation', () => {
  const deskWith = (count: number) => {
    const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
    desk.messages.set(
      nameOf(refTo(1042)),
      Array.from({ length: count }, (_, index) => message(index + 1)),
    )
    return desk
  }
  const open = async (bridge: ReturnType<typeof fakeMain>) => {
    openWindow(bridge)
    await settle()
    act(() => useUi.getState().select(refTo(1042)))
    await settle()
  }

  it('P5 opens with the last fifty and reads older ones on the way up', async () => {
    const bridge = fakeMain(deskWith(120))
    await open(bridge)
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(50))
    await settle()
    fireEvent.scroll(screen.getByRole('log'))
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(100))
    expect(bridge.calls('message.page').map((call) => call.before)).toEqual([null, 71])
  })

  it('P5 draws first what fills the window; what is above comes after that frame, and nothing older is asked for before', async () => {
    const frames: FrameRequestCallback[] = []
    vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run))
    try {
      const bridge = fakeMain(deskWith(120))
      await open(bridge)
      expect(screen.getAllByRole('article')).toHaveLength(14)
      screen.getByText('message 120')
      fireEvent.scroll(screen.getByRole('log'))
      await settle()
      expect(bridge.calls('message.page')).toHaveLength(1)
      for (let run = frames.shift(); run; run = frames.shift()) act(() => run?.(0))
      expect(screen.getAllByRole('article')).toHaveLength(50)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('F1 marks seen after a second of looking, with the newest message, and not without focus', async () => {
    const bridge = fakeMain(deskWith(3))
    document.hasFocus = () => false
    await open(bridge)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(bridge.calls('conversation.markSeen')).toEqual([])
    document.hasFocus = () => true
    act(() => void window.dispatchEvent(new Event('focus')))
    await waitFor(() => expect(bridge.calls('conversation.markSeen').map((call) => call.messageId)).toEqual([3]), {
      timeout: 2500,
    })
  })

  it('F1 a new message does not take the focus', async () => {
    const desk = deskWith(3)
    const bridge = fakeMain(desk)
    await open(bridge)
    list().focus()
    desk.messages.get(nameOf(refTo(1042)))?.push(message(4, { content: 'and another thing', createdAt: Date.now() }))
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['conversation:1:1042'] }))
    await screen.findByText('and another thing')
    expect(document.activeElement).toBe(list())
  })

  it('F1 tells main which conversation is on screen, and the target of an alert opens', async () => {
    const bridge = fakeMain(deskWith(1))
    openWindow(bridge)
    await settle()
    act(() => bridge.raise('target.requested', { conversation: refTo(1042), compose: true }))
    await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
    expect(bridge.calls('window.report').at(-1)).toEqual({ open: refTo(1042), problem: null })
  })

  it('F2 a reply that the server has twice says so once, and one of them can be deleted', async () => {
    const desk = deskWith(0)
    const marker = 1_764_000_000.123456
    const mine = { type: 'outgoing' as const, content: 'On its way', marker }
    desk.messages.set(nameOf(refTo(1042)), [
      message(1),
      message(2, mine),
      message(3, { type: 'outgoing', content: 'Another', marker: marker + 0.000002 }),
      message(4, mine),
    ])
    const bridge = fakeMain(desk)
    await open(bridge)
    expect(await screen.findAllByText('Arrived twice.')).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: 'Delete this one' }))
    await waitFor(() => expect(bridge.calls('message.remove').map((call) => call.messageId)).toEqual([4]))
  })

  it('F20 messages whose times are out of order: each day line is one of its own, and none stays behind', async () => {
    const bugs = vi.spyOn(console, 'error')
    const desk = deskWith(0)
    const noon = new Date(2026, 2, 3, 12).getTime()
    const day = 24 * 3_600_000
    const messages = [noon, noon + day, noon, noon + day].map((createdAt, at) => message(at + 1, { createdAt }))
    desk.messages.set(nameOf(refTo(1042)), messages)
    const bridge = fakeMain(desk)
    await open(bridge)
    const days = () => within(screen.getByRole('log')).getAllByRole('separator').length
    expect(days()).toBe(4)
    // The server mends the time of one: two lines go with it.
    messages[1] = message(2, { createdAt: noon })
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['conversation:1:1042'] }))
    await waitFor(() => expect(days()).toBe(2))
    expect(bugs.mock.calls.flat().filter((word) => String(word).includes('same key'))).toEqual([])
    bugs.mockRestore()
  })

  it('F20 only a reply that fails or is held now interrupts a screen reader', async () => {
    const desk = deskWith(2)
    const unsent = (n: number, state: 'queued' | 'failed' | 'held'): TimelineMessage => {
      const clientId = `00000000-0000-4000-8000-00000000000${n}` as ClientId
      const reason = { key: state === 'held' ? 'customer-wrote' : 'too-large', words: null }
      const some = {
        id: null,
        type: 'outgoing',
        clientId,
        outbox: { clientId, state, untilAt: null, leaveAt: null, reason },
      } as const
      return message(n, some)
    }
    const messages = desk.messages.get(nameOf(refTo(1042)))
    messages?.push(unsent(7, 'failed'), unsent(8, 'queued'))
    const bridge = fakeMain(desk)
    await open(bridge)
    const voice = () => screen.getAllByRole('alert').map((each) => each.textContent)
    expect(voice()).toEqual([''])
    messages?.splice(-1, 1, unsent(8, 'held'))
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['conversation:1:1042'] }))
    await waitFor(() => expect(voice()).toEqual(['Held: this reply needs your eyes The customer wrote after you did.']))
  })

  it('F20 hostile text does nothing: no markup, no script, no foreign link, no picture', async () => {
    const desk = emptyDesk({ rows: [row(conversation(1042, '<img src=x onerror=alert(1)>'))] })
    const hostile = [
      '<img src=x onerror="window.hit=1"><script>window.hit=1</script>',
      '[a](javascript:window.hit=1) [b](data:text/html,<script>1</script>) ![p](https://evil.example/p.png)',
      '<a href="https://evil.example" onclick="window.hit=1">c</a> <style>*{display:none}</style> [ok](https://good.example "t")',
      '[@x](mention://user/1/x"onmouseover="window.hit=1)',
    ]
    desk.messages.set(
      nameOf(refTo(1042)),
      hostile.map((content, index) => message(index + 1, { content, private: index === 3 })),
    )
    const bridge = fakeMain(desk)
    await open(bridge)
    const log = screen.getByRole('log')
    expect(log.querySelectorAll('img, script, style, iframe, [onclick], [onerror], [onmouseover]')).toHaveLength(0)
    const links = [...log.querySelectorAll('a')].map((link) => link.getAttribute('href'))
    expect(links.every((href) => href?.startsWith('https://'))).toBe(true)
    fireEvent.click(within(log).getByText('ok'))
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://good.example' }])
    expect('hit' in window).toBe(false)
  })
})
