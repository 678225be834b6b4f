import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Attachment } from '../../src-preload/contract/entities'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const file = (n: number, some: Partial<Attachment> = {}): Attachment => ({
  ...{
    id: n,
    type: 'image',
    name: `cup-${n}.png`,
    url: `https://chat.example/${n}`,
    thumbUrl: null,
    size: 10,
    width: null,
    height: null,
  },
  ...some,
})

async function open() {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
  desk.messages.set(nameOf(refTo(1042)), [
    message(1, { attachments: [file(1), file(2)] }),
    message(2, { attachments: [file(3, { type: 'file', name: 'a.pdf' })] }),
    message(3, { attachments: [file(4)], content: '' }),
    message(4, { attachments: [file(5, { type: 'audio', name: 'voice.ogg' })], content: '' }),
  ])
  const bridge = fakeMain(desk, { 'attachment.save': () => ({ saved: true }) })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return bridge
}

const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name })
const place = (n: number) => document.querySelector<HTMLElement>(`[data-message="${n}"]`)
const shown = () => screen.getByRole('dialog').querySelector('img')

describe('pictures', () => {
  it('F20 Enter opens one large from main, arrows go to the others, Esc gives the focus back', async () => {
    await open()
    place(1)?.focus()
    key('Enter')
    const dialog = screen.getByRole('dialog', { name: 'Picture: cup-1.png' })
    expect(shown()?.getAttribute('src')).toBe('app://media/file/p1/1/1/1')
    expect(dialog.textContent).toContain('1 of 3')
    key('ArrowRight')
    key('ArrowRight')
    expect(shown()?.getAttribute('src')).toBe('app://media/file/p1/1/3/4')
    key('ArrowRight')
    key('ArrowLeft')
    expect(shown()?.getAttribute('src')).toBe('app://media/file/p1/1/1/2')
    key('Escape')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(place(1))
  })

  it('F20 grows and shrinks, and is saved', async () => {
    const bridge = await open()
    fireEvent.click(screen.getByRole('button', { name: 'Open cup-4.png' }))
    const dialog = screen.getByRole('dialog')
    expect(shown()?.className).toBe('viewer-fit')
    key('+')
    key('+')
    expect(shown()?.className).toBe('viewer-200')
    key('-')
    expect(shown()?.className).toBe('viewer-100')
    key('0')
    expect(shown()?.className).toBe('viewer-fit')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save cup-4.png as…' }))
    expect(bridge.calls('attachment.save')).toMatchObject([{ messageId: 3, attachmentId: 4 }])
  })

  it('F20 one that cannot be had says so', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Open cup-4.png' }))
    const image = shown()
    if (image) fireEvent.error(image)
    within(screen.getByRole('dialog')).getByText('cup-4.png cannot be shown now')
  })

  it('F15 Space plays and pauses the sound of a message', async () => {
    await open()
    const play = vi.fn(() => Promise.resolve())
    const sound = place(4)?.querySelector('audio')
    Object.assign(sound ?? {}, { play })
    place(4)?.focus()
    key(' ')
    expect(play).toHaveBeenCalledOnce()
  })
})
