import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { TimelineMessage } from '../../src-preload/contract/entities'
import { useUi } from '../../src-renderer/ui-state'
import { type Handlers, Refusal } from '../fakes/bridge'
import { uuidOf } from '../fakes/chance'
import { conversation, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const head = { subject: 'Your order', from: ['Ana@Example.test'], to: ['shop@example.test'], cc: [] }
const PICTURE = '<p>Hello</p><img src="https://cdn.example/a.png"><img src="https://other.example/b.png">'

async function open(mails: Partial<TimelineMessage>[], more: Handlers = {}) {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
  desk.messages.set(
    nameOf(refTo(1042)),
    mails.map((some, index) => message(index + 1, { mail: head, content: 'Only words', ...some })),
  )
  let count = 0
  const bridge = fakeMain(desk, {
    'mail.stage': () => ({ token: uuidOf((count += 1), 0xa11) }),
    'mail.drop': () => ({}),
    ...more,
  })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return { bridge, desk }
}

const frame = () => screen.getByTitle('E-mail: Your order')

describe('HTML mail', () => {
  it('S4 is staged clean and framed without any permission', async () => {
    const { bridge } = await open([{ html: '<p onclick="x">Hello</p><script>1</script>' }])
    const [staged] = bridge.calls('mail.stage')
    expect([staged?.html.includes('<p>Hello</p>'), staged?.html.includes('script'), staged?.pictures]).toEqual([
      true,
      false,
      [],
    ])
    await waitFor(() => expect(frame().getAttribute('src')).toMatch(/^app:\/\/mail\/[0-9a-f-]{36}\/$/))
    expect(frame().getAttribute('sandbox')).toBe('')
  })

  it('F20 shows pictures once, or always for a sender, and that can be taken back', async () => {
    const { bridge, desk } = await open([{ html: PICTURE }])
    const bar = await screen.findByText(/2 pictures from cdn.example and 1 other place are not loaded/)
    expect(bridge.calls('mail.stage').at(-1)?.pictures).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: /Show once/ }))
    await waitFor(() =>
      expect(bridge.calls('mail.stage').at(-1)?.pictures).toEqual(['https://cdn.example/a.png', 'https://other.example/b.png']),
    )
    expect(bar.isConnected).toBe(false)
    expect(desk.settings.mailPictures).toEqual([])
  })

  it('F20 the wish for a sender is kept', async () => {
    const { bridge, desk } = await open([{ html: PICTURE }])
    fireEvent.click(await screen.findByRole('button', { name: 'Always for ana@example.test' }))
    await screen.findByText('Pictures are always shown for ana@example.test')
    expect(desk.settings.mailPictures).toEqual(['ana@example.test'])
    await waitFor(() => expect(bridge.calls('mail.stage').at(-1)?.pictures).toHaveLength(2))
    fireEvent.click(screen.getByRole('button', { name: 'Ask again' }))
    await screen.findByText(/2 pictures from/)
    expect(desk.settings.mailPictures).toEqual([])
  })

  it('F20 Shift+I shows the pictures of the newest mail that has some left out', async () => {
    const { bridge } = await open([{ html: PICTURE }, { html: PICTURE }, { html: '<p>None</p>' }])
    expect(screen.getAllByText(/2 pictures from/)).toHaveLength(2)
    fireEvent.keyDown(screen.getByRole('log'), { key: 'I', code: 'KeyI', shiftKey: true })
    await waitFor(() => expect(screen.getAllByText(/2 pictures from/)).toHaveLength(1))
    const last = screen.getAllByRole('article')[1]
    expect(last && within(last).queryByText(/2 pictures from/)).toBeNull()
    expect(bridge.calls('mail.stage').at(-1)?.pictures).toHaveLength(2)
  })

  it('F20 a link that is pressed in the frame opens, or asks when it says another place', async () => {
    const html = '<a href="https://shop.example/1">order</a><a href="https://evil.example/">https://bank.example</a>'
    const { bridge } = await open([{ html }], { 'link.open': () => ({ opened: true }) })
    await waitFor(() => expect(frame().getAttribute('src')).not.toBeNull())
    const token = (frame().getAttribute('src') ?? '').split('/')[3] ?? ''
    const press = (index: number, of = token) => act(() => bridge.raise('mail.pressed', { token: of, index }))
    press(0, uuidOf(9, 9))
    press(7)
    expect(bridge.calls('link.open')).toEqual([])
    press(0)
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://shop.example/1' }])
    press(1)
    const question = await screen.findByRole('dialog', { name: 'Look where this link leads' })
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Do not open' }))
    expect(question.textContent).toContain('evil.example')
    fireEvent.click(within(question).getByRole('button', { name: 'Open it all the same' }))
    expect(bridge.calls('link.open')).toHaveLength(2)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('F15 Esc brings the keys back from the frame to its message, and leaves them where they are otherwise', async () => {
    const { bridge } = await open([{ html: '<p>Hello</p>' }])
    await waitFor(() => expect(frame().getAttribute('src')).not.toBeNull())
    act(() => frame().focus())
    expect(document.activeElement).toBe(frame())
    act(() => bridge.raise('mail.left', {}))
    const message = frame().closest('[data-key]')
    expect(message).not.toBeNull()
    expect(document.activeElement).toBe(message)
    const field = screen.getByRole('textbox')
    act(() => field.focus())
    act(() => bridge.raise('mail.left', {}))
    expect(document.activeElement).toBe(field)
  })

  it('F20 ten million letters of markup are shown as text, and it says so', async () => {
    const { bridge } = await open([{ html: `<p>${'x'.repeat(10_000_000)}` }])
    await screen.findByText(/Shown as text: its markup is 9\.5 MB/)
    screen.getByText('Only words')
    expect(bridge.calls('mail.stage')).toEqual([])
  })

  it('F20 says when main does not take it', async () => {
    await open([{ html: '<p>Hello</p>' }], {
      'mail.stage': () => {
        throw new Refusal({ kind: 'not-found' })
      },
    })
    await screen.findByText(/This e-mail cannot be shown as it was written/)
  })

  it('F20 the text of it is one press away', async () => {
    await open([{ html: '<p>Hello</p>' }])
    expect(screen.queryByText('Only words')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Show as text' }))
    screen.getByText('Only words')
    expect(screen.queryByTitle('E-mail: Your order')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Show as it was written' }))
    await waitFor(() => expect(frame()).toBeTruthy())
  })
})
