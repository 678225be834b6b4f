import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator } from 'playwright'
import type { Customer } from './office'
import { Shift } from './shift'
import { eventually, inWorkspace, openConversation } from './steps'

describe('drafts', () => {
  let shift: Shift
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    shift = await Shift.begin()
    ana = await shift.customer('Ana Ferreira')
    kofi = await shift.customer('Kofi Mensah')
    await ana.write('Where is my parcel?')
    await kofi.write('And mine?')
  })
  afterAll(() => shift.end())

  async function fieldFor(customer: Customer): Promise<Locator> {
    const page = await shift.page()
    await openConversation(page, customer)
    return page.getByRole('textbox', { name: `Reply to ${customer.name}` })
  }
  /** The text comes from the disk a moment after the conversation is shown. */
  async function holds(field: Locator, text: string): Promise<void> {
    await eventually(
      () => field.inputValue(),
      (value) => value === text,
    )
  }

  it('F6 what was typed half a second ago survives SIGKILL, with its cursor, in its own conversation only', async () => {
    const field = await fieldFor(ana)
    await field.pressSequentially('Your parcel is in Лиссабон 📦,')
    for (let step = 0; step < 3; step++) await field.press('ArrowLeft')
    await (await shift.page()).getByText('Draft saved').waitFor()
    const cursor = await cursorOf(field)
    // The cursor is written down like the text, and nothing on the screen says when.
    await eventually(
      () => shift.draftOf(ana),
      (draft) => draft?.cursor === cursor,
    )
    await shift.perch.kill()
    await shift.perch.restart()
    await inWorkspace(await shift.page())
    await holds(await fieldFor(kofi), '')
    const again = await fieldFor(ana)
    await holds(again, 'Your parcel is in Лиссабон 📦,')
    expect(await cursorOf(again)).toBe(cursor)
    expect(await shift.office.messages(ana)).toHaveLength(1)
  })

  it('F6 a draft left by switching in the same breath is not lost either', async () => {
    const field = await fieldFor(kofi)
    await field.fill('Yours comes tomorrow')
    const other = await fieldFor(ana)
    await holds(other, 'Your parcel is in Лиссабон 📦,')
    await holds(await fieldFor(kofi), 'Yours comes tomorrow')
    await (await shift.page()).getByRole('button', { name: /^Drafts/ }).click()
    for (const { name } of [ana, kofi]) await (await shift.page()).getByRole('option', { name: new RegExp(name) }).waitFor()
    await shift.perch.screenshot('drafts')
  })

  function cursorOf(field: Locator): Promise<number> {
    return field.evaluate((element) => (element as HTMLTextAreaElement).selectionStart)
  }
})
