/** A desk with a customer whose panel is open, for the tests of the panel. */
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ContactTalk } from '../../src-preload/contract/contact'
import type { Agent, Conversation } from '../../src-preload/contract/entities'
import type { Macro } from '../../src-preload/contract/macro'
import { useUi } from '../../src-renderer/ui-state'
import type { Handlers } from '../fakes/bridge'
import { conversation, directory, id, profile, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle } from './stage'

export const ana = conversation(1042, 'Ana Ferreira')
export const agent = (n: number, name: string): Agent => {
  return { id: n as Agent['id'], name, email: null, avatarUrl: null, availability: null, role: null }
}
export const talk = (n: number, text: string): ContactTalk => ({
  conversation: refTo(n),
  ...{ inboxId: id.inbox(1), status: n % 2 === 0 ? 'resolved' : 'weird', text, lastActivityAt: Date.now() - n * 86_400_000 },
})
export const macro = (actions: Macro['actions'], n = 1): Macro => ({ id: n, name: `Macro ${n}`, visibility: 'global', actions })
export const book = {
  ...directory(id.account(1), [[1, 'WhatsApp Orders', 'Channel::Whatsapp']]),
  agents: [agent(5, 'Jonas Weber')],
  teams: [{ id: 9, name: 'Returns', isMember: true }],
}

export async function stage(more: Handlers = {}, isLive = true, some: Partial<Conversation> = {}) {
  const desk = emptyDesk({ rows: [row({ ...ana, ...some }), row(conversation(7, 'Ana Ferreira'))] })
  if (!isLive) desk.profiles = [{ ...profile(), link: { ...profile().link, state: 'waiting' } as never }]
  const bridge = fakeMain(desk, { 'directory.get': () => book, ...more })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await screen.findByRole('button', { name: 'Macros' })
  return bridge
}
export const panel = () => within(screen.getByRole('complementary'))
export const press = async (name: string | RegExp) => userEvent.click(await panel().findByRole('button', { name }))
