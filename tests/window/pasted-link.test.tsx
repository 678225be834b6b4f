import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { refTo } from '../fakes/desk'
import type { Handlers } from '../fakes/bridge'
import { fakeMain } from '../fakes/window-main'
import { field, twoTalks } from './composer-stage'
import { openWindow, setStage, settle } from './stage'

setStage()

const OURS = 'https://chat.example.com/app/accounts/1/conversations/1042'
const FOREIGN = 'https://elsewhere.example.com/app/accounts/9/conversations/7'
const links: Handlers = {
  'link.find': ({ text }) => ({
    isLink: text.includes('/conversations/'),
    conversation: text === OURS ? refTo(1042) : null,
  }),
  'link.open': () => ({ opened: true }),
}

async function open() {
  const bridge = fakeMain(twoTalks(), links)
  openWindow(bridge)
  await settle()
  return bridge
}

const first = () => within(screen.getByRole('dialog')).getAllByRole('option')[0]

async function paste(text: string, target: Element = document.body): Promise<void> {
  fireEvent.paste(target, { clipboardData: { getData: () => text, files: [], items: [] } })
  await settle()
}

describe('addresses that were copied', () => {
  it('F1 pasted where nothing is written it opens the conversation, whatever page is shown', async () => {
    await open()
    act(() => useUi.getState().go('settings'))
    await paste(`  ${OURS}\n`)
    expect([useUi.getState().room, useUi.getState().selected]).toEqual(['workspace', refTo(1042)])
  })

  it('F1 one of an account that is not here is said, and anything else is no business of ours', async () => {
    const bridge = await open()
    await paste('Please look at https://chat.example.com')
    await paste('https://chat.example.com/help')
    expect([bridge.calls('link.find'), screen.queryByText(/leads to no account/)]).toEqual([
      [{ text: 'https://chat.example.com/help' }],
      null,
    ])
    await paste(FOREIGN)
    expect(screen.getByText('This address leads to no account that you are signed in to here.')).toBeTruthy()
    expect(useUi.getState().selected).toBeNull()
  })

  it('F1 in a text field it is text', async () => {
    const bridge = await open()
    act(() => useUi.getState().select(refTo(1042)))
    await settle()
    await paste(OURS, field())
    expect(bridge.calls('link.find')).toEqual([])
  })

  it('F15 in the palette it is a line: the conversation, or the way to the browser', async () => {
    const bridge = await open()
    act(() => useUi.getState().showOverlay('palette'))
    const box = await screen.findByRole('combobox')
    await userEvent.click(box)
    await userEvent.paste(FOREIGN)
    await settle()
    expect(first()?.textContent).toBe('A conversation of another account: open it in the browser')
    await userEvent.clear(box)
    await userEvent.paste(OURS)
    await settle()
    expect(first()?.textContent).toContain('Conversation 1042')
    await userEvent.keyboard('{Enter}')
    await settle()
    expect([useUi.getState().selected, useUi.getState().overlay]).toEqual([refTo(1042), null])
    expect(bridge.calls('link.open')).toEqual([])
  })
})
