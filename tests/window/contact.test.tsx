import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const ana = conversation(1042, 'Ana Ferreira')
const stage = async () => {
  const contact = { ...ana.contact, phoneNumber: '+351210000000', email: null }
  const bridge = fakeMain(emptyDesk({ rows: [row({ ...ana, contact })] }))
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return bridge
}
const edit = async (button: string, field: string, text: string): Promise<HTMLElement> => {
  fireEvent.click(await screen.findByRole('button', { name: button }))
  const input = screen.getByRole('textbox', { name: field })
  fireEvent.change(input, { target: { value: text } })
  return input
}
const enter = (input: HTMLElement) => fireEvent.keyDown(input, { key: 'Enter' })
const panel = () => screen.getByRole('complementary')
const changes = (bridge: ReturnType<typeof fakeMain>) => bridge.calls('conversation.change').map(({ change }) => change)

describe('the customer in the panel', () => {
  it('F9 a name is corrected by Enter, and can be taken back', async () => {
    const bridge = await stage()
    enter(await edit('Change Ana Ferreira', 'Name', ' Ana Ruiz '))
    expect(changes(bridge)).toEqual([{ kind: 'contact', contactId: ana.contact.id, fields: { name: 'Ana Ruiz' } }])
    await screen.findByText('Details saved: Ana Ruiz')
    expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /Undo/ }))
    await waitFor(() => expect(bridge.calls('action.undo')).toHaveLength(1))
  })

  it('F9 Esc leaves it as it was and the panel where it is', async () => {
    const bridge = await stage()
    const input = await edit('Change Ana Ferreira', 'Name', 'Somebody')
    fireEvent.keyDown(input, { key: 'Escape' })
    expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull()
    expect(screen.getByRole('complementary')).toBeTruthy()
    expect(useUi.getState().selected).not.toBeNull()
    expect(changes(bridge)).toEqual([])
  })

  it('F9 a phone number may be typed as people write it', async () => {
    const bridge = await stage()
    enter(await edit('Change +351210000000', 'Phone', '+49 (30) 123-456'))
    expect(changes(bridge)).toMatchObject([{ fields: { phoneNumber: '+4930123456' } }])
  })

  it('F9 an e-mail address is added, and a phone number taken away', async () => {
    const bridge = await stage()
    enter(await edit('Add an e-mail address', 'E-mail', 'ana@example.com'))
    enter(await edit('Change +351210000000', 'Phone', ''))
    expect(changes(bridge)).toMatchObject([{ fields: { email: 'ana@example.com' } }, { fields: { phoneNumber: null } }])
  })

  it.each([
    { button: 'Change Ana Ferreira', field: 'Name', text: '  ', words: 'A name cannot be empty' },
    { button: 'Add an e-mail address', field: 'E-mail', text: 'ana.example.com', words: /not an e-mail address/ },
    { button: 'Change +351210000000', field: 'Phone', text: '030 123456', words: /country code/ },
  ])('F9 what the server would refuse is said before it is sent: $field', async ({ button, field, text, words }) => {
    const bridge = await stage()
    const input = await edit(button, field, text)
    enter(input)
    expect(within(panel()).getByRole('alert').textContent).toMatch(words)
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(changes(bridge)).toEqual([])
    fireEvent.change(input, { target: { value: 'x' } })
    expect(within(panel()).queryByRole('alert')).toBeNull()
  })

  it('F9 nothing changed, nothing sent', async () => {
    const bridge = await stage()
    enter(await edit('Change Ana Ferreira', 'Name', 'Ana Ferreira'))
    expect(changes(bridge)).toEqual([])
  })
})
