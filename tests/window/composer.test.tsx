import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { type FakeBridge, type Handlers, Refusal } from '../fakes/bridge'
import { conversation, message, refTo, row } from '../fakes/desk'
import { type DeskState, emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, useStage } from './stage'

useStage()

function twoTalks(some: Partial<DeskState> = {}): DeskState {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira')), row(conversation(1041, 'Kofi Mensah'))], ...some })
  desk.messages.set(nameOf(refTo(1042)), [message(10)])
  desk.messages.set(nameOf(refTo(1041)), [message(20)])
  return desk
}

const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: /Reply to|Private note about/ })
const kindShown = (): string => screen.getByRole('radio', { checked: true, name: /^(Reply|Private note)$/ }).textContent ?? ''

async function open(desk: DeskState, n: number, more: Handlers = {}): Promise<FakeBridge> {
  const bridge = fakeMain(desk, more)
  openWindow(bridge)
  await settle()
  await choose(n)
  return bridge
}

async function choose(n: number): Promise<void> {
  act(() => useUi.getState().select(refTo(n)))
  await settle()
}

describe('what was written is never lost', () => {
  it('F2 the text stays when the reply could not be stored, and the second try cannot double it', async () => {
    let isBroken = true
    const bridge = await open(twoTalks(), 1042, {
      'reply.send': ({ clientId }) => {
        if (isBroken) throw new Refusal({ kind: 'internal', incident: 'P-1' })
        return { clientId, undoUntilAt: 0 }
      },
    })
    await userEvent.type(field(), 'Hello Ana')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText(/Not sent, your text is still here/)
    expect(field().value).toBe('Hello Ana')
    isBroken = false
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(field().value).toBe(''))
    const [first, second] = bridge.calls('reply.send')
    expect(second?.clientId).toBe(first?.clientId)
  })

  it('F2 another reply gets another name', async () => {
    const bridge = await open(twoTalks(), 1042)
    for (const text of ['one', 'two']) {
      await userEvent.type(field(), text)
      await userEvent.keyboard('{Control>}{Enter}{/Control}')
      await waitFor(() => expect(field().value).toBe(''))
    }
    const names = bridge.calls('reply.send').map((call) => call.clientId)
    expect(new Set(names).size).toBe(2)
  })

  it('F2 words typed while the reply is being stored stay in the composer', async () => {
    let finish: () => void = () => undefined
    await open(twoTalks(), 1042, {
      'reply.send': ({ clientId }) => new Promise((resolve) => (finish = () => resolve({ clientId, undoUntilAt: 0 }))),
    })
    fireEvent.change(field(), { target: { value: 'Hello' } })
    fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true })
    await settle()
    fireEvent.change(field(), { target: { value: 'Hello and more' } })
    finish()
    await settle()
    expect(field().value).toBe(' and more')
  })

  it('F6 a draft comes back with its kind and its cursor', async () => {
    const desk = twoTalks()
    desk.drafts.set(nameOf(refTo(1042)), { text: 'half a thought', private: true, cursor: 4, updatedAt: 0 })
    await open(desk, 1042)
    expect(field().value).toBe('half a thought')
    expect(kindShown()).toBe('Private note')
    expect(field().selectionStart).toBe(4)
  })

  it('F6 switching writes the draft down at once, for its own conversation only', async () => {
    const desk = twoTalks()
    await open(desk, 1042)
    fireEvent.change(field(), { target: { value: 'for Ana' } })
    await choose(1041)
    expect(field().value).toBe('')
    fireEvent.change(field(), { target: { value: 'for Kofi' } })
    await choose(1042)
    expect(field().value).toBe('for Ana')
    await choose(1041)
    expect(field().value).toBe('for Kofi')
    expect(desk.drafts.get(nameOf(refTo(1042)))?.text).toBe('for Ana')
    expect(desk.drafts.get(nameOf(refTo(1041)))?.text).toBe('for Kofi')
  })

  it('F6 whatever the order of typing, waiting and switching, no text reaches another conversation', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('type' as const), text: fc.string({ minLength: 1, maxLength: 6 }) }),
      fc.record({ do: fc.constant('switch' as const) }),
      fc.record({ do: fc.constant('send' as const) }),
      fc.record({ do: fc.constant('wait' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        cleanup()
        const desk = twoTalks()
        const late: (() => void)[] = []
        const bridge = await open(desk, 1042, {
          'draft.get': ({ conversation: ref }) =>
            new Promise((resolve) => late.push(() => resolve(desk.drafts.get(nameOf(ref)) ?? null))),
        })
        let here = 1042
        for (const each of steps) {
          if (each.do === 'type') fireEvent.change(field(), { target: { value: `${field().value}${here}:${each.text} ` } })
          if (each.do === 'switch') await choose((here = here === 1042 ? 1041 : 1042))
          if (each.do === 'send') fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true })
          if (each.do === 'wait') late.splice(0).forEach((answer) => answer())
          await settle()
        }
        for (const { conversation: ref, text } of [...bridge.calls('draft.save'), ...bridge.calls('reply.send')]) {
          const other = Number(ref.conversationId) === 1042 ? '1041:' : '1042:'
          expect(text.includes(other)).toBe(false)
        }
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('M4 a reply that was taken back is joined with what is being written, not put over it', async () => {
    const desk = twoTalks()
    const resting = message(0, {
      id: null,
      clientId: '00000000-0000-4000-8000-000000000001' as never,
      type: 'outgoing',
      content: 'first words',
      createdAt: Date.now(),
    })
    desk.messages.set(nameOf(refTo(1042)), [
      message(10),
      {
        ...resting,
        outbox: { clientId: resting.clientId as never, state: 'resting', untilAt: Date.now() + 9000, reason: null },
      },
    ])
    await open(desk, 1042, {
      'reply.undo': () => {
        desk.drafts.set(nameOf(refTo(1042)), { text: 'first words', private: false, cursor: 11, updatedAt: 0 })
        return { undone: true }
      },
    })
    fireEvent.change(field(), { target: { value: 'second words' } })
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(field().value).toBe('first words\nsecond words'))
  })
})

