/** Templates of a channel in the composer (M14): found, filled in, sent, kept. */
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, MINUTE, refTo, row } from '../fakes/desk'
import { Refusal } from '../fakes/bridge'
import { template } from '../fakes/templates'
import { type DeskState, nameOf } from '../fakes/window-main'
import { choose, field, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

const all = [
  template({ header: 'Your parcel', footer: 'Acme Support', buttons: ['Thank you'] }),
  template({ name: 'appointment', language: 'ru', body: 'Ждём вас {{day}}' }),
  template({ name: 'hello_world', body: 'Hello World' }),
  template({ name: 'new_catalogue', body: 'The new catalogue is here', needs: 'media' }),
]
const closed = (some: Partial<DeskState> = {}): DeskState => ({
  ...{ ...twoTalks(), templates: all, replyUntilAt: Date.now() - MINUTE },
  ...some,
})
const KEYS = '{Control>}{Shift>}t{/Shift}{/Control}'
const press = (keys: string) => userEvent.keyboard(keys)
const dialog = () => screen.findByRole('dialog', { name: 'Template' })
const find = () => screen.findByRole('combobox', { name: 'Find a template by name or words' })
const value = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name: `Value ${name}` })
const preview = () => screen.getByRole('region', { name: 'Preview' })
const begun = { name: 'order_shipped', language: 'en_US', category: 'UTILITY', namespace: null, values: { 1: 'Ana' } }

describe('M14 templates', () => {
  it('M14 F15 by keys alone: find, fill in, see what the customer reads, send', async () => {
    const bridge = await open(closed(), 1042)
    await press(KEYS)
    await dialog()
    screen.getByText(/Reply to Ana Ferreira, WhatsApp/)
    await userEvent.type(await find(), 'order ship')
    expect(within(await dialog()).getAllByRole('option')).toHaveLength(1)
    await press('{Enter}')
    await waitFor(() => expect(value('1')).toBe(document.activeElement))
    expect(preview().textContent).toContain('Hi {{1}}, your order {{2}} is on its way.')
    screen.getByText('2 values are missing: 1, 2')
    await press('Ana{Enter}')
    expect(value('2')).toBe(document.activeElement)
    await press('No. 17')
    expect(preview().textContent).toBe('Your parcelHi Ana, your order No. 17 is on its way.Acme SupportThank you')
    expect(screen.queryByText(/missing/)).toBeNull()
    await press('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(bridge.calls('reply.send')).toMatchObject([
      {
        ...{
          conversation: refTo(1042),
          text: 'Hi Ana, your order No. 17 is on its way.',
          private: false,
          attachments: [],
          seenId: 10,
        },
        template: { ...begun, values: { 1: 'Ana', 2: 'No. 17' } },
      },
    ])
  })

  it('M14 nothing goes while a value is missing: it is said, and the light stands there', async () => {
    const bridge = await open(closed(), 1042)
    await userEvent.click(screen.getAllByRole('button', { name: 'Use a template' })[0] as HTMLElement)
    await userEvent.click(await screen.findByRole('option', { name: /appointment/ }))
    await press('   {Control>}{Enter}{/Control}')
    expect((await within(await dialog()).findByRole('alert')).textContent).toContain('One value is missing: day')
    expect(value('day').getAttribute('aria-invalid')).toBe('true')
    expect(value('day')).toBe(document.activeElement)
    expect(bridge.calls('reply.send')).toEqual([])
  })

  it('M14 what cannot be filled in here opens in the browser', async () => {
    const bridge = await open(closed(), 1042)
    await press(KEYS)
    await userEvent.click(await screen.findByRole('option', { name: /new_catalogue.*Needs a file: in the browser/ }))
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://chat.acme.example/app/accounts/1/conversations/1042' }])
    await dialog()
  })

  it('M14 F6 closed half way it is kept, said, and gone on with; words that were typed stay', async () => {
    const bridge = await open(closed(), 1042)
    await userEvent.type(field(), 'Words beside')
    await press(KEYS)
    await userEvent.click(await screen.findByRole('option', { name: /order_shipped/ }))
    await userEvent.type(value('1'), 'Ana')
    await press('{Escape}')
    await screen.findByText('Template begun: order_shipped')
    expect(bridge.calls('template.keep').at(-1)).toEqual({ conversation: refTo(1042), begun })
    expect(field().value).toBe('Words beside')
    await choose(1041)
    expect(screen.queryByText(/Template begun/)).toBeNull()
    await choose(1042)
    await userEvent.click(await screen.findByRole('button', { name: /^Go on/ }))
    await waitFor(() => expect(value('1').value).toBe('Ana'))
    expect(value('2')).toBe(document.activeElement)
  })

  it('M14 another one keeps the values of places of the same name', async () => {
    const desk = closed({ templates: [...all, template({ name: 'order_paid', body: 'Thank you, {{1}}' })] })
    await open(desk, 1042)
    await press(KEYS)
    await userEvent.click(await screen.findByRole('option', { name: /order_shipped/ }))
    await userEvent.type(value('1'), 'Ana')
    await userEvent.click(screen.getByRole('button', { name: 'Another template' }))
    await userEvent.click(await screen.findByRole('option', { name: /order_paid/ }))
    expect(preview().textContent).toBe('Thank you, Ana')
  })

  it('M14 a template that was begun is dropped by one press', async () => {
    const desk = closed()
    desk.drafts.set(nameOf(refTo(1042)), { text: '', private: false, cursor: 0, updatedAt: 1, files: [], template: begun })
    const bridge = await open(desk, 1042)
    const bar = (await screen.findByText('Template begun: order_shipped')).parentElement
    await userEvent.click(within(bar as HTMLElement).getByRole('button', { name: 'Drop' }))
    await waitFor(() => expect(screen.queryByText(/Template begun/)).toBeNull())
    expect(bridge.calls('template.keep')).toEqual([{ conversation: refTo(1042), begun: null }])
  })

  it('M14 a disk that is full loses nothing, and pressing again repeats the name', async () => {
    let tries = 0
    const bridge = await open(closed(), 1042, {
      'reply.send': ({ clientId }) => {
        tries += 1
        if (tries === 1) throw new Refusal({ kind: 'offline' })
        return { clientId, undoUntilAt: 0, claimId: null }
      },
    })
    await press(KEYS)
    await userEvent.click(await screen.findByRole('option', { name: /hello_world/ }))
    screen.getByText('Nothing to fill in.')
    await press('{Control>}{Enter}{/Control}')
    expect((await within(await dialog()).findByRole('alert')).textContent).toContain('Not sent, your values are still here.')
    await press('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const [first, second] = bridge.calls('reply.send')
    expect(second?.clientId).toBe(first?.clientId)
  })
})

