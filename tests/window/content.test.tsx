import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Attachment, TimelineMessage } from '../../src-preload/contract/entities'
import { foreignLanguage } from '../../src-renderer/parts/language'
import { playTime } from '../../src-renderer/parts/sound'
import { useUi } from '../../src-renderer/ui-state'
import type { Handlers } from '../fakes/bridge'
import { conversation, message, MINUTE, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const HOUR = 60 * MINUTE
const file = (some: Partial<Attachment>): Attachment => ({
  ...{ id: 7, type: 'image', name: 'a.png', url: 'https://chat.acme.example/a.png', thumbUrl: null, size: 10 },
  ...{ width: null, height: null },
  ...some,
})

async function open(messages: Partial<TimelineMessage>[], more: Handlers = {}) {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
  const list = messages.map((some, index) => message(index + 1, some))
  desk.messages.set(nameOf(refTo(1042)), list)
  const bridge = fakeMain(desk, { 'link.open': () => ({ opened: true }), ...more })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return bridge
}
const place = (n: number) => {
  const found = document.querySelector<HTMLElement>(`[data-message="${n}"]`)
  if (!found) throw new Error(`no message ${n}`)
  return found
}

describe('a sound', () => {
  const paused: HTMLMediaElement[] = []
  beforeEach(() => {
    paused.length = 0
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function (this: HTMLMediaElement) {
      fireEvent.play(this)
      return Promise.resolve()
    })
    vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function (this: HTMLMediaElement) {
      paused.push(this)
      fireEvent.pause(this)
    })
  })
  afterEach(() => vi.restoreAllMocks())

  it('F20 plays and pauses, says where it is, goes elsewhere, and only one speaks', async () => {
    const voice = (id: number) => ({ content: '', attachments: [file({ id, type: 'audio', name: `voice-${id}.ogg` })] })
    await open([voice(7), voice(8)])
    const one = within(screen.getByRole('group', { name: 'voice-7.ogg' }))
    const audio = place(1).querySelector('audio')
    if (!audio) throw new Error('no sound')
    expect([audio.getAttribute('preload'), audio.getAttribute('src')]).toEqual(['none', 'app://media/file/p1/1/1/7'])
    fireEvent.click(one.getByRole('button', { name: 'Play voice-7.ogg' }))
    Object.defineProperty(audio, 'duration', { value: 64.4 })
    fireEvent.durationChange(audio)
    audio.currentTime = 12
    fireEvent.timeUpdate(audio)
    const slider = one.getByRole('slider', { name: 'Place in the recording' })
    expect(slider.getAttribute('aria-valuetext')).toBe('0:12 of 1:04')
    one.getByText('0:12 / 1:04')
    fireEvent.change(slider, { target: { value: '30' } })
    expect(audio.currentTime).toBe(30)
    fireEvent.click(screen.getByRole('button', { name: 'Play voice-8.ogg' }))
    expect(paused).toEqual([audio])
    one.getByRole('button', { name: 'Play voice-7.ogg' })
    fireEvent.click(screen.getByRole('button', { name: 'Pause voice-8.ogg' }))
    expect(paused).toHaveLength(2)
  })

  it('F20 a film is fetched when it is played, takes the focus and silences what spoke; one that cannot be played is a card', async () => {
    const film = { content: '', attachments: [file({ id: 9, type: 'video', name: 'unboxing.webm' })] }
    await open([{ content: '', attachments: [file({ id: 7, type: 'audio', name: 'voice.ogg' })] }, film])
    expect(place(2).querySelector('video')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Play voice.ogg' }))
    fireEvent.click(screen.getByRole('button', { name: 'Play unboxing.webm' }))
    const video = place(2).querySelector('video')
    if (!video) throw new Error('no film')
    expect(video.getAttribute('src')).toBe('app://media/file/p1/1/2/9')
    expect(document.activeElement).toBe(video)
    fireEvent.play(video)
    expect(paused).toEqual([place(1).querySelector('audio')])
    fireEvent.error(video)
    expect(place(2).querySelector('video')).toBeNull()
    within(place(2)).getByText(/^video, .*cannot be played here$/)
    expect(document.activeElement).toBe(within(place(2)).getByRole('button', { name: 'Save unboxing.webm as…' }))
  })

  it.each([
    [0, '0:00'],
    [64.9, '1:04'],
    [3_725, '1:02:05'],
    [NaN, '0:00'],
    [Infinity, '0:00'],
    [-3, '0:00'],
  ])('F20 %d seconds are %s', (seconds, words) => expect(playTime(seconds)).toBe(words))
})

describe('what comes with a message', () => {
  it('F20 a sticker is a picture without a frame; a story that is no picture any more is a card', async () => {
    await open([
      { content: '', contentType: 'sticker', attachments: [file({})] },
      { content: '', attachments: [file({ id: 8, type: 'story_mention', name: 'story' })] },
    ])
    expect(place(1).querySelector('.is-sticker img')).not.toBeNull()
    const story = place(2).querySelector('img')
    if (story) fireEvent.error(story)
    within(place(2)).getByText(/^story, /)
  })

  it('F20 what was shared from elsewhere opens in the browser and is nothing to save', async () => {
    const url = 'https://news.example/post/1'
    const bridge = await open([{ content: '', attachments: [file({ type: 'share', name: 'A post', url, size: null })] }])
    within(place(1)).getByText('link')
    expect(within(place(1)).queryByRole('button', { name: /Save/ })).toBeNull()
    fireEvent.click(within(place(1)).getByRole('button', { name: 'Open A post in the browser' }))
    expect(bridge.calls('link.open')).toEqual([{ url }])
  })

  it('S8 of a thousand files each has its place, and none is fetched before it is near', async () => {
    const attachments = Array.from({ length: 1_000 }, (_, index) => file({ id: index + 1, name: `${index}.png` }))
    await open([{ content: '', attachments }])
    const pictures = [...place(1).querySelectorAll('img')]
    expect(pictures).toHaveLength(1_000)
    expect(pictures.every((one) => one.getAttribute('loading') === 'lazy')).toBe(true)
  })

  it('S8 a text of ten megabytes that looks like markup is shown as text, in time', async () => {
    const text = '<b>*_[x](y)'.repeat(1_000_000).slice(0, 10 * 1024 * 1024)
    await open([{ content: text }])
    expect(place(1).querySelector('b')).toBeNull()
    expect(place(1).querySelector('.is-long')?.textContent).toBe(text.slice(0, 150_000))
    within(place(1)).getByText('10,335,760 more characters are in the dashboard')
  })
})

