import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { FoundMessage, SearchAnswer } from '../../src-preload/contract/schemas/search'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { conversation, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const ref = refTo(7)
const none: SearchAnswer = { messages: [], customers: [], more: false, filters: [], corrected: [], notIndexed: 0 }

function found(n: number, over: Partial<FoundMessage> = {}): FoundMessage {
  return {
    conversation: ref,
    inboxId: 1 as never,
    messageId: n as never,
    type: 'incoming',
    private: false,
    createdAt: Date.now() - n,
    contactName: `Customer ${n}`,
    senderName: `Customer ${n}`,
    pieces: [
      { text: 'my ', hit: false },
      { text: 'parcel', hit: true },
    ],
    file: null,
    ...over,
  }
}

async function open(answer: (text: string) => SearchAnswer, more: Parameters<typeof fakeMain>[1] = {}) {
  const desk = emptyDesk({ rows: [row(conversation(7, 'Customer 1'))] })
  desk.messages.set(nameOf(ref), [message(1, { content: 'first parcel' }), message(2, { content: 'second' })])
  const bridge = fakeMain(desk, { 'search.run': ({ text }) => answer(text), ...more })
  openWindow(bridge)
  await settle()
  await userEvent.keyboard('{Control>}f{/Control}')
  const field = await screen.findByRole('combobox', { name: 'Search' })
  return { bridge, field }
}

describe('search in the window', () => {
  it('F16 F15 by keys alone: opened, typed, picked; what is picked opens beside at its message', async () => {
    const { bridge, field } = await open(() => ({ ...none, messages: [found(2), found(1)] }))
    expect(document.activeElement).toBe(field)
    await userEvent.keyboard('parcel')
    const lines = await screen.findAllByRole('option')
    expect(within(lines[1]!).getByText('parcel').tagName).toBe('MARK')
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await settle()
    expect(useUi.getState().jump).toMatchObject({ messageId: 1 })
    await waitFor(() => expect(bridge.calls('message.page').at(-1)).toMatchObject({ until: 1 }))
    expect(screen.getByRole('combobox', { name: 'Search' })).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect((field as HTMLInputElement).value).toBe('')
    await userEvent.keyboard('{Escape}')
    await settle()
    expect(screen.queryByRole('combobox', { name: 'Search' })).toBeNull()
  })

  it('F16 says what was not understood, what was mended, and what is still being prepared', async () => {
    const { field } = await open(() => ({
      ...none,
      messages: [found(1)],
      filters: [{ name: 'in', value: 'nowhere', ok: false }],
      corrected: [{ from: 'pacrel', to: 'parcel' }],
      notIndexed: 12,
    }))
    await userEvent.type(field, 'in:nowhere pacrel')
    expect(await screen.findByText(/not known/)).toBeTruthy()
    expect(screen.getByText('parcel instead of pacrel')).toBeTruthy()
    expect(screen.getByText('12 messages are still being prepared')).toBeTruthy()
  })

  it('F16 nothing here: the servers are asked only when wanted, and what only they have is marked so', async () => {
    const asked: string[] = []
    const { field } = await open(() => none, {
      'search.server': ({ text, page }) => {
        asked.push(`${text} ${page}`)
        return {
          messages: [found(9, { contactName: 'Old Friend' })],
          more: false,
          failed: [{ profileId: ref.profileId, error: { kind: 'offline' } }],
        }
      },
    })
    await userEvent.type(field, 'parcel')
    expect(await screen.findByText('Nothing for "parcel" on this computer')).toBeTruthy()
    expect(asked).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Look on the servers too' }))
    expect(await screen.findByText('Only on the server')).toBeTruthy()
    expect(screen.getByRole('option', { name: /Old Friend/ })).toBeTruthy()
    expect(screen.getByText(/could not be asked/)).toBeTruthy()
    expect(asked).toEqual(['parcel 1'])
  })

  it('F16 more is shown on demand, and a failure has words and a way out', async () => {
    let isBroken = true
    const limits: number[] = []
    const { field } = await open(() => none, {
      'search.run': ({ limit }) => {
        limits.push(limit)
        if (isBroken) throw new Refusal({ kind: 'database-broken' })
        return { ...none, messages: [found(1)], more: limit < 100 }
      },
    })
    await userEvent.type(field, 'p')
    expect(await screen.findByText('Search is not possible now')).toBeTruthy()
    isBroken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }))
    await settle()
    expect(limits.at(-1)).toBe(100)
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('F16 looks only in the open conversation when that is ticked', async () => {
    const inputs: unknown[] = []
    useUi.getState().select(ref)
    const { field } = await open(() => none, {
      'search.run': ({ conversation }) => {
        inputs.push(conversation)
        return none
      },
    })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Only in the open conversation' }))
    await userEvent.type(field, 'x')
    await settle()
    expect(inputs.at(-1)).toEqual(ref)
  })

  it('F16 F15 the palette hands over what was typed', async () => {
    await open(() => none)
    await userEvent.keyboard('{Escape}')
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.type(await screen.findByRole('combobox', { name: 'Search or do anything' }), 'qqq')
    await userEvent.click(await screen.findByRole('option', { name: /Search all messages for "qqq"/ }))
    await settle()
    await settle()
    expect(useUi.getState().search).toEqual({ text: 'qqq', within: null })
  })
})
