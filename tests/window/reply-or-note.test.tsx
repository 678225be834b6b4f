import { cleanup, fireEvent, screen } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../fakes/bridge'
import { nameOf } from '../fakes/window-main'
import { choose, field, kindShown, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

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
