import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../src-preload/contract/ids'
import { NOBODY_ELSE } from '../../src-preload/contract/recipients'
import { drop } from '../../src-renderer/bridge/replies'
import { Refusal } from '../fakes/bridge'
import { message, refTo } from '../fakes/desk'
import { nameOf } from '../fakes/window-main'
import { choose, field, kindShown, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

describe('what was written is never lost', () => {
  it('F2 the text stays when the reply could not be stored, and the second try cannot double it', async () => {
    let isBroken = true
    const bridge = await open(twoTalks(), 1042, {
      'reply.send': ({ clientId }) => {
        if (isBroken) throw new Refusal({ kind: 'internal', incident: 'P-1' })
        return { clientId, undoUntilAt: 0, claimId: null }
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
    let finish = (): void => undefined
    await open(twoTalks(), 1042, {
      'reply.send': ({ clientId }) =>
        new Promise((resolve) => (finish = () => resolve({ clientId, undoUntilAt: 0, claimId: null }))),
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
    desk.drafts.set(nameOf(refTo(1042)), { text: 'half a thought', private: true, cursor: 4, updatedAt: 0, files: [] })
    await open(desk, 1042)
    expect(field().value).toBe('half a thought')
    expect(kindShown()).toBe('Private note')
    expect(field().selectionStart).toBe(4)
  })

  it('F6 a draft that is on the disk says so again when its conversation is drawn anew; one that is typed on does not', async () => {
    const desk = twoTalks()
    await open(desk, 1042)
    fireEvent.change(field(), { target: { value: 'for Ana' } })
    await screen.findByText('Draft saved')
    await choose(1041)
    expect(screen.queryByText('Draft saved')).toBeNull()
    await choose(1042)
    screen.getByText('Draft saved')
    fireEvent.change(field(), { target: { value: 'for Ana, too' } })
    expect(screen.queryByText('Draft saved')).toBeNull()
    await screen.findByText('Draft saved')
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
        outbox: {
          clientId: resting.clientId as never,
          state: 'resting',
          untilAt: Date.now() + 9000,
          leaveAt: null,
          reason: null,
        },
      },
    ])
    await open(desk, 1042, {
      'reply.undo': () => {
        desk.drafts.set(nameOf(refTo(1042)), { text: 'first words', private: false, cursor: 11, updatedAt: 0, files: [] })
        return { undone: true }
      },
    })
    fireEvent.change(field(), { target: { value: 'second words' } })
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(field().value).toBe('first words\nsecond words'))
  })

  it('M4 a held reply that was dropped comes back with Z, before what is being written', async () => {
    const desk = twoTalks()
    const clientId = '00000000-0000-4000-8000-000000000002' as never
    const outbox = {
      clientId,
      state: 'held',
      untilAt: null,
      leaveAt: null,
      reason: { key: 'customer-wrote', words: null },
    } as const
    const held = message(0, { id: null, clientId, type: 'outgoing', content: 'I have asked the driver', outbox })
    desk.messages.set(nameOf(refTo(1042)), [message(10), held])
    const bridge = await open(desk, 1042)
    await userEvent.type(field(), 'and')
    await waitFor(() => expect(desk.drafts.get(nameOf(refTo(1042)))?.text).toBe('and'))
    const card = screen.getByRole('group', { name: 'Held reply' })
    fireEvent.keyDown(within(card).getByRole('button', { name: /Edit/ }), { key: 'в', code: 'KeyD' })
    await screen.findByText('Dropped')
    expect(bridge.calls('reply.discard')).toHaveLength(1)
    fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ' })
    await waitFor(() => expect(field().value).toBe('I have asked the driver\nand'))
    expect(kindShown()).toBe('Reply')
  })

  it.each([
    ['comes back with them', {}, { inReplyTo: 10, recipients: { to: [], cc: ['cy@shop.example'], bcc: [] } }],
    [
      'leaves those that were chosen since',
      { inReplyTo: 12 as MessageId, recipients: NOBODY_ELSE },
      { inReplyTo: 12, recipients: NOBODY_ELSE },
    ],
  ])('F7 M4 what a dropped reply answered and whom it was for: %s', async (_what, since, wanted) => {
    const desk = twoTalks()
    const here = nameOf(refTo(1042))
    desk.drafts.set(here, { text: 'and', private: false, cursor: 3, updatedAt: 1, files: [], ...since })
    const bridge = await open(desk, 1042, {
      'reply.discard': () => ({
        files: 0,
        inReplyTo: 10 as MessageId,
        recipients: { ...NOBODY_ELSE, cc: ['cy@shop.example'] },
      }),
    })
    await drop(
      { conversation: refTo(1042), clientId: '00000000-0000-4000-8000-000000000002' as never },
      { text: 'No', private: false },
    )
    await userEvent.click(await screen.findByRole('button', { name: /Undo/ }))
    await waitFor(() => expect(field().value).toBe('No\nand'))
    expect(bridge.calls('draft.save')).toContainEqual(expect.objectContaining({ text: 'No\nand', ...wanted }))
  })
})
