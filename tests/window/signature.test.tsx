import { fireEvent, screen, waitFor } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSignature, signatureFor, signed, withoutMarks } from '../../src-renderer/parts/signature'
import { profile, refTo, settings } from '../fakes/desk'
import { nameOf } from '../fakes/window-main'
import { field, open, twoTalks } from './composer-stage'
import { setStage } from './stage'

setStage()

const KEY = 'p1/1/1'
const me = profile().user
/** The server keeps a signature; the inbox of the first talk is a WhatsApp one, which shows no markdown. */
const desk = (some: Partial<typeof settings> = {}) =>
  twoTalks({
    profiles: [profile({ user: { ...me, signature: '**Mira**, [Acme](https://acme.example)' } })],
    settings: { ...settings, ...some },
  })
const on = { signatures: { [KEY]: { on: true, text: '' } } }
const PLAIN = 'Mira, Acme: https://acme.example'
const write = (value: string) => fireEvent.change(field(), { target: { value } })
const send = () => fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
const shown = () => screen.queryByRole('region', { name: 'Signature' })?.textContent ?? null

describe('F8 the signature', () => {
  it('F8 is off until the inbox is signed; then it is shown and goes under the reply, plain where markdown is not shown', async () => {
    const bridge = await open(desk(), 1042)
    expect(shown()).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Sign replies in this inbox' }))
    await waitFor(() => expect(shown()).toBe(PLAIN))
    expect(bridge.calls('settings.set')).toEqual([{ signatures: { [KEY]: { on: true, text: '' } } }])
    write('It left today')
    send()
    await waitFor(() => expect(bridge.calls('reply.send')).toMatchObject([{ text: `It left today\n\n--\n\n${PLAIN}` }]))
    expect(field().value).toBe('')
  })

  it('F7 F8 notes are not signed', async () => {
    const bridge = await open(desk(on), 1042)
    fireEvent.click(screen.getByRole('radio', { name: 'Private note' }))
    expect(shown()).toBeNull()
    write('Call her')
    send()
    await waitFor(() => expect(bridge.calls('reply.send')).toMatchObject([{ text: 'Call her', private: true }]))
  })

  it('F8 a reply that was taken back has it in its words: it is not put there twice', async () => {
    const state = desk(on)
    const text = `It left today\n\n--\n\n${PLAIN}`
    state.drafts.set(nameOf(refTo(1042)), { text, private: false, cursor: 0, updatedAt: 1, files: [] })
    const bridge = await open(state, 1042)
    expect([field().value, shown()]).toEqual([text, null])
    send()
    await waitFor(() => expect(bridge.calls('reply.send')).toMatchObject([{ text }]))
  })

  it('F8 the words of the inbox come before mine, and mine before those of the server', async () => {
    await open(desk({ ...on, signature: 'Mira from Perch' }), 1042)
    expect(shown()).toBe('Mira from Perch')
  })

  it('F8 an inbox has words of its own', async () => {
    await open(desk({ signature: 'Mira', signatures: { [KEY]: { on: true, text: 'Team Orders' } } }), 1042)
    expect(shown()).toBe('Team Orders')
  })

  it('M14 the limit of the channel counts it', async () => {
    await open(desk(on), 1042)
    write('x'.repeat(4_096 - 10))
    await screen.findByText(/^Too long by \d+ characters$/)
  })
})

describe('F8 the words of a signature', () => {
  it.each([
    ['**Bold** and _slanted_ and `code`', 'Bold and slanted and code'],
    ['[Acme](https://acme.example)', 'Acme: https://acme.example'],
    ['[me@acme.example](mailto:me@acme.example)', 'me@acme.example'],
    ['# Mira\n- Acme\n![logo](https://x/l.png)', 'Mira\nAcme'],
    ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
    ['1\\. first', '1. first'],
  ])('F8 %j without markdown is %j', (text, plain) => {
    expect(withoutMarks(text)).toBe(plain)
    expect(signatureFor('Channel::Sms', text)).toBe(plain)
    expect(signatureFor('Channel::Email', ` ${text} `)).toBe(text)
  })

  it('F8 whatever is written: it stands there once, at the end, and signing again changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^\S(.*\S)?$/), (text, signature) => {
        const once = signed(text, signature)
        expect(signed(once, signature)).toBe(once)
        expect(hasSignature(once, signature)).toBe(text.trim() !== '')
        if (once !== text) expect(once.startsWith(text.trimEnd())).toBe(true)
      }),
    )
  })

  it('F8 a longer one is not taken for it', () => {
    expect(hasSignature('Hello\n\n--\n\nMira Olsen', 'Mira')).toBe(false)
  })
})
