import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { conversation, message, MINUTE, refTo, row } from '../fakes/desk'
import type { OutboxItem } from '../../src-preload/contract/schemas/conversation'
import { useUi } from '../../src-renderer/ui-state'
import { nameOf } from '../fakes/window-main'
import { field, kindShown, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

const HOUR = 60 * MINUTE
const press = (keys: string) => userEvent.keyboard(keys)
const CTRL_ENTER = '{Control>}{Enter}{/Control}'

const kept = (some: Partial<OutboxItem['outbox']> = {}): OutboxItem['outbox'] => ({
  clientId: '00000000-0000-4000-8000-000000000009' as never,
  ...{ state: 'queued', untilAt: null, leaveAt: null, reason: null },
  ...some,
})
const mine = (outbox: OutboxItem['outbox']) =>
  message(0, { id: null, type: 'outgoing', clientId: outbox.clientId, content: 'It leaves today', sender: null, outbox })

describe('M14 the window of a channel', () => {
  it.each([
    [2 * HOUR + 14.5 * MINUTE, 'WhatsApp window: 2 h 14 min left', false],
    [21.2 * HOUR, 'WhatsApp window: 21 h left', false],
    [50 * HOUR, 'WhatsApp window: 2 days left', false],
    [59.5 * MINUTE, 'WhatsApp window: 59 min left', true],
    [MINUTE / 2, 'WhatsApp window: less than a minute left', true],
  ])('M14 counts down: %i ms', async (left, words, isSoon) => {
    await open({ ...twoTalks(), replyUntilAt: Date.now() + left }, 1042)
    expect(screen.getByText(words).parentElement?.classList.contains('is-soon')).toBe(isSoon)
    expect(screen.queryByText(/takes no free replies/)).toBeNull()
  })

  it('M14 when it is over it says what can still be sent, and a note is one press away', async () => {
    await open({ ...twoTalks(), replyUntilAt: Date.now() - MINUTE }, 1042)
    const bar = screen.getByText(/WhatsApp has taken no free replies since .* until Ana writes again/).parentElement
    within(bar as HTMLElement).getByRole('button', { name: /^Use a template/ })
    await userEvent.click(within(bar as HTMLElement).getByRole('button', { name: 'Private note' }))
    expect(kindShown()).toBe('Private note')
    expect(screen.queryByText(/no free replies/)).toBeNull()
  })

  it('M14 Twilio has templates of its own: in the browser', async () => {
    const desk = twoTalks()
    desk.rows[0] = row(conversation(1042, 'Ana Ferreira', { channel: 'Channel::TwilioSms', canReply: false }))
    const bridge = await open(desk, 1042)
    await userEvent.click(screen.getByRole('button', { name: 'Template in the browser' }))
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://chat.acme.example/app/accounts/1/conversations/1042' }])
  })

  it('M14 without a known end the word of the server counts', async () => {
    const desk = twoTalks()
    desk.rows[0] = row(conversation(1042, 'Ana Ferreira', { canReply: false }))
    await open(desk, 1042)
    screen.getByText(/WhatsApp takes no free replies now/)
  })

  it.each([
    [
      'it is chosen too late',
      kept({ leaveAt: Date.now() + 5 * HOUR }),
      2 * HOUR,
      'live',
      /Too late for the channel: free replies end at/,
    ],
    [
      'the ring ends after it',
      kept({ state: 'resting', untilAt: Date.now() + HOUR }),
      5_000,
      'live',
      /Too late for the channel/,
    ],
    ['it waits for the line', kept(), 3 * HOUR, 'waiting', /The channel takes free replies until .* waits here for your word/],
    ['the end passed while it waited', kept(), -MINUTE, 'waiting', /Free replies ended at .* It will be held for you/],
    ['it leaves in time', kept({ leaveAt: Date.now() + HOUR }), 2 * HOUR, 'live', null],
    ['the channel has no end', kept(), null, 'waiting', null],
  ] as const)('M14 a reply that waits is flagged before it fails: %s', async (...[, outbox, left, link, words]) => {
    const replyUntilAt = left === null ? null : Date.now() + left
    const desk = { ...twoTalks(), replyUntilAt }
    desk.profiles = desk.profiles.map((one) => ({ ...one, link: { ...one.link, state: link } }))
    desk.messages.set(nameOf(refTo(1042)), [message(10), mine(outbox)])
    desk.outbox = [
      {
        ...{ conversation: refTo(1042), contactName: 'Ana Ferreira', text: 'It leaves today', files: 0, private: false },
        ...{ createdAt: Date.now(), replyUntilAt, outbox },
      },
    ]
    await open(desk, 1042)
    act(() => useUi.getState().showSide('outbox'))
    await settle()
    await screen.findByRole('complementary', { name: 'Outbox' })
    await screen.findByText(/has not left yet|kept on this computer/)
    // On the bubble and in the outbox.
    expect(words === null ? [] : screen.getAllByText(words)).toHaveLength(words === null ? 0 : 2)
    if (words === null) expect(screen.queryByText(/free replies/)).toBeNull()
  })

  it('M14 held because the time is over: the card says why, not who wrote last', async () => {
    const desk = twoTalks()
    const outbox = kept({ state: 'held', reason: { key: 'window-closed', words: null } })
    desk.messages.set(nameOf(refTo(1042)), [message(10), mine(outbox)])
    await open(desk, 1042)
    within(screen.getByRole('group', { name: 'Held reply' })).getByText(/opens again when the customer writes/)
  })
})

describe('M12 a colleague is on it too', () => {
  it('M12 says so, asks at the first press and sends at the second', async () => {
    const bridge = await open({ ...twoTalks(), colleagues: ['Jonas Berg'] }, 1042)
    await userEvent.type(field(), 'Hello Ana')
    screen.getByText('Jonas is writing too.')
    await press(CTRL_ENTER)
    screen.getByText(/Press send once more/)
    expect(bridge.calls('reply.send')).toHaveLength(0)
    expect(field().value).toBe('Hello Ana')
    await press(CTRL_ENTER)
    await waitFor(() => expect(field().value).toBe(''))
    expect(bridge.calls('reply.send')).toHaveLength(1)
  })

  it.each([
    ['a colleague answered just now', 30_000, 'Jonas', 2, 0],
    ['a colleague answered two minutes ago', 120_000, 'Jonas', 2, 1],
    ['I answered just now', 30_000, 'Mira Olsen', 1, 1],
  ])('M12 %s', async (...[, ago, name, sender, sent]) => {
    const desk = twoTalks()
    const answer = { type: 'outgoing', sender: { type: 'user', id: sender, name, avatarUrl: null } } as const
    desk.messages.set(nameOf(refTo(1042)), [message(10), message(11, { ...answer, createdAt: Date.now() - ago })])
    const bridge = await open(desk, 1042)
    await userEvent.type(field(), 'Hello')
    await press(CTRL_ENTER)
    await settle()
    expect(bridge.calls('reply.send')).toHaveLength(sent)
    expect(screen.queryAllByText('Jonas has just answered.')).toHaveLength(1 - sent)
  })

  it('M12 a note asks nothing', async () => {
    const bridge = await open({ ...twoTalks(), colleagues: ['Jonas Berg'] }, 1042)
    act(() => useUi.getState().askComposer('note'))
    await userEvent.type(field(), 'For us')
    await press(CTRL_ENTER)
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(1))
  })

  it('M12 who answered takes it, and takes it back with Z', async () => {
    const claimId = '00000000-0000-4000-8000-00000000000c'
    const bridge = await open(twoTalks(), 1042, {
      'reply.send': ({ clientId }) => ({ clientId, undoUntilAt: 0, claimId }),
    })
    await userEvent.type(field(), 'Hello')
    await press(CTRL_ENTER)
    await screen.findByText('Yours now, because you answered')
    await userEvent.click(screen.getByRole('button', { name: /Undo/ }))
    expect(bridge.calls('action.undo')).toMatchObject([{ actionId: claimId }])
  })
})

