import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { conversation, id, MINUTE, message, profile, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const names = ['Ana Ferreira', 'Kofi Mensah', 'Tom Becker']
const threeRows = () =>
  names.map((name, index) => row(conversation(100 + index, name, { waitingSinceAt: Date.now() - (18 - index * 8) * MINUTE })))
const press = (key: string, code = `Key${key.toUpperCase()}`) => fireEvent.keyDown(window, { key, code })
const list = () => screen.getByRole('listbox', { name: 'Mine' })

describe('the list', () => {
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
    expect(screen.getByText('All 10000 shown, as of now')).toBeTruthy()
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
    await waitFor(() => expect(bridge.calls('conversation.setStatus').map((call) => call.status)).toEqual(['resolved', 'open']))
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
    expect(screen.getAllByRole('article')).toHaveLength(50)
    fireEvent.scroll(screen.getByRole('log'))
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(100))
    expect(bridge.calls('message.page').map((call) => call.before)).toEqual([null, 71])
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

  it('F20 a fault in one part is reported and leaves the others standing', async () => {
    const desk = deskWith(1)
    const bridge = fakeMain(desk, {
      'conversation.open': () => ({ conversation: { ...conversation(1042, 'Ana'), contact: null } as never, typing: [] }),
    })
    const silence = console.error
    console.error = () => undefined
    await open(bridge)
    console.error = silence
    expect(screen.getAllByText('This part of Perch broke').length).toBeGreaterThan(0)
    expect(list()).toBeTruthy()
    expect(bridge.calls('window.report').some((call) => call.problem !== null)).toBe(true)
  })
})
