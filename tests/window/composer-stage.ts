/** A desk with two conversations and its composer, for the tests of writing. */
import { act, screen } from '@testing-library/react'
import { useUi } from '../../src-renderer/ui-state'
import type { FakeBridge, Handlers } from '../fakes/bridge'
import { conversation, message, refTo, row } from '../fakes/desk'
import { type DeskState, emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle } from './stage'

export function twoTalks(some: Partial<DeskState> = {}): DeskState {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira')), row(conversation(1041, 'Kofi Mensah'))], ...some })
  desk.messages.set(nameOf(refTo(1042)), [message(10)])
  desk.messages.set(nameOf(refTo(1041)), [message(20)])
  return desk
}

export const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: /Reply to|Private note about/ })
export const kindShown = (): string =>
  screen.getByRole('radio', { checked: true, name: /^(Reply|Private note)$/ }).textContent ?? ''

export async function open(desk: DeskState, n: number, more: Handlers = {}): Promise<FakeBridge> {
  const bridge = fakeMain(desk, more)
  openWindow(bridge)
  await settle()
  await choose(n)
  return bridge
}

export async function choose(n: number): Promise<void> {
  act(() => useUi.getState().select(refTo(n)))
  await settle()
}
