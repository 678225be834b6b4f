import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { StorageAnswer } from '../../src-preload/contract/schemas/storage'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { id } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const MB = 1024 * 1024
const view: StorageAnswer = {
  bytes: 310 * MB,
  messages: 52_000,
  choices: [
    { days: 30, bytes: 90 * MB },
    { days: 90, bytes: 180 * MB },
    { days: 180, bytes: 240 * MB },
    { days: 365, bytes: 300 * MB },
    { days: null, bytes: 2_500 * MB },
  ],
  freeing: null,
  history: null,
}

async function open(answer: () => StorageAnswer) {
  const desk = emptyDesk()
  const bridge = fakeMain(desk, { 'storage.get': () => ({ ...answer() }) })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  await screen.findByRole('heading', { name: 'Storage' })
  await settle()
  return { bridge, desk }
}

describe('storage in the settings', () => {
  it('F4 says what is used, and what each choice would take', async () => {
    const { desk } = await open(() => view)
    expect(screen.getByText('310 MB used on this computer')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /^Keep on this computer: 90 days, about 180 MB/ }))
    const lines = screen.getAllByRole('menuitemradio').map((line) => line.textContent)
    expect(lines).toEqual([
      '30 days, about 90 MB',
      '90 days, about 180 MB',
      '180 days, about 240 MB',
      '365 days, about 300 MB',
      'Everything, about 2.4 GB',
    ])
    await userEvent.click(screen.getByRole('menuitemradio', { name: /Everything/ }))
    await settle()
    expect(desk.settings.historyDays).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: /^No more than: 2 GB/ }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: '5 GB' }))
    await settle()
    expect(desk.settings.storageMb).toBe(5_120)
  })

  it('F4 freeing shows how far it is, and that it is over', async () => {
    let now = view
    const { bridge } = await open(() => now)
    await userEvent.click(screen.getByRole('button', { name: 'Free space now' }))
    expect(bridge.calls('storage.free')).toHaveLength(1)
    const tell = async (freeing: StorageAnswer['freeing']) => {
      now = { ...view, freeing }
      act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['storage'] }))
      await settle()
    }
    await tell({ done: 400, all: 1_200 })
    expect(screen.getByText(/Freeing space: 400 of 1200 messages/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Free space now' }))
    expect(bridge.calls('storage.free')).toHaveLength(1)
    await tell(null)
    expect(screen.queryByText(/Freeing space/)).toBeNull()
  })

  it('M6 one line says how far back the history is here, and how far it is', async () => {
    const history = { state: 'filling', since: Date.UTC(2024, 2, 12, 12), done: 340, all: 1_200, isListed: false } as const
    let now: StorageAnswer = { ...view, history }
    const { bridge } = await open(() => now)
    const tell = async (next: StorageAnswer['history']) => {
      now = { ...view, history: next }
      act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['storage'] }))
      await settle()
    }
    expect(screen.getByText('History is being filled: 340 conversations so far')).toBeTruthy()
    await tell({ ...history, isListed: true })
    expect(screen.getByText('History is being filled: 340 of 1200 conversations')).toBeTruthy()
    await tell({ ...history, state: 'complete' })
    expect(screen.getByText('History is complete back to March 12, 2024')).toBeTruthy()
    await tell({ ...history, state: 'complete', since: null })
    expect(screen.getByText('History is complete from the beginning')).toBeTruthy()
    await tell({ ...history, state: 'full' })
    expect(screen.getByText('History goes back as far as there is room for it')).toBeTruthy()
    await tell(null)
    expect(screen.queryByText(/History/)).toBeNull()
  })

  it('F4 what cannot be counted says why', async () => {
    await open(() => {
      throw new Refusal({ kind: 'database-locked' })
    })
    expect(screen.getByText('What is kept cannot be counted now')).toBeTruthy()
    expect(screen.getByText(/Another program holds the data/)).toBeTruthy()
  })
})
