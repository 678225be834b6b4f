/** "Receive a test" on the page of the channels, over a fake main. */
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { HookHeard, ReceiveReport } from '../../src-preload/contract/schemas/receive'
import { useUi } from '../../src-renderer/ui-state'
import { id, profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const at = { profileId: id.profile('p1'), accountId: id.account(1) }
const listening: ReceiveReport = {
  ...at,
  ...{ reach: 'computer', phase: 'listening', addresses: ['http://127.0.0.1:41234'], path: '/perch-test-1', url: null },
  ...{ endsAt: Date.UTC(2026, 0, 5, 9, 10), heard: [], more: 0, ended: null, trouble: null, isClean: null },
}
const heard: HookHeard = {
  ...{ number: 1, at: Date.UTC(2026, 0, 5, 9, 1), event: 'contact_created', id: '7', again: false, bytes: 2048 },
  ...{
    isCut: false,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    body: '{\n  "event": "contact_created"\n}',
  },
}
const account = { id: id.account(1), name: 'Acme', availability: 'online', autoOffline: true } as const

async function openPage(report: () => ReceiveReport | null, more: Parameters<typeof fakeMain>[1] = {}, canChange = true) {
  const desk = emptyDesk({ profiles: [profile({ accounts: [{ ...account, role: 'administrator' }] })] })
  const bridge = fakeMain(desk, {
    'inbox.list': () => ({ canChange, serverUrl: 'https://chat.acme.example', inboxes: [] }),
    'webhook.list': () => [],
    'receive.report': report,
    ...more,
  })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('channels'))
  await screen.findByRole('heading', { name: 'Channels', level: 1 })
  await settle()
  return bridge
}

it('G6 opened for this computer, asked with the address of a tunnel; what main will not send stands below', async () => {
  let report: ReceiveReport | null = null
  const ask = vi.fn(() => ({ kind: 'trouble', trouble: 'url-no-scheme' }) as const)
  const bridge = await openPage(() => report, { 'receive.open': () => ({ isOpen: true }), 'receive.ask': ask })
  await userEvent.click(screen.getByRole('button', { name: 'Start listening' }))
  expect(bridge.calls('receive.open')).toEqual([{ ...at, reach: 'computer' }])
  report = listening
  act(() => bridge.raise('receive.changed', {}))
  const address = await screen.findByRole('textbox', { name: 'Address of this computer, as the server sees it' })
  expect(address).toHaveProperty('value', 'http://127.0.0.1:41234')
  expect(screen.getByText(/tunnel to port 41234/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Start listening' })).toBeNull()
  await userEvent.clear(address)
  await userEvent.type(address, 'abc.tunnel.example')
  await userEvent.click(screen.getByRole('button', { name: 'Ask the server' }))
  expect(bridge.calls('receive.ask')).toMatchObject([{ address: 'abc.tunnel.example', trigger: true }])
  expect(await screen.findByText('The address begins with neither https:// nor http://.')).toBeTruthy()
})

it('G6 the network is chosen with a warning', async () => {
  const bridge = await openPage(() => null, { 'receive.open': () => ({ isOpen: false }) })
  expect(screen.queryByText(/Every machine of your network/)).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: /^Who may reach the listener/ }))
  await userEvent.click(screen.getByRole('menuitemradio', { name: 'This network' }))
  expect(screen.getByText(/Every machine of your network can reach the port/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Start listening' }))
  expect(bridge.calls('receive.open')).toMatchObject([{ reach: 'network' }])
  expect(await screen.findByText('The system gives no port to listen on.')).toBeTruthy()
})

it('G6 what came: event, size, headers, a body to copy, and that it came twice', async () => {
  const write = vi.fn((_text: string) => Promise.resolve())
  const url = 'http://127.0.0.1:41234/perch-test-1'
  const came: ReceiveReport = {
    ...listening,
    phase: 'waiting',
    url,
    heard: [heard, { ...heard, number: 2, again: true }],
    more: 3,
  }
  const bridge = await openPage(() => came, { 'receive.end': () => ({}) })
  const list = await screen.findByRole('region', { name: 'What came' })
  expect(within(list).getAllByText('A contact is made')).toHaveLength(2)
  expect(within(list).getAllByText('Again')).toHaveLength(1)
  expect(within(list).getAllByText('application/json').length).toBe(2)
  expect(within(list).getByText('3 more came; they are not shown.')).toBeTruthy()
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true })
  const [copy] = within(list).getAllByRole('button', { name: 'Copy the body' })
  if (copy) await userEvent.click(copy)
  expect(write).toHaveBeenCalledWith(heard.body)
  await userEvent.click(screen.getByRole('button', { name: 'Stop and remove' }))
  expect(bridge.calls('receive.end')).toHaveLength(1)
})

it.each([
  [{ isClean: true, ended: 'time' }, 'The time is over. Nothing of the test is left on the server.'],
  [{ isClean: false, ended: 'asked' }, /could not be removed from the server/],
] as const)('G6 the end is said: %o', async (end, words) => {
  await openPage(() => ({ ...listening, ...end, phase: 'ended', heard: [heard] }))
  expect(await screen.findByText(words)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Start listening' })).toBeTruthy()
  expect(screen.getByRole('region', { name: 'What came' })).toBeTruthy()
})

it('G6 agents are not offered it', async () => {
  await openPage(() => null, {}, false)
  expect(screen.queryByRole('button', { name: 'Start listening' })).toBeNull()
})