describe('M14 without templates', () => {
  it.each([
    ['there are none', { templates: [] }, 'live', 'This inbox has no approved templates'],
    ['nobody has asked yet', { templates: null }, 'live', 'Asking the server which templates there are'],
    ['nobody could ask yet', { templates: null }, 'waiting', 'Templates are not on this computer yet'],
  ] as const)('M14 it says why: %s', async (...[, some, link, words]) => {
    const desk = closed({ templates: some.templates && [...some.templates] })
    desk.profiles = desk.profiles.map((one) => ({ ...one, link: { ...one.link, state: link } }))
    await open(desk, 1042)
    await press(KEYS)
    await dialog()
    await screen.findByText(words)
  })

  it('M14 offline it says that it waits here', async () => {
    const desk = closed()
    desk.profiles = desk.profiles.map((one) => ({ ...one, link: { ...one.link, state: 'waiting' } }))
    await open(desk, 1042)
    await press(KEYS)
    await userEvent.click(await screen.findByRole('option', { name: /hello_world/ }))
    screen.getByText('You are offline: it waits here and leaves when the line is back.')
  })

  it.each([
    ['no, not by e-mail', 'Channel::Email', all, false],
    ['no, an API inbox without any', 'Channel::Api', [], false],
    ['yes, an API inbox with some', 'Channel::Api', all, true],
    ['yes, WhatsApp, to say that there are none', 'Channel::Whatsapp', [], true],
  ] as const)('M14 whether they are offered: %s', async (...[, channel, templates, isOffered]) => {
    const desk = closed({ templates: [...templates] })
    desk.rows[0] = row(conversation(1042, 'Ana Ferreira', { channel }))
    await open(desk, 1042)
    await settle()
    expect(screen.queryAllByRole('button', { name: /^Use a template/ }).length > 0).toBe(isOffered)
    await press(KEYS)
    expect(useUi.getState().overlay).toBe(isOffered ? 'template' : null)
  })

  it('M14 F15 the palette knows it where there are any', async () => {
    await open(closed(), 1042)
    await press('{Control>}k{/Control}')
    await userEvent.type(await screen.findByPlaceholderText('A name, a view, or what to do'), 'use a temp')
    await press('{Enter}')
    await dialog()
  })
})
