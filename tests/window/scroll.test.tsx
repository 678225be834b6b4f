import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, id, message, refTo, row } from '../fakes/desk'
import { type DeskState, emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const MESSAGE_PX = 40
const CLIENT_PX = 800

/** jsdom measures nothing: here a message is 40 px high and the timeline as high as its messages. */
beforeEach(() => {
  Object.defineProperty(Element.prototype, 'scrollHeight', {
    configurable: true,
    get(this: Element) {
      return this.querySelectorAll('article').length * MESSAGE_PX
    },
  })
})
afterEach(() => void Reflect.deleteProperty(Element.prototype, 'scrollHeight'))

const log = () => screen.getByRole('log')
const scrollTo = (top: number) => {
  log().scrollTop = top
  fireEvent.scroll(log())
}

async function open(count: number): Promise<{ desk: DeskState; arrive: (text: string) => Promise<void> }> {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
  const messages = Array.from({ length: count }, (_, index) => message(index + 1))
  desk.messages.set(nameOf(refTo(1042)), messages)
  const bridge = fakeMain(desk)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(Math.min(count, 50)))
  const arrive = async (text: string) => {
    messages.push(message(messages.length + 1, { content: text, createdAt: Date.now() }))
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['conversation:1:1042'] }))
    await screen.findByText(text)
  }
  return { desk, arrive }
}

describe('nothing moves under the eye', () => {
  it('P5 opens at the newest message, and stays there while new ones come', async () => {
    const { arrive } = await open(40)
    expect(log().scrollTop).toBe(40 * MESSAGE_PX)
    scrollTo(40 * MESSAGE_PX - CLIENT_PX)
    await arrive('one more')
    expect(log().scrollTop).toBe(41 * MESSAGE_PX)
    expect(screen.queryByRole('button', { name: /To the newest|new below/ })).toBeNull()
  })

  it('F1 a new message below does not move what is read above, and is counted', async () => {
    const { arrive } = await open(40)
    scrollTo(400)
    await screen.findByRole('button', { name: 'To the newest' })
    await arrive('one more')
    expect(log().scrollTop).toBe(400)
    await screen.findByRole('button', { name: '1 new below' })
  })

  it('P5 older messages come in above, and what is read stays where it is', async () => {
    await open(120)
    expect(screen.getAllByRole('article')).toHaveLength(50)
    scrollTo(120)
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(100))
    expect(log().scrollTop).toBe(120 + 50 * MESSAGE_PX)
  })
})