describe('reply, note and customer cannot be taken for each other', () => {
  it('F7 a note differs from a reply by words, sign, hint and button', async () => {
    await open(twoTalks(), 1042)
    expect(screen.getByRole('button', { name: /^Send/ })).toBeTruthy()
    expect(field().placeholder).toBe('Write a reply')
    fireEvent.keyDown(window, { key: 'n', code: 'KeyN' })
    expect(kindShown()).toBe('Private note')
    expect(field().placeholder).toBe('Write a note for your team')
    expect(screen.getByText('Ana will not see this')).toBeTruthy()
    expect(screen.getByRole('button', { name: /Add note/ })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull()
    expect(field().closest('form')?.className).toContain('composer-note')
  })

  it('F7 R does not turn a note that was begun into a reply', async () => {
    const bridge = await open(twoTalks(), 1042)
    fireEvent.keyDown(window, { key: 'n', code: 'KeyN' })
    fireEvent.change(field(), { target: { value: 'she is angry' } })
    fireEvent.keyDown(window, { key: 'r', code: 'KeyR' })
    expect(kindShown()).toBe('Private note')
    fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true })
    await settle()
    expect(bridge.calls('reply.send').map((call) => call.private)).toEqual([true])
  })

  it('F7 Enter alone never adds a note, even where Enter sends', async () => {
    const desk = twoTalks()
    desk.settings = { ...desk.settings, enterSends: true }
    const bridge = await open(desk, 1042)
    fireEvent.keyDown(window, { key: 'n', code: 'KeyN' })
    fireEvent.change(field(), { target: { value: 'a note' } })
    fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter' })
    await settle()
    expect(bridge.calls('reply.send')).toEqual([])
  })

  it('F7 no key path sends a note as a reply', async () => {
    const key = fc.constantFrom('n', 'r', 'm', 'send', 'sendResolve', 'enter', 'type', 'switch', 'esc', 'fail', 'e', 'z')
    const press: Record<string, object> = {
      m: { key: 'm', code: 'KeyM', ctrlKey: true },
      send: { key: 'Enter', code: 'Enter', ctrlKey: true },
      sendResolve: { key: 'Enter', code: 'Enter', ctrlKey: true, shiftKey: true },
      enter: { key: 'Enter', code: 'Enter' },
      esc: { key: 'Escape', code: 'Escape' },
    }
    await fc.assert(
      fc.asyncProperty(fc.array(key, { minLength: 3, maxLength: 18 }), fc.boolean(), async (keys, enterSends) => {
        cleanup()
        const desk = twoTalks()
        desk.settings = { ...desk.settings, enterSends }
        let fails = 0
        const bridge = await open(desk, 1042, {
          'reply.send': ({ clientId, conversation: ref }) => {
            if (fails-- > 0) throw new Refusal({ kind: 'internal', incident: 'P-1' })
            desk.drafts.delete(nameOf(ref))
            return { clientId, undoUntilAt: 0 }
          },
        })
        let here = 1042
        for (const each of keys) {
          const shown = kindShown()
          const before = bridge.calls('reply.send').length
          const text = field().value
          if (each === 'type')
            fireEvent.change(field(), { target: { value: `${text}${shown === 'Private note' ? 'N' : 'R'}` } })
          else if (each === 'switch') await choose((here = here === 1042 ? 1041 : 1042))
          else if (each === 'fail') fails = 1
          else if (press[each]) fireEvent.keyDown(field(), press[each])
          else fireEvent.keyDown(window, { key: each, code: `Key${each.toUpperCase()}` })
          // What the agent saw at the moment of the press is what main is told, and only a switch by hand changes the kind of a text.
          for (const sent of bridge.calls('reply.send').slice(before)) {
            expect(sent.private).toBe(shown === 'Private note')
            expect(Number(sent.conversation.conversationId)).toBe(here)
          }
          if (each !== 'm' && each !== 'switch' && text.includes('N') && shown === 'Private note' && field().value !== '') {
            expect(kindShown()).toBe('Private note')
          }
          await settle()
        }
      }),
      { numRuns: 25 },
    )
  }, 180_000)

  it('F7 nothing is sent while an input method composes', async () => {
    const bridge = await open(twoTalks(), 1042)
    fireEvent.change(field(), { target: { value: 'にほん' } })
    fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true, isComposing: true })
    await settle()
    expect(bridge.calls('reply.send')).toEqual([])
  })

  it('F11 the composer names account, channel and customer', async () => {
    await open(twoTalks(), 1042)
    expect(field().getAttribute('aria-label')).toBe('Reply to Ana Ferreira, WhatsApp, Acme Support')
  })
})
