import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Attachment } from '../../src-preload/contract/entities'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { id, message, refTo } from '../fakes/desk'
import { ana, macro, panel, press, stage, talk } from './panel-stage'
import { setStage } from './stage'

setStage()

describe('other conversations with the customer', () => {
  it('F9 with their last words, their state and their day; pressing one opens it; this one is not among them', async () => {
    await stage({ 'contact.talks': () => [talk(1042, 'Here'), talk(8, 'Where is my parcel?'), talk(7, 'Gift wrapping')] })
    expect(await panel().findAllByText(/#[78]$/)).toHaveLength(2)
    expect(panel().queryByText('Here')).toBeNull()
    panel().getByText(/Resolved,/)
    panel().getByText(/weird,/)
    await press(/Gift wrapping/)
    expect(useUi.getState().selected?.conversationId).toBe(7)
  })

  it('F9 one that is new, or whose state changes, comes by itself; another customer’s changes nothing', async () => {
    const talks = [talk(8, 'Where is my parcel?')]
    const bridge = await stage({ 'contact.talks': () => [...talks] })
    await panel().findByText(/#8$/)
    talks.unshift(talk(10, 'And my gift?'))
    const raise = (contactId: number) =>
      act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: [`talks:1:${contactId}`] }))
    const asked = bridge.calls('contact.talks').length
    raise(ana.contact.id + 1)
    expect(bridge.calls('contact.talks')).toHaveLength(asked)
    raise(ana.contact.id)
    await panel().findByText(/And my gift/)
    panel().getByText(/#8$/)
  })

  it('F9 of ten thousand a glance is drawn, and more on demand', async () => {
    await stage({ 'contact.talks': () => Array.from({ length: 10_000 }, (_, index) => talk(index + 2_000, `Talk ${index}`)) })
    expect(await panel().findAllByText(/^Talk \d+$/)).toHaveLength(5)
    await press('9995 more')
    expect(panel().getAllByText(/^Talk \d+$/)).toHaveLength(25)
  })

  it('F9 none, none here, and a failure have words of their own', async () => {
    await stage()
    await panel().findByText('No other conversations')
  })

  it('F9 offline they are those of this computer, and it says so', async () => {
    await stage({ 'contact.talks': () => [talk(8, 'Where is my parcel?')] }, false)
    await panel().findByText(/These are on this computer/)
  })

  it('F9 what cannot be read can be asked for again', async () => {
    let isBroken = true
    await stage({
      'contact.talks': () => {
        if (isBroken) throw new Refusal({ kind: 'database-broken' })
        return [talk(8, 'Where is my parcel?')]
      },
    })
    await panel().findByRole('alert')
    isBroken = false
    await press('Try again')
    await panel().findByText('Where is my parcel?')
  })

  it('F9 one press leads to the contact, another to the dashboard', async () => {
    const bridge = await stage()
    await press('Open in the browser')
    expect(bridge.calls('link.open')[0]?.url).toMatch(/^https:.*\/app\/accounts\/1\/conversations\/1042$/)
    await press('Open the contact')
    expect(useUi.getState()).toMatchObject({ room: 'contacts', contact: { contactId: ana.contact.id } })
  })
})

describe('macros', () => {
  it('F9 what one does is read in words before it is run, and nothing is asked before somebody looks', async () => {
    const actions = [
      { name: 'assign_agent', values: ['5'] },
      { name: 'assign_agent', values: ['self'] },
      { name: 'assign_team', values: ['9'] },
      { name: 'assign_team', values: ['77'] },
      { name: 'add_label', values: ['vip', 'late'] },
      { name: 'change_priority', values: ['nil'] },
      { name: 'change_status', values: ['resolved'] },
      { name: 'send_message', values: ['x'.repeat(500)] },
      { name: 'fly_to_the_moon', values: ['fast'] },
    ]
    const bridge = await stage({ 'macro.list': () => [macro(actions)], 'macro.run': () => ({ end: 'asked' }) })
    expect(bridge.calls('macro.list')).toHaveLength(0)
    await press('Macros')
    await press('Macro 1')
    for (const text of [
      ...['Give it to Jonas Weber', 'Give it to me', 'Give it to the team Returns', 'Give it to the team #77'],
      ...['Put on: vip, late', 'Priority: None', 'Status: Resolved', /^Send to the customer: x{160}…$/],
      /does not know: fly_to_the_moon fast/,
    ])
      panel().getByText(text)
    expect(bridge.calls('macro.run')).toHaveLength(0)
    await press('Run it here')
    expect(bridge.calls('macro.run')).toEqual([{ ...refTo(1042), macroId: 1 }])
    await screen.findByText(/^Macro 1 runs/)
  })

  it('F9 a lost answer is said as one', async () => {
    await stage({ 'macro.list': () => [macro([])], 'macro.run': () => ({ end: 'unsure' }) })
    await press('Macros')
    await press('Macro 1')
    panel().getByText('It does nothing')
    await press('Run it here')
    await screen.findByText(/It may have run/)
  })

  it('F9 without a connection nothing is asked, and it says what it needs; none at all has its words', async () => {
    const bridge = await stage({}, false)
    await press('Macros')
    panel().getByText(/this needs a connection/)
    await press('Participants')
    panel().getByText(/it needs a connection/)
    expect([...bridge.calls('macro.list'), ...bridge.calls('participant.list')]).toEqual([])
  })

  it('F9 an account without macros says where they are made', async () => {
    await stage({ 'macro.list': () => [] })
    await press('Macros')
    await panel().findByText(/made in the dashboard/)
  })
})

describe('notes about the customer', () => {
  const note = { id: 3, content: 'Prefers messages to calls.', author: 'Priya Nair', createdAt: null }
  const card = (notes: (typeof note)[] | null) => ({
    card: { contact: ana.contact, lastActivityAt: null, createdAt: null, kept: false, trouble: null, notes },
  })

  it('F9 are read when somebody looks, added and removed', async () => {
    const bridge = await stage({
      'contact.open': () => card([note]),
      'contact.addNote': ({ content }) => ({ ...note, content }),
      'contact.removeNote': () => ({}),
    })
    expect(bridge.calls('contact.open')).toHaveLength(0)
    await press('Contact notes')
    await panel().findByText('Prefers messages to calls.')
    await userEvent.type(panel().getByRole('textbox', { name: 'Write a note' }), 'Likes tea')
    await press('Add note')
    await press('Remove this note')
    expect(bridge.calls('contact.addNote')).toMatchObject([{ content: 'Likes tea' }])
    expect(bridge.calls('contact.removeNote')).toMatchObject([{ noteId: 3 }])
  })

  it('F9 offline and never read they say so, and what is typed stays', async () => {
    const bridge = await stage({ 'contact.open': () => card(null) }, false)
    await press('Contact notes')
    await panel().findByText(/The notes were not read yet/)
    await userEvent.type(panel().getByRole('textbox', { name: 'Write a note' }), 'Likes tea')
    await press('Add note')
    expect(bridge.calls('contact.addNote')).toEqual([])
    panel().getByDisplayValue('Likes tea')
  })
})

describe('files of the conversation', () => {
  const file = (type: string, name: string): Attachment => ({
    ...{ id: 1, type, name, url: 'https://x.test/1', thumbUrl: null, size: 1, width: 1, height: 1 },
  })

  it('F9 the newest first; a picture is shown large, anything else leads to its message, and each can be kept', async () => {
    const bridge = await stage({
      'message.files': () => [
        message(9, { attachments: [file('image', 'mug.png'), file('file', '')] }),
        message(4, { attachments: [file('hologram', '\u202efdp.exe')] }),
      ],
    })
    expect(bridge.calls('message.files')).toHaveLength(0)
    await press('Files')
    await press(/^mug\.png/)
    const viewer = await screen.findByRole('dialog')
    expect(within(viewer).getByRole('img', { name: 'mug.png' }).getAttribute('src')).toBe('app://media/file/p1/1/9/1')
    await userEvent.keyboard('{Escape}')
    await press(/^\u202efdp/)
    expect(useUi.getState().jump?.messageId).toBe(4)
    await press('Save mug.png as…')
    expect(bridge.calls('attachment.save')).toEqual([{ conversation: refTo(1042), messageId: 9, attachmentId: 1 }])
  })

  it('F9 a thousand are a glance and more on demand; none has its words', async () => {
    const attachments = Array.from({ length: 1_000 }, (_, index) => file('file', `file ${index}`))
    await stage({ 'message.files': () => [message(9, { attachments })] })
    await press('Files')
    expect(await panel().findAllByText(/^file \d+$/)).toHaveLength(5)
    await press('995 more')
    expect(panel().getAllByText(/^file \d+$/)).toHaveLength(55)
  })

  it('F9 none says so', async () => {
    await stage({ 'message.files': () => [] })
    await press('Files')
    await panel().findByText('No files in the messages on this computer')
  })
})
