import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { snoozeTimes } from '../../src-renderer/rooms/pick/snooze-times'
import { conversation, directory, id, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, setStage } from './stage'

setStage()

const press = (key: string, target: Element | Window = window) =>
  fireEvent.keyDown(target, { key, code: /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key })

async function stage(labels: string[] = []) {
  const desk = emptyDesk({ rows: [row(conversation(100, 'Ana Ferreira', { labels }))] })
  const agent = { email: null, avatarUrl: null, availability: 'online' as const, role: 'agent' }
  const book = {
    ...directory(id.account(1), [[1, 'WhatsApp Orders', 'Channel::Whatsapp']]),
    agents: ['Mira Olsen', 'Jonas Weber'].map((name, index) => ({ ...agent, id: (index + 1) as never, name })),
    labels: ['vip', 'mugs', 'damaged'].map((title) => ({ title, color: '#123456', description: null })),
    teams: [],
  }
  const bridge = fakeMain(desk, { 'directory.get': () => book })
  openWindow(bridge)
  await screen.findAllByRole('option')
  press('j')
  await screen.findByRole('heading', { name: 'Ana Ferreira', level: 2 })
  return bridge
}

const changes = (bridge: Awaited<ReturnType<typeof stage>>) => bridge.calls('conversation.change').map(({ change }) => change)

describe('short lists', () => {
  it('F9 A, two letters, Enter: somebody else has it, and the line at the bottom says who', async () => {
    const bridge = await stage()
    press('a')
    const field = await screen.findByRole('combobox', { name: 'Assign to' })
    fireEvent.change(field, { target: { value: 'jo' } })
    expect(screen.getAllByRole('option', { name: /Jonas/ })).toHaveLength(1)
    press('Enter', field)
    await screen.findByText('Jonas Weber has it now: Ana Ferreira')
    expect(changes(bridge)).toEqual([{ kind: 'assignee', userId: 2 }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('F9 labels stay open: one more, one less, and Esc leaves', async () => {
    const bridge = await stage(['vip'])
    press('l')
    const dialog = await screen.findByRole('dialog', { name: 'Labels' })
    const field = within(dialog).getByRole('combobox')
    expect(within(dialog).getByRole('option', { name: 'vip' }).getAttribute('aria-checked')).toBe('true')
    press('Enter', field)
    press('ArrowDown', field)
    press('Enter', field)
    await waitFor(() =>
      expect(changes(bridge)).toEqual([
        { kind: 'labels', add: [], remove: ['vip'] },
        { kind: 'labels', add: ['mugs'], remove: [] },
      ]),
    )
    press('Escape', field)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('F9 an account without teams says so, and offers none', async () => {
    await stage()
    press('t')
    const dialog = await screen.findByRole('dialog', { name: 'Give to a team' })
    expect(
      within(dialog)
        .getAllByRole('option')
        .map((line) => line.textContent),
    ).toEqual(['None'])
    fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: 'zzz' } })
    expect(within(dialog).getByText(/zzz/)).toBeTruthy()
  })

  it('F9 a time that is typed is shown as it was understood, and chosen by Enter', async () => {
    const bridge = await stage()
    press('h')
    const dialog = await screen.findByRole('dialog', { name: 'Snooze until' })
    const field = within(dialog).getByRole('combobox')
    fireEvent.change(field, { target: { value: 'завтра 14:30' } })
    const day = new Date()
    day.setDate(day.getDate() + 1)
    const at = day.setHours(14, 30, 0, 0)
    const [line] = within(dialog).getAllByRole('option')
    expect(line?.textContent).toMatch(/2:30\sPM|14:30/)
    press('Enter', field)
    await waitFor(() => expect(changes(bridge)).toEqual([{ kind: 'status', status: 'snoozed', snoozedUntilAt: at }]))
  })

  it('F9 a time that is over, and one that is none, are not taken', async () => {
    const bridge = await stage()
    press('h')
    const dialog = await screen.findByRole('dialog', { name: 'Snooze until' })
    const field = within(dialog).getByRole('combobox')
    fireEvent.change(field, { target: { value: '2020-01-01 10:00' } })
    expect(within(dialog).getByRole('heading').textContent).toMatch(/is over$/)
    press('Enter', field)
    fireEvent.change(field, { target: { value: 'some time' } })
    expect(within(dialog).getByRole('heading').textContent).toMatch(/no time Perch knows/)
    press('Enter', field)
    expect(changes(bridge)).toEqual([])
  })

  it('F9 U marks unread and leaves the conversation, so that it is not read again', async () => {
    const bridge = await stage()
    press('u')
    await screen.findByText('Unread again: Ana Ferreira')
    expect(changes(bridge)).toEqual([{ kind: 'unread' }])
    expect(screen.queryByRole('heading', { name: 'Ana Ferreira', level: 2 })).toBeNull()
  })

  it('F9 too late to take back is said', async () => {
    const bridge = await stage()
    bridge.handlers['action.undo'] = () => ({ undone: false })
    press('e')
    await screen.findByText('Resolved: Ana Ferreira')
    press('z')
    await screen.findByText(/Too late/)
  })
})

describe('snooze', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  it.each([
    ['on a Monday', new Date(2026, 10, 23, 10), 7],
    ['on a Saturday', new Date(2026, 10, 28, 10), 2],
  ])('F9 times are in the future, in order, and Monday is the next one %s', (_day, now, days) => {
    const times = snoozeTimes(now.getTime())
    const ats = times.flatMap(({ at }) => at ?? [])
    expect(ats.every((at) => at > now.getTime())).toBe(true)
    expect(ats).toEqual([...ats].sort((one, other) => one - other))
    expect(times.find(({ id: name }) => name === 'monday')?.at).toBe(
      new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9).getTime(),
    )
    expect(times.at(-1)).toEqual({ id: 'reply', at: null })
  })
})
