/** The pages of the channels and of the wizard, over a fake main. */
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../src-preload/contract/errors'
import type { ChannelInbox, WebhookRow } from '../../src-preload/contract/schemas/channel'
import type { ConnectorCard, WizardReport } from '../../src-preload/contract/schemas/wizard'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { id, profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const api: ChannelInbox = {
  id: id.inbox(7),
  name: 'VK Connector',
  channel: 'Channel::Api',
  webhookUrl: null,
  greetingEnabled: false,
  greetingMessage: '',
  enableAutoAssignment: true,
  lockToSingleConversation: false,
  hmacMandatory: false,
  needsRenewal: false,
}
const whatsapp = { ...api, id: id.inbox(8), name: 'Orders', channel: 'Channel::Whatsapp', needsRenewal: true }
const hook: WebhookRow = { id: 3, url: 'http://10.0.0.1/in', subscriptions: ['message_created', 'moon_rose'], isPrivate: true }
const vk: ConnectorCard = {
  id: 'vk',
  inboxName: 'VK Connector',
  attributeKey: 'vk_user_id',
  events: ['message_created'],
  testUserId: '12345678',
  helpKey: 'connector.vk.help',
}

const account = { id: id.account(1), name: 'Acme', availability: 'online', autoOffline: true } as const
const adminDesk = () => emptyDesk({ profiles: [profile({ accounts: [{ ...account, role: 'administrator' }] })] })

function refusal(error: AppError): never {
  throw new Refusal(error)
}

async function openPage(room: 'channels' | 'connector', more: Parameters<typeof fakeMain>[1] = {}, desk = adminDesk()) {
  const bridge = fakeMain(desk, {
    'inbox.list': () => ({ canChange: true, serverUrl: 'https://chat.acme.example', inboxes: [api, whatsapp] }),
    'inbox.members': () => ({ members: [id.user(2)], agents: [] }),
    'webhook.list': () => [hook],
    'wizard.connectors': () => [vk],
    ...more,
  })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go(room))
  await settle()
  await screen.findByRole('heading', { name: room === 'channels' ? 'Channels' : 'Connect a channel', level: 1 })
  await settle()
  return bridge
}

const line = (name: string) => within(document.querySelector<HTMLElement>(`[data-inbox="${name}"]`) as HTMLElement)

