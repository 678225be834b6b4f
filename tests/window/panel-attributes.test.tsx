import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { CustomAttribute } from '../../src-preload/contract/contact'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const ana = conversation(1042, 'Ana Ferreira')
const defined = (of: CustomAttribute['of'], [key, kind, ...values]: string[]): CustomAttribute => ({
  ...{ of, kind: kind ?? 'text', key: key ?? '', values },
  name: `The ${key}`,
})
const DEFINED = [
  defined('conversation', ['order']),
  defined('conversation', ['pieces', 'number']),
  defined('conversation', ['parcel', 'link']),
  defined('conversation', ['due', 'date']),
  defined('conversation', ['plan', 'list', 'Gold', 'Silver']),
  defined('conversation', ['paid', 'checkbox']),
  defined('contact', ['shoe']),
]
const stage = async (values: Record<string, unknown> = {}) => {
  const desk = emptyDesk({ rows: [row({ ...ana, customAttributes: values })] })
  const bridge = fakeMain(desk, { 'contact.attributes': ({ of }) => DEFINED.filter((one) => one.of === of) })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return bridge
}
const panel = () => within(screen.getByRole('complementary'))
const press = (name: string | RegExp) => userEvent.click(panel().getByRole('button', { name }))
const changes = (bridge: ReturnType<typeof fakeMain>) => bridge.calls('conversation.change').map(({ change }) => change)

describe('attributes in the panel', () => {
  it('F9 by their names and kinds; what nobody defined by its key, and what has no value on demand', async () => {
    await stage({ order: 'A-20417', paid: true, due: '2026-03-01T00:00:00.000Z', old_key: 7 })
    for (const text of ['The order', 'A-20417', 'The paid', 'Yes', /March 1/, 'Old key', '7']) panel().getByText(text)
    expect(panel().queryByText('The plan')).toBeNull()
    await press('3 more without a value')
    panel().getByRole('button', { name: 'Set The plan' })
    await press('Only those with a value')
    expect(panel().queryByText('The plan')).toBeNull()
  })

  it('F9 a text is edited in its place, Enter keeps it, and the line at the bottom takes it back', async () => {
    const bridge = await stage({ order: 'A-20417' })
    await press('Change The order')
    const field = panel().getByRole('textbox', { name: 'The order' })
    await userEvent.clear(field)
    await userEvent.type(field, ' B-1 {Enter}')
    expect(changes(bridge)).toEqual([{ kind: 'attributes', values: { order: 'B-1' } }])
    await screen.findByText('The order saved: Ana Ferreira')
    await userEvent.click(screen.getByRole('button', { name: /Undo/ }))
    expect(bridge.calls('action.undo')).toHaveLength(1)
  })

  it.each([
    { key: 'pieces', wrong: '12 pieces', words: 'This is not a number', right: '-12.5', value: -12.5 },
    { key: 'pieces', wrong: '99999999999', words: 'This number is too great for the server', right: '0', value: 0 },
    {
      key: 'parcel',
      wrong: 'x.test',
      words: 'A link begins with https:// or http://',
      right: 'http://x.test',
      value: 'http://x.test',
    },
  ])('F9 $key: "$wrong" is said before it is sent', async ({ key, wrong, words, right, value }) => {
    const name = `The ${key}`
    const bridge = await stage()
    await press('6 more without a value')
    await press(`Set ${name}`)
    const field = panel().getByRole('textbox', { name })
    await userEvent.type(field, `${wrong}{Enter}`)
    expect(panel().getByRole('alert').textContent).toBe(words)
    expect(changes(bridge)).toEqual([])
    await userEvent.clear(field)
    await userEvent.type(field, `${right}{Enter}`)
    expect(changes(bridge)).toEqual([{ kind: 'attributes', values: { [key]: value } }])
  })

  it('F9 lists and checkboxes are chosen, an emptied one is taken away, Esc leaves it', async () => {
    const bridge = await stage({ plan: 'Platinum', paid: false })
    await press('Change The plan')
    const list = () => panel().getByRole('combobox', { name: 'The plan' })
    expect(
      within(list())
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([...['Not set', 'Gold', 'Silver', 'Platinum']])
    fireEvent.keyDown(list(), { key: 'Escape' })
    expect(useUi.getState().selected).not.toBeNull()
    await press('Change The plan')
    await userEvent.selectOptions(list(), 'Gold')
    await press('Change The paid')
    await userEvent.selectOptions(panel().getByRole('combobox', { name: 'The paid' }), 'Yes')
    await press('Change The plan')
    await userEvent.selectOptions(list(), 'Not set')
    expect(changes(bridge)).toMatchObject([
      { values: { plan: 'Gold' } },
      { values: { paid: true } },
      { values: { plan: null } },
    ])
  })

  it('F9 a link is opened by main; of the customer it is a change of the customer', async () => {
    const bridge = await stage({ parcel: 'https://example.com/1' })
    await press('Open The parcel')
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://example.com/1' }])
    await press('1 more without a value')
    await press('Set The shoe')
    await userEvent.type(panel().getByRole('textbox', { name: 'The shoe' }), '\u202e42{Enter}')
    expect(changes(bridge)).toMatchObject([{ kind: 'contact', fields: { customAttributes: { shoe: '\u202e42' } } }])
  })

  it('F20 a section folds and unfolds', async () => {
    await stage({ order: 'A-20417' })
    await press('Attributes')
    expect(panel().queryByText('A-20417')).toBeNull()
    expect(panel().getByRole('button', { name: 'Attributes' }).getAttribute('aria-expanded')).toBe('false')
    await press('Attributes')
    panel().getByText('A-20417')
  })
})
