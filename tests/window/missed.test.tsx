import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { MissedCard, MissedLine } from '../../src-preload/contract/schemas/missed'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, id, MINUTE, profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

function line(n: number, name: string, { waitsMin, who = null }: { waitsMin?: number; who?: string | null } = {}): MissedLine {
  const waitingSinceAt = waitsMin === undefined ? null : Date.now() - (waitsMin + 0.5) * MINUTE
  return { profileId: id.profile('p1'), conversation: conversation(n, name, { waitingSinceAt }), who }
}

function part(lines: MissedLine[]) {
  return { total: lines.length, lines }
}

function cardOf(some: Partial<MissedCard> = {}): MissedCard {
  const waiting = [line(1, 'Ana Ferreira', { waitsMin: 14 }), line(2, 'Kofi Mensah', { waitsMin: 9 })]
  return {
    absence: { cause: 'slept', sinceAt: Date.now() - 540 * MINUTE, untilAt: Date.now() - MINUTE },
    checkedAt: Date.now(),
    servers: 2,
    unreached: [],
    waiting: { ...part(waiting), longestSinceAt: Date.now() - 14.5 * MINUTE, before: 0 },
    handled: part([line(3, 'Tom Becker', { who: 'Jonas' }), line(4, 'Yuki Tanaka')]),
    mentions: part([line(5, 'Grete Lund', { who: 'Jonas' })]),
    stuck: { total: 0, lines: [] },
    ...some,
  }
}

async function open(card: MissedCard | null) {
  let stands = card
  const bridge = fakeMain(emptyDesk({ profiles: [profile()] }), {
    'missed.get': () => stands,
    'missed.dismiss': () => {
      stands = null
      bridge.raise('missed.changed', {})
      return {}
    },
  })
  openWindow(bridge)
  await settle()
  const change = (next: MissedCard | null) =>
    act(() => {
      stands = next
      bridge.raise('missed.changed', {})
    })
  return { bridge, change }
}

const dialog = () => screen.findByRole('dialog', { name: 'What you missed' })

describe('the card of what was missed', () => {
  it('M9 stands in a window that opens later: numbers, who waits, longest first', async () => {
    await open(cardOf())
    await dialog()
    expect(screen.getByRole('heading', { name: '2 customers wait for you' })).toBeTruthy()
    expect(screen.getByText(/^The longest for 14 minutes\. Checked with 2 servers at/)).toBeTruthy()
    expect(screen.getByText(/^This computer slept from/)).toBeTruthy()
    const names = [...document.querySelectorAll('.missed .row-name')].map((name) => name.textContent)
    expect(names).toEqual(['Ana Ferreira', 'Kofi Mensah'])
    expect(screen.getByRole('button', { name: '1 mention, from Jonas' })).toBeTruthy()
  })

  it('M9 Enter begins with the longest, and the card is read', async () => {
    const { bridge } = await open(cardOf())
    await dialog()
    await userEvent.keyboard('{Enter}')
    expect(useUi.getState().selected?.conversationId).toBe(id.conversation(1))
    expect(bridge.calls('missed.dismiss')).toHaveLength(1)
    await settle()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('M9 who handled what, and back; a row opens its conversation', async () => {
    await open(cardOf())
    await dialog()
    await userEvent.click(screen.getByRole('button', { name: 'Show the 2 handled' }))
    expect(screen.getByText('Jonas answered')).toBeTruthy()
    expect(within(await dialog()).getByText('Resolved')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show who waits' }))
    await userEvent.click(screen.getByRole('button', { name: /^Kofi Mensah/ }))
    expect(useUi.getState().selected?.conversationId).toBe(id.conversation(2))
  })

  it('M9 Esc closes it for good', async () => {
    const { bridge } = await open(cardOf())
    await dialog()
    await userEvent.keyboard('{Escape}')
    await settle()
    expect([screen.queryByRole('dialog'), bridge.calls('missed.dismiss').length]).toEqual([null, 1])
  })

  it('M9 never comes while somebody types: it waits until the text is left', async () => {
    const { change } = await open(null)
    const field = document.body.appendChild(document.createElement('textarea'))
    act(() => field.focus())
    change(cardOf())
    await settle()
    expect(screen.queryByRole('dialog')).toBeNull()
    act(() => field.blur())
    await dialog()
    field.remove()
  })

  it('M9 nobody new waits: the mention is shown at once; what was not asked is said', async () => {
    const nobody = { total: 0, lines: [], longestSinceAt: null, before: 3 }
    await open(cardOf({ waiting: nobody, handled: part([]), unreached: ['Northbird'], servers: 1 }))
    await dialog()
    expect(screen.getByRole('heading', { name: 'Nobody new waits for you' })).toBeTruthy()
    expect(screen.getByText('Jonas mentioned you')).toBeTruthy()
    expect(screen.getByText(/^No answer from Northbird/)).toBeTruthy()
    expect(screen.getByText(/3 more waited before that/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Start with/ })).toBeNull()
  })

  it('M9 my replies that did not leave have a number and a list of their own', async () => {
    const stuck = [{ ...line(6, 'Ravi Iyer'), state: 'held' as const }]
    await open(cardOf({ stuck: { total: 1, lines: stuck } }))
    await dialog()
    await userEvent.click(screen.getByRole('button', { name: '1 reply did not leave' }))
    expect(screen.getByText('held')).toBeTruthy()
  })

  it('M9 a card whose last line was settled goes by itself', async () => {
    const { change } = await open(cardOf())
    await dialog()
    change(null)
    await settle()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
