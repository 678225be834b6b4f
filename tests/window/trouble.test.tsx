import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Profile } from '../../src-preload/contract/entities'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, id, profile, row } from '../fakes/desk'
import { Refusal } from '../fakes/bridge'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const well: Profile['storage'] = { trouble: null, sinceAt: null, salvage: null }
const troubled = (trouble: string): Profile['storage'] => ({ ...well, trouble, sinceAt: Date.now() })
const live = profile().link

async function openWith(first: Partial<Profile>, rows = [] as ReturnType<typeof row>[]) {
  const desk = emptyDesk({ profiles: [profile(first)], rows })
  const bridge = fakeMain(desk)
  openWindow(bridge)
  await settle()
  const change = async (some: Partial<Profile>) => {
    desk.profiles = [profile(some)]
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['profiles'] }))
    await settle()
  }
  return { bridge, desk, change }
}

describe('the line about this computer', () => {
  it.each([
    ['DiskFull', /The disk is full/],
    ['DiskTrouble', /cannot be written/],
    ['DatabaseLocked', /Another program holds/],
    ['BrokenDatabase', /is damaged/],
    ['SomethingNewer', /cannot be written/],
  ])('F2 %s is said as long as it is so, and that it is over is said too', async (trouble, words) => {
    const { change } = await openWith({ storage: troubled(trouble) })
    expect(screen.getByRole('alert').textContent).toMatch(words)
    await change({ storage: well })
    expect(screen.queryByRole('alert')).toBeNull()
    expect(await screen.findByText('This computer keeps what you write again')).toBeTruthy()
  })

  it('F6 what was saved out of a damaged database is told once, until it is put away', async () => {
    const salvage = { at: 5, drafts: 3, replies: 1, conversations: 9, messages: 1_200 }
    await openWith({ storage: { ...well, salvage } })
    expect(screen.getByText(/Saved: 3 drafts, 1 unsent reply, 1200 messages/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Good' }))
    expect(screen.queryByText(/was damaged/)).toBeNull()
  })

  it('F19 a database that cannot be opened is said with its reason, and the way to sign out is one press', async () => {
    await openWith({ link: { ...live, state: 'signed-out', reason: 'database-NewerDatabase' } })
    expect(screen.getByRole('alert').textContent).toMatch(/A newer Perch wrote the data/)
    await userEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Accounts' }))
    expect(await screen.findByRole('button', { name: 'Sign out' })).toBeTruthy()
  })

  it('M10 alerts that cannot be promised are said above everything', async () => {
    const { change } = await openWith({ link: { ...live, state: 'polling', reason: 'events-missing' } })
    expect(screen.getByText(/Alerts for Acme Support cannot be promised now/)).toBeTruthy()
    await change({})
    expect(screen.queryByText(/cannot be promised/)).toBeNull()
  })
})

describe('a draft the disk does not take', () => {
  it('F6 is there again when its conversation is opened again, and is kept when there is room', async () => {
    const rows = [row(conversation(1, 'Ana Ferreira')), row(conversation(2, 'Bo Lind'))]
    const { bridge, desk } = await openWith({}, rows)
    let isFull = true
    const save = bridge.handlers['draft.save']
    bridge.handlers['draft.save'] = (input) => {
      if (isFull) throw new Refusal({ kind: 'disk-full' })
      return save?.(input) ?? {}
    }
    const open = async (number: number) => {
      act(() =>
        useUi
          .getState()
          .select({ profileId: id.profile('p1'), accountId: id.account(1), conversationId: id.conversation(number) }),
      )
      await settle()
      return screen.findByRole<HTMLTextAreaElement>('textbox', { name: number === 1 ? /Reply to Ana/ : /Reply to Bo/ })
    }
    await userEvent.type(await open(1), 'Quixotic draft')
    await open(2)
    await settle()
    expect((await open(1)).value).toBe('Quixotic draft')
    expect(desk.drafts.size).toBe(0)
    isFull = false
    await open(2)
    await settle()
    expect([...desk.drafts.values()].map((draft) => draft.text)).toEqual(['Quixotic draft'])
  })
})
