import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, directory, id, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, setStage } from './stage'

setStage()

const press = (key: string, more: Partial<KeyboardEventInit> = {}) =>
  fireEvent.keyDown(window, { key, code: `Key${key.toUpperCase()}`, ...more })
const rail = () => screen.getByRole('navigation', { name: 'Views and inboxes' })

async function open(some: Parameters<typeof emptyDesk>[0] = {}) {
  const desk = emptyDesk({ rows: [row(conversation(100, 'Ana Ferreira'))], ...some })
  const bridge = fakeMain(desk, {
    'directory.get': ({ accountId }) => ({
      ...directory(accountId, [[1, 'WhatsApp Orders', 'Channel::Whatsapp']]),
      labels: [
        { title: 'vip', color: '#8a4fa3', description: null },
        { title: 'damaged', color: '#b3401f', description: null },
      ],
      teams: [{ id: 4, name: 'orders', isMember: true }],
    }),
  })
  openWindow(bridge)
  await screen.findAllByRole('option')
  const lastAsk = () => bridge.calls('conversation.list').at(-1)
  return { desk, bridge, lastAsk }
}

/** Opens the filter, types, and turns what is found. */
async function turn(words: string) {
  press('f')
  const dialog = await screen.findByRole('dialog', { name: 'Filter the list' })
  const field = within(dialog).getByRole('combobox')
  fireEvent.change(field, { target: { value: words } })
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter' })
  fireEvent.keyDown(field, { key: 'Escape', code: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}

describe('filters of the list', () => {
  it('F10 F finds a condition by typing; conditions are combined, shown, and go by a key', async () => {
    const { lastAsk } = await open()
    await turn('label vip')
    await screen.findByRole('button', { name: 'Drop "label vip"' })
    await turn('unread')
    await waitFor(() => expect(lastAsk()?.where).toEqual([{ kind: 'label', title: 'vip' }, { kind: 'unread' }]))
    fireEvent.keyDown(await screen.findByRole('button', { name: 'Drop "label vip"' }), { key: 'Delete', code: 'Delete' })
    await waitFor(() => expect(lastAsk()?.where).toEqual([{ kind: 'unread' }]))
    press('F', { shiftKey: true, code: 'KeyF' })
    await waitFor(() => expect(useUi.getState().where).toEqual([]))
    expect(screen.queryByRole('group', { name: 'What the list is filtered by' })).toBeNull()
  })

  it('F10 conditions stay from list to list, and an empty list says that it is they', async () => {
    const { desk, lastAsk } = await open()
    await turn('urgent')
    desk.rows = []
    press('g')
    press('r')
    await screen.findByRole('heading', { name: 'Resolved', level: 1 })
    await waitFor(() =>
      expect(lastAsk()).toMatchObject({ view: 'resolved', where: [{ kind: 'priority', priority: 'urgent' }] }),
    )
    await screen.findByText('Nothing fits the filter')
    fireEvent.click(screen.getByRole('button', { name: /Drop the filter/ }))
    await screen.findByText('Nothing is resolved yet')
  })

  it('F10 labels and teams are folded in the rail, with their numbers, and are lists of their own', async () => {
    const here = { profileId: id.profile('p1'), accountId: id.account(1) }
    const counts = {
      ...emptyDesk().counts,
      labels: [{ ...here, title: 'vip', count: 12 }],
      teams: [{ ...here, teamId: 4, count: 3 }],
    }
    const { lastAsk } = await open({ counts })
    expect(within(rail()).queryByText('vip')).toBeNull()
    fireEvent.click(within(rail()).getByRole('button', { name: 'Labels', expanded: false }))
    fireEvent.click(await within(rail()).findByRole('button', { name: /^vip\s*12$/ }))
    await screen.findByRole('heading', { name: 'vip', level: 1 })
    await waitFor(() => expect(lastAsk()).toMatchObject({ view: 'all', where: [{ kind: 'label', title: 'vip' }] }))
    expect(within(rail()).getByRole('button', { name: /^vip/, current: 'page' })).toBeTruthy()
    fireEvent.click(within(rail()).getByRole('button', { name: 'Teams' }))
    fireEvent.click(await within(rail()).findByRole('button', { name: /^orders\s*3$/ }))
    await waitFor(() => expect(lastAsk()?.where).toEqual([{ kind: 'team', ...here, teamId: 4 }]))
  })

  it('F10 a filter is saved under a name, found in the rail, and removed', async () => {
    const { desk, bridge, lastAsk } = await open()
    await turn('damaged')
    fireEvent.click(await screen.findByRole('button', { name: 'Save' }))
    const dialog = await screen.findByRole('dialog', { name: 'Save the filter' })
    expect(within(dialog).getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Name of the filter' }), {
      target: { value: '  Broken mugs ' },
    })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    await screen.findByRole('heading', { name: 'Broken mugs', level: 1 })
    const where = [{ kind: 'label', title: 'damaged' }]
    await waitFor(() =>
      expect(desk.settings.filters).toEqual([{ name: 'Broken mugs', where, status: 'open', sort: 'waiting' }]),
    )
    expect(useUi.getState().where).toEqual([])
    press('g')
    press('m')
    await screen.findByRole('heading', { name: 'Mine', level: 1 })
    fireEvent.click(within(rail()).getByRole('button', { name: 'Filters' }))
    fireEvent.click(await within(rail()).findByRole('button', { name: 'Broken mugs' }))
    await waitFor(() => expect(lastAsk()?.where).toEqual(where))
    fireEvent.click(await screen.findByRole('button', { name: 'Remove the saved filter' }))
    await waitFor(() => expect(desk.settings.filters).toEqual([]))
    expect(bridge.calls('settings.set')).toHaveLength(2)
  })

  it('F10 the list can be in the order of priority', async () => {
    const { lastAsk } = await open()
    fireEvent.click(screen.getByRole('button', { name: 'Order: Longest waiting' }))
    fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Most pressing first' }))
    await waitFor(() => expect(lastAsk()?.sort).toBe('priority'))
  })
})

describe('filters that are kept on the server', () => {
  const kept = (id: number, name: string, key: string) => ({
    ...{ id, name },
    conditions: [{ key, operator: 'equal_to', values: [key === 'status' ? 'pending' : 'vip'], join: null }],
  })

  it('F10 stand beside those of this computer and are lists of their account; what is not understood opens in the browser', async () => {
    const desk = emptyDesk({ rows: [row(conversation(100, 'Ana Ferreira'))] })
    desk.settings.filters = [{ name: 'Very dear', where: [{ kind: 'unread' }], status: 'open', sort: 'waiting' }]
    const filters = [
      kept(3, 'Very dear', 'labels'),
      kept(4, 'Quiet ones', 'status'),
      kept(5, 'From the campaign', 'campaign_id'),
    ]
    const bridge = fakeMain(desk, { 'directory.get': ({ accountId }) => ({ ...directory(accountId, []), filters }) })
    openWindow(bridge)
    await screen.findAllByRole('option')
    fireEvent.click(await within(rail()).findByRole('button', { name: 'Filters' }))
    fireEvent.click(await within(rail()).findByRole('button', { name: /^Very dear ?Kept on the server/ }))
    const account = { kind: 'account', profileId: 'p1', accountId: 1 }
    const lastAsk = () => bridge.calls('conversation.list').at(-1)
    await waitFor(() =>
      expect(lastAsk()).toMatchObject({ view: 'all', status: 'all', where: [account, { kind: 'label', title: 'vip' }] }),
    )
    // The one of this computer has the same name: it is neither shown as current nor offered to be removed.
    expect(within(rail()).getAllByRole('button', { current: 'page' })).toHaveLength(1)
    expect(screen.queryByRole('button', { name: 'Remove the saved filter' })).toBeNull()
    fireEvent.click(within(rail()).getByRole('button', { name: /^Quiet ones/ }))
    await waitFor(() => expect(lastAsk()).toMatchObject({ status: 'pending', where: [account] }))
    fireEvent.click(within(rail()).getByRole('button', { name: /^From the campaign ?Opens in the browser/ }))
    await waitFor(() => expect(bridge.calls('link.open')).toHaveLength(1))
    expect(bridge.calls('link.open')[0]?.url).toMatch(/^https?:.*\/app\/accounts\/1\/custom_view\/5$/)
    expect(lastAsk()).toMatchObject({ status: 'pending' })
  })
})

describe('places in the palette', () => {
  it('F15 labels, teams and saved filters are found by name, with what they are', async () => {
    const { lastAsk } = await open()
    const pick = async (words: string, name: RegExp) => {
      press('k', { ctrlKey: true })
      const dialog = await screen.findByRole('dialog', { name: 'Search or do anything' })
      fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: words } })
      fireEvent.click(await within(dialog).findByRole('option', { name }))
    }
    await pick('label vip', /^vip: label/)
    await waitFor(() => expect(lastAsk()).toMatchObject({ view: 'all', where: [{ kind: 'label', title: 'vip' }] }))
    await pick('orders', /^orders: team/)
    await waitFor(() => expect(lastAsk()?.where).toMatchObject([{ kind: 'team', teamId: 4 }]))
  })
})
