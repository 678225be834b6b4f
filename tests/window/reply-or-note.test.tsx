import { cleanup, fireEvent, screen } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../fakes/bridge'
import { nameOf } from '../fakes/window-main'
import { choose, field, kindShown, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

const presses: Record<string, object> = {
  m: { key: 'm', code: 'KeyM', ctrlKey: true },
  send: { key: 'Enter', code: 'Enter', ctrlKey: true },
  sendResolve: { key: 'Enter', code: 'Enter', ctrlKey: true, shiftKey: true },
  enter: { key: 'Enter', code: 'Enter' },
  esc: { key: 'Escape', code: 'Escape' },
}

interface Sight {
  here: number
  text: string
  isNote: boolean
}

/** Plays keys in two conversations: what the agent saw at each press that may send, and what main was told. */
async function play(steps: { key: string; pause: boolean }[], enterSends: boolean) {
  cleanup()
  const desk = twoTalks()
  desk.settings = { ...desk.settings, enterSends }
  let fails = 0
  const bridge = await open(desk, 1042, {
    'reply.send': ({ clientId, conversation: ref }) => {
      if (fails-- > 0) throw new Refusal({ kind: 'internal', incident: 'P-1' })
      desk.drafts.delete(nameOf(ref))
      return { clientId, undoUntilAt: 0, claimId: null }
    },
  })
  const seen: Sight[] = []
  const wrongTurns: string[] = []
  let here = 1042
  for (const { key, pause } of steps) {
    const before = { here, text: field().value, isNote: kindShown() === 'Private note' }
    if (key === 'type') fireEvent.change(field(), { target: { value: `${before.text}${before.isNote ? 'N' : 'R'}` } })
    else if (key === 'switch') await choose((here = here === 1042 ? 1041 : 1042))
    else if (key === 'fail') fails = 1
    else if (presses[key]) fireEvent.keyDown(field(), presses[key])
    else fireEvent.keyDown(window, { key, code: `Key${key.toUpperCase()}` })
    if (['send', 'sendResolve', 'enter'].includes(key)) seen.push(before)
    if (pause) await settle()
    // Only a switch by hand makes a reply of a note that was begun.
    const isReplyNow = kindShown() === 'Reply' && field().value !== '' && before.isNote && before.text !== ''
    if (key !== 'm' && key !== 'switch' && isReplyNow) wrongTurns.push(key)
  }
  await settle()
  const sent = bridge
    .calls('reply.send')
    .map((call): Sight => ({ here: Number(call.conversation.conversationId), text: call.text, isNote: call.private }))
  return { sent, seen, wrongTurns }
}

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
    // What tempts to a slip comes more often: typing, sending, and changing the kind right after.
    const often = ['type', 'send', 'n', 'm', 'r']
    const names = [...often, ...often, ...often, 'sendResolve', 'enter', 'switch', 'esc', 'fail', 'e', 'z']
    const step = fc.record({ key: fc.constantFrom(...names), pause: fc.boolean() })
    let sentAtAll = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 18 }), fc.boolean(), async (steps, enterSends) => {
        const { sent, seen, wrongTurns } = await play(steps, enterSends)
        expect(wrongTurns).toEqual([])
        // Main is told what the agent saw at the moment of a press, in the order of the presses; not every press sends.
        for (const each of sent) {
          const at = seen.findIndex((sight) => JSON.stringify(sight) === JSON.stringify(each))
          expect(at, `sent ${JSON.stringify(each)}, which nobody saw`).toBeGreaterThan(-1)
          seen.splice(0, at + 1)
        }
        sentAtAll += sent.length
      }),
      { numRuns: 20 },
    )
    // A property about what is sent says nothing when nothing is.
    expect(sentAtAll).toBeGreaterThan(5)
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