describe('Ways to send', () => {
  const ways = async (name: RegExp) => {
    field().focus()
    await press('{Control>}.{/Control}')
    await userEvent.click(screen.getByRole('menuitem', { name }))
    await settle()
  }

  it('F15 Ctrl+. opens them, on a Russian keyboard too', async () => {
    await open(twoTalks(), 1042)
    fireEvent.keyDown(field(), { key: 'ю', code: 'Period', ctrlKey: true })
    // No end of the window is known.
    const names = screen.getAllByRole('menuitem').map((one) => one.textContent)
    expect(names).toEqual([
      expect.stringMatching(/^Send/),
      expect.stringMatching(/^Send and resolve/),
      'Send and snooze',
      'Send later',
    ])
  })

  it('M14 later says within what time', async () => {
    await open({ ...twoTalks(), replyUntilAt: Date.now() + 21.5 * HOUR }, 1042)
    field().focus()
    await press('{Control>}.{/Control}')
    screen.getByRole('menuitem', { name: 'Send later, within 21 h' })
  })

  it('F9 send and snooze: the reply goes first, then the time is asked', async () => {
    const bridge = await open(twoTalks(), 1042)
    await userEvent.type(field(), 'Hello')
    await ways(/snooze/)
    expect(bridge.calls('reply.send')).toHaveLength(1)
    await userEvent.click(await screen.findByRole('option', { name: /In an hour/ }))
    expect(bridge.calls('conversation.change')).toMatchObject([{ change: { kind: 'status', status: 'snoozed' } }])
  })

  it.each([
    ['in 2 hours', 2 * HOUR],
    ['через 2 часа', 2 * HOUR],
  ])('F2 send later: "%s" keeps it with its time', async (typed, ahead) => {
    const bridge = await open(twoTalks(), 1042)
    await userEvent.type(field(), 'Good morning')
    await ways(/later/)
    expect(bridge.calls('reply.send')).toHaveLength(0)
    await userEvent.type(await screen.findByRole('combobox', { name: 'Send later' }), `${typed}{Enter}`)
    await waitFor(() => expect(field().value).toBe(''))
    const [sent] = bridge.calls('reply.send')
    expect(sent?.text).toBe('Good morning')
    expect(Math.abs((sent?.leaveAt ?? 0) - Date.now() - ahead)).toBeLessThan(MINUTE)
  })

  it('F2 nothing to send: no time is asked for', async () => {
    await open(twoTalks(), 1042)
    await ways(/later/)
    expect(useUi.getState().overlay).toBeNull()
  })

  it('F2 what leaves later says when, on the bubble, in the row and in the outbox, with edit, now and drop', async () => {
    const leaveAt = new Date().setHours(23, 58, 0, 0)
    const outbox = kept({ leaveAt })
    const desk = twoTalks()
    desk.rows[0] = row(conversation(1042, 'Ana Ferreira'), { mark: 'kept' })
    desk.messages.set(nameOf(refTo(1042)), [message(10), mine(outbox)])
    desk.outbox = [
      {
        ...{ conversation: refTo(1042), contactName: 'Ana Ferreira', text: 'It leaves today', files: 0, private: false },
        ...{ createdAt: Date.now(), replyUntilAt: null, outbox },
      },
    ]
    const bridge = await open(desk, 1042)
    act(() => useUi.getState().showSide('outbox'))
    await settle()
    await screen.findByRole('complementary', { name: 'Outbox' })
    screen.getByText('Leaves then, if this computer is on')
    await screen.findByText(/^leaves (23:58|11:58)/)
    const room = screen.getByRole('complementary', { name: 'Outbox' })
    within(room).getByText(/Leaves .*58.*, if this computer is on/)
    for (const name of ['Edit', 'Drop']) within(room).getByRole('button', { name })
    await userEvent.click(within(room).getByRole('button', { name: 'Send now' }))
    expect(bridge.calls('reply.release')).toMatchObject([{ clientId: outbox.clientId }])
  })
})
