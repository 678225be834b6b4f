import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()
afterEach(() => vi.unstubAllGlobals())

async function open(room: 'settings' | 'about' | 'workspace' = 'settings') {
  const bridge = fakeMain(emptyDesk({ rows: [row(conversation(1, 'Ana Ferreira'))] }))
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go(room))
  if (room === 'settings') await screen.findByRole('heading', { name: 'Settings' })
  await settle()
  return bridge
}

describe('how it looks', () => {
  it('F20 the size of the text is one of a few, and is written at once', async () => {
    const bridge = await open()
    await userEvent.click(screen.getByRole('button', { name: 'Size of the text: 100 %' }))
    expect(screen.getAllByRole('menuitemradio').map((line) => line.textContent)).toEqual(
      [80, 90, 100, 110, 125, 150, 175, 200].map((size) => `${size} %`),
    )
    await userEvent.click(screen.getByRole('menuitemradio', { name: '150 %' }))
    expect(bridge.calls('settings.set')).toEqual([{ textSize: 150 }])
  })

  it('F20 more contrast can be had whatever the system says, and goes back to the system', async () => {
    const bridge = await open()
    const isMore = () => document.documentElement.dataset['contrast']
    expect(isMore()).toBe('normal')
    await userEvent.click(screen.getByRole('switch', { name: 'More contrast' }))
    await waitFor(() => expect(isMore()).toBe('more'))
    await userEvent.click(screen.getByRole('switch', { name: 'More contrast' }))
    await waitFor(() => expect(isMore()).toBe('normal'))
    expect(bridge.calls('settings.set')).toEqual([{ contrast: 'more' }, { contrast: 'system' }])
  })
})

describe('a screen that others see', () => {
  const isBlurred = () => document.documentElement.hasAttribute('data-blur')

  it('F20 one switch blurs; the bar says so for as long as it is on, and ends it', async () => {
    await open()
    expect(isBlurred()).toBe(false)
    await userEvent.click(screen.getByRole('switch', { name: 'Blur names and texts' }))
    const sign = await screen.findByRole('button', { name: 'Names are blurred. Show them again' })
    expect(isBlurred()).toBe(true)
    await userEvent.click(sign)
    await waitFor(() => expect(isBlurred()).toBe(false))
    expect(screen.queryByText('Names are blurred')).toBeNull()
  })

  it('F15 F20 the palette does it from anywhere, and offers the other way then', async () => {
    const bridge = await open('workspace')
    const say = async (words: string) => {
      await userEvent.keyboard('{Control>}k{/Control}')
      await screen.findByRole('dialog')
      await userEvent.keyboard(words)
    }
    await say('blur nam{Enter}')
    await waitFor(() => expect(bridge.calls('settings.set')).toEqual([{ blurNames: true }]))
    await say('show names')
    expect(await screen.findByRole('option', { name: /Show names and texts again/ })).toBeTruthy()
  })

  it('F20 nothing is shown before it is known whether others look', async () => {
    openWindow(fakeMain(emptyDesk(), { 'settings.get': () => new Promise(() => undefined) }))
    await settle()
    expect(isBlurred()).toBe(true)
  })
})

describe('about Perch', () => {
  const papers = [
    { name: 'react', version: '19.3.1', licence: 'MIT', text: 'Permission is hereby granted' },
    { name: 'quiet', version: '1.0.0', licence: 'ISC', text: '' },
  ]

  it('F20 says what runs here, and each package with its licence; the documentation opens in the browser', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(papers)))
    const bridge = await open('about')
    const main = within(screen.getByRole('main'))
    expect(main.getByText('Perch 0.1.0')).toBeTruthy()
    expect(main.getByText('45.4.1')).toBeTruthy()
    expect(await main.findByText(/^2 packages are inside Perch/)).toBeTruthy()
    expect(main.getByText('Permission is hereby granted')).toBeTruthy()
    expect(main.getByText('The package brings no text of its own. Its licence: ISC')).toBeTruthy()
    await userEvent.click(main.getByRole('button', { name: 'Documentation' }))
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://perch.example' }])
  })

  it('F20 a list that is not there is said, with what to do', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')))
    await open('about')
    expect(await screen.findByText(/The list of licences could not be read/, {}, { timeout: 8000 })).toBeTruthy()
  })
})
