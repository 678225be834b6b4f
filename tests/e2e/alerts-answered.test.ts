import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GNOME, PLASMA, type ShownNotification } from './hosts/notification-server'
import { type Customer, pathOf } from './office'
import { Shift } from './shift'
import { eventually } from './steps'

async function notified(shift: Shift, customer: Customer, text: string): Promise<ShownNotification> {
  await shift.hideWindow()
  await customer.write(text)
  return shift.desktop.waitFor((one) => one.body.includes(text))
}

describe('a notification with a field for the reply', () => {
  let shift: Shift

  beforeAll(async () => {
    shift = await Shift.begin({ capabilities: PLASMA })
  })
  afterAll(() => shift.end())

  it('F14 the reply written in it goes out once, also when the daemon says it twice, and no window opens', async () => {
    const ana = await shift.customer('Ana Ferreira')
    const witness = await shift.customer('Wim Witness')
    const shown = await notified(shift, ana, 'Are you open on Sunday?')
    const other = await notified(shift, witness, 'Do you hear me?')
    expect(shown.actions.map(({ key }) => key)).toContain('inline-reply')
    shift.desktop.reply(shown.id, 'Yes, from ten. До встречи!', { times: 2 })
    // Answers are taken in order: when this one has left, a second one to Ana would be in the outbox or on the server.
    shift.desktop.reply(other.id, 'I do')
    await eventually(
      () => shift.office.repliesOf(witness, 'I do'),
      (found) => found.length === 1,
    )
    const fromAna = () => shift.office.repliesOf(ana, 'Yes, from ten. До встречи!')
    await eventually(fromAna, (found) => found.length > 0)
    await eventually(
      () => shift.outbox(),
      (jobs) => jobs.length === 0,
    )
    expect(await fromAna()).toHaveLength(1)
    expect(shift.desktop.shown).toEqual([])
    await shift.waitForWindow(false)
  })
})

describe('a notification with buttons only', () => {
  let shift: Shift

  beforeAll(async () => {
    shift = await Shift.begin({ capabilities: GNOME })
  })
  afterAll(() => shift.end())

  it('F14 M2 “Reply” opens the small window with the cursor in its field, and what is written there leaves', async () => {
    const ana = await shift.customer('Ana Ferreira')
    const shown = await notified(shift, ana, 'Do you have it in blue?')
    expect(shown.actions.map(({ key }) => key)).not.toContain('inline-reply')
    shift.desktop.invoke(shown.id, 'reply')
    const quick = await shift.perch.window((url) => url.includes('quick.html'))
    await quick.getByText('Do you have it in blue?').waitFor()
    const field = quick.getByRole('textbox')
    await eventually(
      () => field.evaluate((element) => element === document.activeElement),
      (isFocused) => isFocused,
    )
    await field.pressSequentially('In blue and green')
    await field.press('Enter')
    await eventually(
      () => shift.office.repliesOf(ana, 'In blue and green'),
      (found) => found.length === 1,
    )
    await field.press('Escape')
    await shift.waitForWindow(false)
  })

  it('F1 “Resolve” resolves on the server, and no window opens', async () => {
    const kofi = await shift.customer('Kofi Mensah')
    const shown = await notified(shift, kofi, 'Thank you, all is well')
    shift.desktop.invoke(shown.id, 'resolve')
    await eventually(
      () => shift.office.call<{ status: string }>(`GET ${pathOf(kofi)}`),
      ({ status }) => status === 'resolved',
    )
    expect(shift.desktop.shown).toEqual([])
    await shift.waitForWindow(false)
  })
})
