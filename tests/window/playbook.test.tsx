import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../fakes/bridge'
import { useUi } from '../../src-renderer/ui-state'
import { openWith } from './canned-stage'
import { field } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

const codes = () =>
  within(screen.getByRole('listbox', { name: 'Canned responses' }))
    .getAllByRole('option')
    .map((one) => one.textContent)

describe('the playbook', () => {
  it('M13 what I sent after similar messages stands first, and says so', async () => {
    await openWith(undefined, {
      'canned.suggest': () => [
        { id: 4, times: 9, word: 'crack' },
        { id: 3, times: 0, word: null },
        { id: 99, times: 5, word: 'gone' },
      ],
    })
    await settle()
    await userEvent.keyboard('/')
    expect(codes()).toEqual(['/pre-order-policy', '/repair-yourself', '/privet', '/replace-mug', '/reply-later'])
    const group = screen.getByRole('group', { name: 'Used after similar messages' })
    expect(within(group).getAllByRole('option')).toHaveLength(1)
    screen.getByText('Sent 9 times after "crack"')
    await userEvent.keyboard('{ArrowDown}')
    expect(screen.queryByText(/^Sent/)).toBeNull()
    await userEvent.keyboard('{ArrowUp}{Enter}')
    expect(field().value).toBe('It ships in May.')
  })

  it('M13 among codes that fit equally the usual one comes first', async () => {
    await openWith(undefined, { 'canned.suggest': () => [{ id: 2, times: 1, word: 'crack' }] })
    await settle()
    await userEvent.keyboard('/rep')
    expect(codes()[0]).toBe('/reply-later')
  })

  it('M13 when nothing can be suggested the list is there all the same', async () => {
    await openWith(undefined, {
      'canned.suggest': () => {
        throw new Refusal({ kind: 'internal', incident: 'P-1' })
      },
    })
    await userEvent.keyboard('/')
    expect(codes()).toHaveLength(5)
  })

  it('M13 it can be switched off and made to forget', async () => {
    let uses = 12
    const bridge = await openWith(undefined, {
      'canned.learnt': () => ({ uses }),
      'canned.forget': () => {
        uses = 0
        return {}
      },
    })
    act(() => useUi.getState().go('settings'))
    await screen.findByText(/12 uses are remembered/)
    await userEvent.click(screen.getByRole('button', { name: 'Forget them' }))
    await screen.findByText(/0 uses are remembered/)
    expect(screen.queryByRole('button', { name: 'Forget them' })).toBeNull()
    await userEvent.click(screen.getByRole('switch', { name: 'Offer canned responses by my own use' }))
    await waitFor(() => expect(bridge.calls('settings.set')).toEqual([{ playbook: false }]))
  })
})