describe('a message the channel did not take', () => {
  const failed = { type: 'outgoing', status: 'failed', error: 'Number is not on WhatsApp', content: 'On its way' } as const

  it('M1 says why, and goes once more when asked; a second press asks for nothing', async () => {
    let answer = (_end: { end: 'asked' }): void => undefined
    const retry = () => new Promise<{ end: 'asked' }>((resolve) => (answer = resolve))
    const bridge = await open([failed], { 'message.retry': retry })
    within(place(1)).getByText(/Number is not on WhatsApp/)
    const button = within(place(1)).getByRole('button', { name: 'Deliver again' })
    fireEvent.click(button)
    fireEvent.click(button)
    answer({ end: 'asked' })
    await screen.findByText('The server delivers it again')
    expect(bridge.calls('message.retry')).toEqual([{ conversation: refTo(1042), messageId: 1 }])
  })

  it('M1 a lost answer is said, and nobody claims more', async () => {
    await open([failed], { 'message.retry': () => ({ end: 'unsure' as const }) })
    fireEvent.click(within(place(1)).getByRole('button', { name: 'Deliver again' }))
    await screen.findByText(/The server did not answer/)
  })

  it('M1 a delivered one has no such button', async () => {
    await open([{ ...failed, status: 'read', error: null }])
    expect(within(place(1)).queryByRole('button', { name: 'Deliver again' })).toBeNull()
  })
})

describe('a translation', () => {
  const menu = async (n: number) => {
    fireEvent.contextMenu(place(n))
    await settle()
    return within(screen.getByRole('menu', { name: 'More for this message' }))
  }

  it('F20 stands under what was said, and is not asked for again', async () => {
    await open([{ content: 'Wo ist mein Paket?', translations: { en: 'Where is my **parcel**?', ru: 'Где?' } }])
    const under = within(place(1)).getByRole('region', { name: 'Translated by the server' })
    expect(under.textContent).toContain('Where is my parcel?')
    within(place(1)).getByText('Wo ist mein Paket?')
    expect((await menu(1)).queryByRole('menuitem', { name: 'Translate' })).toBeNull()
  })

  it('F20 is asked for in the language of the window; a server without one says so, and is not asked again', async () => {
    const bridge = await open([{ content: 'Wo?' }, { content: 'Wann?' }], {
      'message.translate': () => ({ end: 'none' as const }),
    })
    fireEvent.click((await menu(1)).getByRole('menuitem', { name: 'Translate' }))
    await screen.findByText(/This server translates nothing/)
    expect(bridge.calls('message.translate')).toEqual([{ conversation: refTo(1042), messageId: 1, language: 'en' }])
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect((await menu(2)).queryByRole('menuitem', { name: 'Translate' })).toBeNull()
  })
})

describe('the language of the customer', () => {
  it.each([
    [{ browser_language: 'de-AT' }, 'German'],
    [{ browser_language: 'de', conversation_language: 'fr' }, 'French'],
    [{ browser_language: 'en-GB' }, null],
    [{ browser_language: '<b>', conversation_language: 7 }, null],
    [{ browser_language: 'qqq' }, null],
    [{}, null],
  ])('F20 %j is said as %s where it is another one', (attributes, name) => {
    expect(foreignLanguage(attributes, 'en')).toBe(name)
  })

  it('F20 stands beside the customer, above the words', async () => {
    const ana = conversation(1042, 'Ana Ferreira', { additionalAttributes: { browser_language: 'de' } })
    openWindow(fakeMain(emptyDesk({ rows: [row(ana)] })))
    await settle()
    act(() => useUi.getState().select(refTo(1042)))
    await screen.findByText("Ana's language: German")
    fireEvent.click(screen.getByRole('radio', { name: 'Private note' }))
    expect(screen.queryByText("Ana's language: German")).toBeNull()
  })
})

describe('M14 the row of the list', () => {
  it('M14 counts the reply window down when its end is near', async () => {
    const at = (n: number, name: string, replyUntilAt?: number) => ({ ...row(conversation(n, name)), replyUntilAt })
    const rows = [
      at(1, 'Near', Date.now() + 2 * HOUR + 5 * MINUTE + 1_000),
      at(2, 'Soon', Date.now() + 20 * MINUTE + 1_000),
      at(3, 'Closed', Date.now() - MINUTE),
      at(4, 'Far', Date.now() + 20 * HOUR),
      at(5, 'None'),
    ]
    openWindow(fakeMain(emptyDesk({ rows })))
    await screen.findAllByRole('option')
    const words = screen.getAllByRole('option').map((one) => one.querySelector('.row-window')?.textContent ?? null)
    expect(words).toEqual(['2 h 5 min to reply', '20 min to reply', 'no free replies', null, null])
  })
})
