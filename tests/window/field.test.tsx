import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { PackChoice, PackPlan, PackView } from '../../src-preload/contract/schemas/pack'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { uuidOf } from '../fakes/chance'
import { directory, id, refTo } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const MB = 1024 * 1024
const choice: PackChoice = {
  accounts: [{ profileId: id.profile('p1'), accountId: id.account(1), inboxIds: null }],
  labels: [],
  contact: null,
  period: { kind: 'days', days: 30 },
  files: { kinds: 'pictures', maxBytes: 2 * MB },
  keepDays: 30,
}
const plan: PackPlan = {
  ...{ conversations: 800, messages: 12_000, newMessages: 9_000, files: 40, bytes: 60 * MB, minutes: 14, exact: false },
  ...{ roomBytes: 900 * MB, diskBytes: 5_000 * MB, fits: 'yes' },
}
const pack: PackView = {
  ...{ id: uuidOf(1), choice, state: 'here', why: null, listed: true, done: 800, all: 800, unreadable: 0 },
  ...{ messages: 12_000, bytes: 60 * MB, lost: [], createdAt: Date.now(), builtAt: Date.now(), expiresAt: null },
}

interface Main {
  plan?: (choice: PackChoice) => PackPlan
  packs?: () => PackView[]
}

async function open({ plan: planned = () => plan, packs = () => [] }: Main = {}) {
  const customer = { conversation: refTo(7), inboxId: id.inbox(1), status: 'open', lastActivityAt: 1, detail: [] }
  const bridge = fakeMain(emptyDesk(), {
    'directory.get': ({ accountId }) =>
      directory(
        accountId,
        [
          [1, 'WhatsApp', 'Channel::Whatsapp'],
          [2, 'Shop', 'Channel::Api'],
        ],
        [['vip', '#f00']],
      ),
    'pack.plan': (asked) => planned(asked),
    'pack.list': packs,
    'pack.build': () => ({ id: uuidOf(1) }),
    'pack.refresh': () => ({}),
    'pack.cancel': () => ({}),
    'pack.remove': () => ({}),
    'search.run': () => ({
      ...{ messages: [], more: false, filters: [], corrected: [], notIndexed: 0 },
      customers: [{ ...customer, name: [{ text: 'Ana Ferreira', hit: true }] }],
    }),
  })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('field'))
  await screen.findByRole('heading', { name: 'Field mode' })
  await settle()
  return bridge
}

const asked = (bridge: Awaited<ReturnType<typeof open>>) => bridge.calls('pack.plan').at(-1)

describe('taking along', () => {
  it('M15 each choice has its forecast, marked as one, and is what is built', async () => {
    const bridge = await open()
    expect(asked(bridge)).toEqual(choice)
    expect(screen.getByText('An estimate: about 800 conversations, 12,000 messages, 60 MB more')).toBeTruthy()
    expect(screen.getByText('With about 40 files. There is room for 900 MB. Takes about 14 minutes.')).toBeTruthy()
    await userEvent.click(screen.getByRole('checkbox', { name: 'Shop' }))
    await userEvent.click(screen.getByText('Whatever the label'))
    await userEvent.click(screen.getByRole('checkbox', { name: 'vip' }))
    await userEvent.click(screen.getByRole('button', { name: /^Since when/ }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Last 7 days' }))
    await userEvent.click(screen.getByRole('button', { name: /^Pictures and files/ }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'All up to 10 MB' }))
    await userEvent.click(screen.getByRole('button', { name: /^Keep for/ }))
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Until I remove it' }))
    await settle()
    const wanted: PackChoice = {
      ...{ contact: null, labels: ['vip'], period: { kind: 'days', days: 7 }, keepDays: null },
      accounts: [{ ...choice.accounts[0]!, inboxIds: [id.inbox(1)] }],
      files: { kinds: 'all', maxBytes: 10 * MB },
    }
    expect(asked(bridge)).toEqual(wanted)
    await userEvent.click(screen.getByRole('button', { name: 'Take along' }))
    expect(bridge.calls('pack.build')).toEqual([wanted])
  })

  it('M15 one customer is found by name, and wanted from everywhere', async () => {
    const bridge = await open()
    await userEvent.type(screen.getByRole('textbox', { name: 'Only one customer' }), 'ana')
    await userEvent.click(await screen.findByRole('button', { name: 'Ana Ferreira' }))
    await settle()
    expect(asked(bridge)).toMatchObject({ contact: refTo(7), accounts: [{ inboxIds: null }] })
  })

  it('M15 with nothing chosen, nothing found, or too little room it says so', async () => {
    let now: PackPlan = { ...plan, fits: 'budget' }
    const bridge = await open({ plan: () => now })
    expect(screen.getByText(/More than the storage budget leaves/)).toBeTruthy()
    now = { ...plan, conversations: 0, exact: true }
    await userEvent.click(screen.getByRole('checkbox', { name: 'Shop' }))
    await settle()
    expect(screen.getByText('There is nothing of that')).toBeTruthy()
    await userEvent.click(screen.getByRole('checkbox', { name: 'WhatsApp' }))
    expect(screen.getByText('Choose at least one inbox, and a day')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Take along' }))
    expect(bridge.calls('pack.build')).toEqual([])
  })

  it('M15 a forecast that cannot be had says why', async () => {
    await open({
      plan: () => {
        throw new Refusal({ kind: 'offline' })
      },
    })
    expect(screen.getByRole('button', { name: 'Take along' }).getAttribute('aria-disabled')).toBe('true')
  })
})

describe('what is taken along', () => {
  it('M15 shows how far it is, why it waits, what is lost; it is stopped, refreshed, removed and brought back', async () => {
    let now: PackView = { ...pack, state: 'fetching', done: 120 }
    const bridge = await open({ packs: () => [now] })
    const tell = async (some: Partial<PackView>) => {
      now = { ...now, ...some }
      act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['packs'] }))
      await settle()
    }
    const line = () => screen.getByRole('listitem', { name: 'Acme Support. Last 30 days' })
    expect(within(line()).getByText('120 of 800 conversations.')).toBeTruthy()
    await userEvent.click(within(line()).getByRole('button', { name: 'Stop' }))
    expect(bridge.calls('pack.cancel')).toEqual([{ id: uuidOf(1) }])
    await tell({ state: 'waiting', why: 'no-room', lost: ['Inbox 4'], unreadable: 2 })
    expect(within(line()).getByText('120 of 800 conversations. Waits: the storage budget is used up.')).toBeTruthy()
    expect(within(line()).getByText('You may not see these any more: Inbox 4')).toBeTruthy()
    expect(within(line()).getByText('2 conversations cannot be read.')).toBeTruthy()
    await tell({ state: 'here', why: null, done: 800 })
    expect(within(line()).getByText(/^12,000 messages, 60 MB, as of /)).toBeTruthy()
    await userEvent.click(within(line()).getByRole('button', { name: 'Refresh' }))
    expect(bridge.calls('pack.refresh')).toEqual([{ id: uuidOf(1) }])
    await userEvent.click(within(line()).getByRole('button', { name: 'Remove' }))
    await settle()
    await userEvent.click(screen.getByRole('button', { name: /Undo/ }))
    expect(bridge.calls('pack.build')).toEqual([choice])
  })

  it('M15 a quiet line under the list says how far it is, and leads there', async () => {
    await open({ packs: () => [{ ...pack, state: 'fetching', done: 4_000, all: 10_000 }] })
    act(() => useUi.getState().go('workspace'))
    await userEvent.click(await screen.findByRole('button', { name: 'Taking along: 4000 of 10,000' }))
    expect(useUi.getState().room).toBe('field')
  })
})
