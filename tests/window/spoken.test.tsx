/** What a screen reader is told without being asked: each thing once. */
import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { TimelineMessage } from '../../src-preload/contract/entities'
import { useUi } from '../../src-renderer/ui-state'
import { uuidOf } from '../fakes/chance'
import { conversation, id, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

/** Every text that comes into a live region, as a screen reader would say it. */
function listen(): string[] {
  const said: string[] = []
  const regionOf = (node: Node) => {
    const from = node instanceof Element ? node : node.parentElement
    const region = from?.closest('[aria-live], [role="alert"], [role="status"], [role="log"]')
    return region?.getAttribute('aria-live') === 'off' ? null : region
  }
  new MutationObserver((changes) => {
    const regions = new Set(changes.flatMap(({ target }) => regionOf(target) ?? []))
    for (const region of regions) if (region.textContent) said.push(region.textContent)
  }).observe(document.body, { childList: true, characterData: true, subtree: true })
  return said
}

async function open() {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
  const talk: TimelineMessage[] = [message(1), message(2)]
  desk.messages.set(nameOf(refTo(1042)), talk)
  const bridge = fakeMain(desk)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  const tell = async () => {
    act(() => bridge.raise('store.changed', { profileId: id.profile('p1'), topics: ['conversation:1:1042', 'inbox'] }))
    await settle()
  }
  return { talk, tell, said: listen() }
}

describe('live regions', () => {
  it('F20 a new message of the open conversation is said once, and not again when the list is read anew', async () => {
    const { talk, tell, said } = await open()
    talk.push(message(3, { content: 'Where is it?', createdAt: Date.now() }))
    await tell()
    await screen.findByText('Where is it?')
    await tell()
    await tell()
    expect(said.filter((text) => text.includes('Where is it?'))).toEqual(['Ana Ferreira wrote: Where is it?'])
  })

  it('F20 a reply that was not sent is said once, by the voice that interrupts', async () => {
    const { talk, tell, said } = await open()
    const clientId = uuidOf(7) as never
    const outbox = { clientId, state: 'failed', untilAt: null, leaveAt: null, reason: { key: 'refused', words: null } } as const
    talk.push(message(4, { type: 'outgoing', id: null, clientId, content: 'Here', outbox }))
    await tell()
    await tell()
    const alarms = said.filter((text) => /not sent/i.test(text))
    expect(alarms).toHaveLength(1)
    expect([...document.querySelectorAll('[role="alert"]')].map((one) => one.textContent)).toContain(alarms[0])
  })
})
