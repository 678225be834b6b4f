import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ContactCard, ContactRow } from '../../src-preload/contract/contact'
import { CONTACTS_PAGE } from '../../src-preload/contract/contact-filter'
import type { Contact } from '../../src-preload/contract/entities'
import type { ContactsAsk } from '../../src-preload/contract/schemas/contact'
import { useUi } from '../../src-renderer/ui-state'
import { type Handlers, Refusal } from '../fakes/bridge'
import { profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const none = { email: null, phoneNumber: null, identifier: null, avatarUrl: null, blocked: false }
const person = (n: number, over: Partial<Contact> = {}): Contact => ({
  ...{ id: n as Contact['id'], name: `Person ${n}`, ...none, email: `p${n}@example.com` },
  ...{ customAttributes: {}, additionalAttributes: {}, ...over },
})
const rowOf = (contact: Contact): ContactRow => ({ contact, lastActivityAt: null, createdAt: null, kept: false })
const cardOf = (contact: Contact, over: Partial<ContactCard> = {}): ContactCard => ({
  ...rowOf(contact),
  notes: [],
  trouble: null,
  ...over,
})

/** Ten thousand of them, unless told otherwise. */
function pageOf({ page, text }: ContactsAsk, all: number): { rows: ContactRow[]; total: number; asOfAt: number } {
  const found = text === '' ? all : 1
  const first = page * CONTACTS_PAGE + 1
  const count = Math.max(0, Math.min(CONTACTS_PAGE, found - page * CONTACTS_PAGE))
  return { rows: Array.from({ length: count }, (_, index) => rowOf(person(first + index))), total: found, asOfAt: Date.now() }
}

async function open({ more = {}, all = 10_000, isLive = true }: { more?: Handlers; all?: number; isLive?: boolean } = {}) {
  const desk = emptyDesk()
  if (!isLive) desk.profiles = [{ ...profile(), link: { ...profile().link, state: 'waiting' } as never }]
  const bridge = fakeMain(desk, {
    'contact.list': (ask) => {
      if (ask.from === 'server' && !isLive) throw new Refusal({ kind: 'offline' })
      return pageOf(ask, all)
    },
    'contact.open': ({ contactId }) => ({ card: cardOf(person(contactId)) }),
    'contact.talks': () => [],
    'contact.attributes': ({ of }) => [{ of, key: 'plan', name: 'Plan', kind: 'list', values: ['Gold', 'Silver'] }],
    'contact.filters': () => [],
    'contact.change': () => ({ kind: 'kept', actionId: crypto.randomUUID(), undoUntilAt: Date.now() + 5_000 }),
    ...more,
  })
  openWindow(bridge)
  await settle()
  await userEvent.keyboard('gc')
  await screen.findByRole('searchbox')
  await settle()
  return bridge
}
const main = () => within(screen.getByRole('main'))

describe('the room of the contacts', () => {
  it('G3 F15 by keys alone: opened, gone through, edited, saved, and back', async () => {
    const bridge = await open()
    await userEvent.keyboard('{ArrowDown}')
    await main().findByRole('heading', { name: 'Person 1' })
    await userEvent.keyboard('j')
    await main().findByRole('heading', { name: 'Person 2' })
    await userEvent.keyboard('e')
    const name = await screen.findByRole('textbox', { name: 'Name' })
    expect(document.activeElement).toBe(name)
    await userEvent.clear(name)
    await userEvent.type(name, 'Ana Ruiz{Enter}')
    await waitFor(() => expect(bridge.calls('contact.change')).toMatchObject([{ contactId: 2, fields: { name: 'Ana Ruiz' } }]))
    await screen.findByText('Details saved: Ana Ruiz')
    await userEvent.keyboard('{Escape}{Escape}{Escape}')
    await settle()
    expect(useUi.getState().room).toBe('workspace')
  })

  it('G3 ten thousand: only what is seen is drawn and asked for', async () => {
    const bridge = await open()
    await screen.findByText(/10,000 on the server/)
    expect(screen.getAllByRole('option').length).toBeLessThan(40)
    expect(screen.getAllByRole('option')[0]?.getAttribute('aria-setsize')).toBe('10000')
    expect(Math.max(...bridge.calls('contact.list').map(({ page }) => page))).toBeLessThan(4)
  })

  it('G3 the server is asked once the typing has paused', async () => {
    const bridge = await open()
    await userEvent.keyboard('/')
    await userEvent.keyboard('person')
    await screen.findByText(/^1 on the server/)
    const asked = bridge.calls('contact.list').filter(({ from, text }) => from === 'server' && text !== '')
    expect(asked.map(({ text, page }) => [text, page])).toEqual([['person', 0]])
  })

  it('G3 offline: what is here is shown and said to be here; a filter says that it needs the server', async () => {
    await open({ isLive: false, all: 3 })
    await screen.findByText('3 are on this computer')
    await userEvent.click(screen.getByRole('button', { name: 'Filter' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Value' }), 'x')
    await userEvent.click(screen.getByRole('button', { name: 'Show' }))
    await screen.findByText('A filter needs a connection')
  })

  it('G3 none, nobody found, and a failure have words of their own', async () => {
    await open({ all: 0 })
    await screen.findByText('No contacts yet')
    act(() => useUi.getState().go('workspace'))
  })

  it('G3 a failure is said with a way on', async () => {
    const failing: Handlers = {
      'contact.list': () => {
        throw new Refusal({ kind: 'internal', incident: 'i-1' })
      },
    }
    await open({ more: failing })
    await screen.findByText('The contacts could not be read')
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('G3 a double stands at its field, with whose it is; what was typed stays', async () => {
    const trouble = { field: 'email' as const, words: '', other: { id: 9 as never, name: 'Leo' } }
    await open({ more: { 'contact.change': () => ({ kind: 'trouble', trouble }) } })
    await userEvent.keyboard('{ArrowDown}')
    await main().findByRole('heading', { name: 'Person 1' })
    await userEvent.keyboard('e')
    const email = await screen.findByRole('textbox', { name: 'E-mail' })
    await userEvent.clear(email)
    await userEvent.type(email, 'leo@example.com{Enter}')
    await screen.findByText('E-mail: Leo has it already. Perhaps merge the two.')
    expect(email.getAttribute('aria-invalid')).toBe('true')
    expect((email as HTMLInputElement).value).toBe('leo@example.com')
  })

  it('G3 what the server would not take is not sent', async () => {
    const bridge = await open()
    await userEvent.click(screen.getByRole('button', { name: 'New contact' }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'Phone' }), '030 123')
    await userEvent.click(screen.getByRole('button', { name: 'Create contact' }))
    await screen.findByText('A name cannot be empty')
    await screen.findByText(/Write it with the country code/)
    expect(bridge.calls('contact.create')).toEqual([])
  })

  it('G10 the filter offers what a key can be compared by, joins, and sends what the server takes', async () => {
    const bridge = await open()
    await userEvent.click(screen.getByRole('button', { name: 'Filter' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'identifier')
    expect([...screen.getByRole('combobox', { name: 'How' }).querySelectorAll('option')].map(({ value }) => value)).toEqual([
      'equal_to',
      'not_equal_to',
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Show' }))
    await screen.findByText('A condition has no value')
    await userEvent.type(screen.getByRole('textbox', { name: 'Value' }), 'vk:1')
    await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'And or or' }), 'or')
    await userEvent.selectOptions(screen.getAllByRole('combobox', { name: 'What' })[1]!, 'plan')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Value' }), 'Gold')
    await userEvent.click(screen.getByRole('button', { name: 'Show' }))
    const sent = () => bridge.calls('contact.list').find(({ conditions }) => conditions.length > 0)?.conditions
    await waitFor(() =>
      expect(sent()).toEqual([
        { key: 'identifier', operator: 'equal_to', values: ['vk:1'], join: 'or' },
        { key: 'plan', operator: 'equal_to', values: ['Gold'] },
      ]),
    )
  })

  it('G3 merging: side by side, which stays, what is lost, and only then', async () => {
    const bridge = await open({ more: { 'contact.merge': () => ({}) } })
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await main().findByRole('heading', { name: 'Person 2' })
    await userEvent.click(main().getByRole('button', { name: 'More' }))
    await userEvent.click(screen.getByRole('menuitem', { name: 'Merge with another contact' }))
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.type(dialog.getByRole('textbox'), 'person 1')
    await userEvent.click(await dialog.findByRole('button', { name: /Person 1/ }))
    expect(dialog.getByText(/There is no way back/).textContent).toContain('E-mail p1@example.com is lost.')
    await userEvent.click(dialog.getByRole('button', { name: 'The other one stays' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Merge for good' }))
    await waitFor(() => expect(bridge.calls('contact.merge')).toMatchObject([{ contactId: 1, dropId: 2 }]))
  })

  it('G4 a new conversation opens with the composer asked for', async () => {
    const conversation = { profileId: profile().id, accountId: 1 as never, conversationId: 77 as never }
    const inbox = { inboxId: 1 as never, name: 'Shop', channel: 'Channel::Api', sourceId: 's' }
    await open({ more: { 'contact.inboxes': () => [inbox], 'contact.write': () => ({ conversation }) } })
    await userEvent.keyboard('{ArrowDown}')
    await userEvent.click(await main().findByRole('button', { name: 'New conversation' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Shop' }))
    await waitFor(() => expect(useUi.getState().selected).toEqual(conversation))
    expect(useUi.getState().room).toBe('workspace')
  })
})