describe('inboxes', () => {
  it('G2 each with its kind and health; another channel than API leads to the dashboard', async () => {
    const bridge = await openPage('channels')
    expect(line('VK Connector').getByText('Works')).toBeTruthy()
    expect(line('VK Connector').queryByText('Open in the dashboard')).toBeNull()
    expect(line('Orders').getByText('Sign in again')).toBeTruthy()
    await userEvent.click(line('Orders').getByText('Open in the dashboard'))
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://chat.acme.example/app/accounts/1/settings/inboxes/8' }])
  })

  it('G2 a new one: what main will not send stands below its field, and what was typed stays', async () => {
    const create = vi.fn()
    create.mockReturnValueOnce({ kind: 'trouble', trouble: 'name-symbols' }).mockReturnValueOnce({ kind: 'done' })
    const bridge = await openPage('channels', { 'inbox.create': create })
    await userEvent.click(screen.getByRole('button', { name: 'New API inbox' }))
    const name = screen.getByRole('textbox', { name: 'Name' })
    await userEvent.type(name, 'VK <3')
    await userEvent.click(screen.getByRole('button', { name: 'Create the inbox' }))
    expect(await screen.findByText(/may not have </)).toBeTruthy()
    expect(name.getAttribute('aria-invalid')).toBe('true')
    await userEvent.clear(name)
    await userEvent.type(name, 'VK')
    await userEvent.click(screen.getByRole('button', { name: 'Create the inbox' }))
    await settle()
    expect(screen.queryByRole('button', { name: 'Create the inbox' })).toBeNull()
    expect(bridge.calls('inbox.create').map(({ form }) => form.name)).toEqual(['VK <3', 'VK'])
  })

  it('G2 the token is shown only after a second yes, and hides by itself', async () => {
    const bridge = await openPage('channels', { 'inbox.reveal': () => ({ identifier: 'ident', hmacToken: 'hush' }) })
    await userEvent.click(line('VK Connector').getByRole('button', { name: 'Change' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show' }))
    expect(bridge.calls('inbox.reveal')).toEqual([])
    vi.useFakeTimers({ shouldAdvanceTime: true })
    try {
      act(() => screen.getByRole('button', { name: 'Show for 30 seconds' }).click())
      expect(await screen.findByText('hush')).toBeTruthy()
      // Its clock starts with the effect that comes after the frame.
      await act(() => Promise.resolve())
      act(() => void vi.advanceTimersByTime(29_000))
      expect(screen.queryByText('hush')).toBeTruthy()
      act(() => void vi.advanceTimersByTime(1_500))
      expect(screen.queryByText('hush')).toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })

  it('G2 deleted by its name; until the server has done it the line says so', async () => {
    const remove = vi.fn()
    remove.mockReturnValueOnce({ kind: 'trouble', trouble: 'name-differs' }).mockReturnValueOnce({ kind: 'done' })
    await openPage('channels', { 'inbox.remove': remove })
    await userEvent.click(line('VK Connector').getByRole('button', { name: 'Change' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Delete this inbox' }))
    const typed = screen.getByRole('textbox', { name: /Type its name/ })
    await userEvent.type(typed, 'VK{Enter}')
    expect(await screen.findByText('That is not its name.')).toBeTruthy()
    await userEvent.type(typed, ' Connector{Enter}')
    expect(await screen.findByText('Being deleted by the server')).toBeTruthy()
  })

  it('G2 an agent looks and does not change, and is told why', async () => {
    const list = () => ({ canChange: false, serverUrl: 'https://chat.acme.example', inboxes: [api] })
    const bridge = await openPage('channels', { 'inbox.list': list }, emptyDesk())
    expect(screen.getByText(/only administrators can change/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'New API inbox' })).toBeNull()
    await userEvent.click(line('VK Connector').getByRole('button', { name: 'Look' }))
    expect(screen.queryByRole('button', { name: 'Delete this inbox' })).toBeNull()
    expect(bridge.calls('webhook.list')).toEqual([])
  })

  it.each([
    ['nothing', () => ({ canChange: true, serverUrl: '', inboxes: [] }), /There is no inbox here/],
    ['no network', () => refusal({ kind: 'offline' }), /There is no connection/],
    ['no answer yet', () => new Promise<never>(() => undefined), /Asking the server/],
  ])('G2 %s is said', async (_, list, words) => {
    await openPage('channels', { 'inbox.list': list })
    expect(await screen.findByText(words)).toBeTruthy()
  })
})

describe('webhooks', () => {
  it('G6 events in words, those of a newer server as they are, a private address with a warning', async () => {
    await openPage('channels')
    expect(screen.getByText('A message is written, moon_rose')).toBeTruthy()
    expect(screen.getByText('Private address')).toBeTruthy()
  })

  it('G6 changed: what a newer server added is kept; removed at the second press', async () => {
    const bridge = await openPage('channels', { 'webhook.update': () => ({ kind: 'done' }), 'webhook.remove': () => ({}) })
    const row = within(document.querySelector<HTMLElement>('[data-webhook]') as HTMLElement)
    await userEvent.click(row.getByRole('button', { name: 'Change' }))
    await userEvent.click(row.getByRole('checkbox', { name: /A contact is made/ }))
    await userEvent.click(row.getByRole('button', { name: 'Save' }))
    const [sent] = bridge.calls('webhook.update')
    expect(sent?.events).toEqual(['message_created', 'moon_rose', 'contact_created'])
    await userEvent.click(row.getByRole('button', { name: 'Remove' }))
    expect(bridge.calls('webhook.remove')).toEqual([])
    await userEvent.click(row.getByRole('button', { name: 'Remove now' }))
    expect(bridge.calls('webhook.remove')).toMatchObject([{ id: 3 }])
  })
})

describe('the wizard', () => {
  const nothing = { what: null, id: null, name: null, reason: null } as const
  const reason = { key: 'request.throttled', why: 'probe.request.fail.throttled', next: null, detail: null, words: null }
  const at = { profileId: id.profile('p1'), accountId: id.account(1), connectorId: 'vk' }
  const stopped = (): WizardReport => ({
    ...{ at, mode: 'run', isBusy: false, isFinished: false, isPrivate: true, made: 1, undone: [], summary: null },
    steps: [
      { ...nothing, step: 'connection', state: 'done', what: 'found', name: '4.2.0' },
      { ...nothing, step: 'inbox', state: 'done', what: 'created', id: 7, name: 'VK Connector' },
      { ...nothing, step: 'webhook', state: 'failed', reason: { ...reason, words: 'Slow down' } },
      { ...nothing, step: 'attribute', state: 'waiting' },
    ],
  })

  it('G8 a run that stopped says where and why, and offers to go on or to take back', async () => {
    let report: WizardReport | null = null
    const bridge = await openPage('connector', {
      'wizard.report': () => report,
      'wizard.begin': () => ({}),
      'wizard.undo': () => ({}),
    })
    await userEvent.type(screen.getByRole('textbox', { name: 'Address of your program' }), 'https://a.example/vk')
    await userEvent.click(screen.getByRole('button', { name: 'Set it up' }))
    const [begun] = bridge.calls('wizard.begin')
    if (!begun) throw new Error('not begun')
    expect(begun).toMatchObject({ dry: false, ask: { connectorId: 'vk', inboxName: null, events: ['message_created'] } })
    report = stopped()
    act(() => bridge.raise('wizard.changed', {}))
    expect(await screen.findByText('Made: VK Connector, number 7')).toBeTruthy()
    expect(screen.getByText(/address is of a private network/)).toBeTruthy()
    expect(within(screen.getByRole('alert')).getByText('The server says: Slow down')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Take back what was made (1)' }))
    expect(bridge.calls('wizard.undo')).toEqual([at])
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
    expect(bridge.calls('wizard.begin')).toHaveLength(2)
  })

  it('G11 what was made before Perch was started is offered to be taken back', async () => {
    const bridge = await openPage('connector', { 'wizard.kept': () => ({ made: 3 }), 'wizard.undo': () => ({}) })
    const box = await screen.findByRole('region', { name: 'Perch has set this up before' })
    await userEvent.click(within(box).getByRole('button', { name: 'Take back what was made (3)' }))
    expect(bridge.calls('wizard.undo')).toEqual([at])
  })

  it('G11 the summary is copied in three forms', async () => {
    const write = vi.fn((_text: string) => Promise.resolve())
    const summary = { env: 'E=1', json: '{}', curl: 'curl' }
    const done = { ...stopped(), isFinished: true, summary }
    await openPage('connector', { 'wizard.report': () => done })
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true })
    for (const name of ['Copy as env file', 'Copy as JSON', 'Copy curl commands']) {
      await userEvent.click(await screen.findByRole('button', { name }))
    }
    expect(write.mock.calls.flat()).toEqual(['E=1', '{}', 'curl'])
  })

  it('G8 an agent cannot begin, and is told why', async () => {
    const bridge = await openPage('connector', {}, emptyDesk())
    expect(await screen.findByText(/only administrators can change/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Set it up' }))
    await userEvent.click(screen.getByRole('button', { name: 'Only say what it would do' }))
    expect(bridge.calls('wizard.begin')).toEqual([])
  })
})
