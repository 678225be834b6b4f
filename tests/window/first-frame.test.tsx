import { act, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { conversation, id, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { setStage } from './stage'

setStage()
const listening = vi.spyOn(window, 'addEventListener')
afterEach(() => {
  document.body.replaceChildren()
  // The window's own start is never taken down: it must not hear the keys of the next file.
  for (const [name, listener, options] of listening.mock.calls) window.removeEventListener(name, listener, options)
  listening.mockRestore()
})

describe('the first frame', () => {
  it('F4 shows what changed between the answer of main and the first frame', async () => {
    const desk = emptyDesk({ rows: [row(conversation(100, 'Ana Ferreira'))] })
    let listAnswered = () => {}
    const answered = new Promise<void>((resolve) => (listAnswered = resolve))
    const bridge = fakeMain(desk, {
      'conversation.list': ({ offset, limit }) => {
        const rows = desk.rows.slice(offset, offset + limit)
        setTimeout(listAnswered, 0)
        return { rows, total: desk.rows.length, complete: true, asOfAt: Date.now() }
      },
      // The slowest of the first questions: the list is answered, nothing is drawn yet, and a customer writes.
      'settings.get': async () => {
        await answered
        desk.rows = [...desk.rows, row(conversation(101, 'Kofi Mensah'))]
        bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['inbox'] })
        return desk.settings
      },
    })
    Object.assign(window, { bridge })
    document.body.append(Object.assign(document.createElement('div'), { id: 'root' }))
    expect(screen.queryByRole('option')).toBeNull()
    await act(() => import('../../src-renderer/main'))
    expect(await screen.findByText('Ana Ferreira')).toBeTruthy()
    expect(await screen.findByText('Kofi Mensah')).toBeTruthy()
  })
})
