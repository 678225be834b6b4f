import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ReviewItem } from '../../src-preload/contract/schemas/review'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { uuidOf } from '../fakes/chance'
import { id, MINUTE, profile, refTo } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

function item(n: number, some: Partial<Extract<ReviewItem, { kind: 'reply' }>> = {}): ReviewItem {
  return {
    kind: 'reply',
    conversation: refTo(1000 + n),
    contactName: `Customer ${n}`,
    status: 'open',
    createdAt: Date.now() - n * MINUTE,
    reason: { key: 'review', words: null },
    changed: null,
    happened: [],
    more: 0,
    seenId: id.message(40 + n),
    clientId: uuidOf(n) as never,
    text: `my words ${n}`,
    private: false,
    files: [],
    ...some,
  }
}

const wrote = { id: id.message(50), type: 'incoming', private: false, name: 'Ana', text: 'I found it', files: 0 } as const
const changed = item(1, {
  changed: { key: 'customer-wrote', words: null },
  happened: [{ ...wrote, createdAt: Date.now() }],
  more: 3,
})
const resolve: ReviewItem = {
  ...item(2),
  kind: 'action',
  actionId: uuidOf(9),
  change: { kind: 'status', status: 'resolved', snoozedUntilAt: null },
}

async function open(items: ReviewItem[], some: Parameters<typeof emptyDesk>[0] = {}) {
  const desk = emptyDesk({ ...some })
  desk.counts = { ...desk.counts, outbox: items.length, review: items.length }
  const bridge = fakeMain(desk, { 'review.list': () => items })
  openWindow(bridge)
  await settle()
  return { bridge, desk }
}

const card = (words: string) => screen.getByRole('group', { name: words })
const sent = (bridge: Awaited<ReturnType<typeof open>>['bridge']) =>
  bridge.calls('review.send').map((input) => (input as { items: unknown[] }).items)

describe('the review', () => {
  it('M15 a bar and the pill lead to it when the line is back; what changed stands beside what was written', async () => {
    await open([changed, item(3)])
    expect(screen.getByText('2 things you did offline wait for your look before they leave')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /Live, 2 to look at/ }))
    const one = await screen.findByRole('group', { name: 'my words 1' })
    expect(within(one).getByText('The customer wrote after you did.')).toBeTruthy()
    expect(within(one).getByText('I found it')).toBeTruthy()
    expect(within(one).getByText('3 more before')).toBeTruthy()
    expect(within(one).getByRole('button', { name: /Send as it is/ })).toBeTruthy()
    expect(within(card('my words 3')).getByText('Nothing happened.')).toBeTruthy()
  })

  it('M15 "send all" takes what is unchanged and nothing else, with the message that was seen', async () => {
    const { bridge } = await open([changed, item(2), resolve, item(3, { private: true })])
    act(() => useUi.getState().go('review'))
    await userEvent.click(await screen.findByRole('button', { name: 'Send all 3 that are unchanged' }))
    expect(sent(bridge)).toEqual([
      [
        { kind: 'reply', clientId: uuidOf(2), seenId: 42 },
        { kind: 'action', actionId: uuidOf(9), seenId: 42 },
        { kind: 'reply', clientId: uuidOf(3), seenId: 43 },
      ],
    ])
  })

  it('M15 by the keyboard: J and K go from one to the next, S sends, E edits, D drops', async () => {
    const { bridge } = await open([changed, item(2), item(3)])
    act(() => useUi.getState().go('review'))
    await screen.findByRole('group', { name: 'my words 1' })
    await userEvent.keyboard('jjk')
    expect(document.activeElement).toBe(card('my words 1'))
    await userEvent.keyboard('s')
    expect(sent(bridge)).toEqual([[{ kind: 'reply', clientId: uuidOf(1), seenId: 41 }]])
    await userEvent.keyboard('jd')
    expect(bridge.calls('reply.discard')).toEqual([{ profileId: 'p1', clientId: uuidOf(2) }])
    await userEvent.keyboard('je')
    await settle()
    expect(bridge.calls('reply.undo')).toEqual([{ profileId: 'p1', clientId: uuidOf(3) }])
    expect(useUi.getState()).toMatchObject({ room: 'workspace', selected: refTo(1003) })
  })

  it('M15 without the server nothing can be sent, and no bar nags; what is written can be dropped', async () => {
    const link = { state: 'waiting', sinceAt: Date.now(), nextTryAt: null, lastGoodAt: null, reason: null } as const
    const { bridge } = await open([item(1)], { profiles: [profile({ link })] })
    expect(screen.queryByText(/wait for your look before/)).toBeNull()
    act(() => useUi.getState().go('review'))
    const one = await screen.findByRole('group', { name: 'my words 1' })
    expect(screen.getByText(/The server is away/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /unchanged/ })).toBeNull()
    await userEvent.click(within(one).getByRole('button', { name: /^Send/ }))
    act(() => one.focus())
    await userEvent.keyboard('s')
    expect(sent(bridge)).toEqual([])
    await userEvent.click(within(one).getByRole('button', { name: /Drop/ }))
    expect(bridge.calls('reply.discard')).toHaveLength(1)
  })

  it('M15 with nothing to look at, and when it cannot be read, it says so', async () => {
    await open([])
    act(() => useUi.getState().go('review'))
    expect(await screen.findByText('Nothing waits for a look')).toBeTruthy()
    const bridge = fakeMain(emptyDesk(), {
      'review.list': () => {
        throw new Refusal({ kind: 'database-locked' })
      },
    })
    openWindow(bridge)
    expect(await screen.findByText('What waits cannot be shown now')).toBeTruthy()
  })

  it('M15 a long list is drawn in pieces', async () => {
    await open(Array.from({ length: 120 }, (_, n) => item(n + 1)))
    act(() => useUi.getState().go('review'))
    // By text: a role is looked for in all of it, which takes long here.
    await userEvent.click(await screen.findByText('Show 70 more conversations'))
    expect(document.querySelectorAll('.review-item')).toHaveLength(100)
    expect(screen.getByText('Send all 120 that are unchanged')).toBeTruthy()
  })

  it('M15 the switch is on a page of the settings', async () => {
    const { desk } = await open([item(1)])
    act(() => useUi.getState().go('field'))
    await userEvent.click(await screen.findByRole('switch', { name: 'Look before sending' }))
    await settle()
    expect(desk.settings.reviewFirst).toBe(true)
    await userEvent.click(within(screen.getByRole('main')).getByRole('button', { name: 'Look' }))
    expect(useUi.getState().room).toBe('review')
  })
})
