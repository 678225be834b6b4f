// Nothing can be proved absent by waiting. Each message that must stay silent is followed by one from somebody else that
// must not: facts are judged in order, so when that one is on the screen the silent one was judged before it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from './office'
import { Shift } from './shift'
import { eventually, openConversation } from './steps'

describe('what does not alert', () => {
  let shift: Shift
  let ana: Customer
  let witness: Customer

  beforeAll(async () => {
    shift = await Shift.begin()
    ana = await shift.customer('Ana Ferreira')
    witness = await shift.customer('Wim Witness')
    await shift.hideWindow()
  })
  afterAll(() => shift.end())

  /** Does it, has the witness write, waits for the verdict on what was done, and looks what came on screen meanwhile. */
  async function staysSilent(act: () => Promise<unknown>, reason: string): Promise<void> {
    const { desktop } = shift
    const before = desktop.calls.length
    await act()
    const words = `Do you hear me? ${before}`
    await witness.write(words)
    await desktop.waitFor((one) => one.body.includes(words))
    await eventually(
      () => shift.verdicts(ana),
      ([newest]) => newest === reason,
    )
    expect(desktop.calls.slice(before).map((one) => one.summary)).toEqual([expect.stringContaining(witness.name)])
  }

  it('F1 the customer herself does alert: the silence of the others says something', async () => {
    await ana.write('Hello?')
    await shift.desktop.waitFor((one) => one.summary.includes(ana.name))
  })

  it('F1 my own message, written elsewhere, does not', async () => {
    const write = { body: { content: 'Written in the browser' }, as: 'agent' }
    await staysSilent(() => shift.office.act(ana, 'messages', write), 'own')
  })

  it('F1 the private note of a colleague does not', async () => {
    const write = { body: { content: 'She called already', private: true }, as: 'agent2' }
    await staysSilent(() => shift.office.act(ana, 'messages', write), 'note-not-for-me')
  })

  it('F1 an activity line does not', async () => {
    const label = { body: { labels: ['parcel'] } }
    await staysSilent(() => shift.office.act(ana, 'labels', label), 'activity')
  })

  it('F1 a conversation that is on the focused screen does not, and does again when the window is hidden', async () => {
    const page = await shift.perch.window()
    await shift.perch.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
        ?.show(),
    )
    await shift.perch.until(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
          ?.isFocused() ?? false,
      (isFocused) => isFocused,
    )
    await openConversation(page, ana)
    await staysSilent(() => ana.write('You can see this'), 'seen-here')
    await shift.hideWindow()
    await ana.write('You cannot see this')
    await shift.desktop.waitFor((one) => one.body.includes('You cannot see this'))
  })

  it('F1 a muted customer does not', async () => {
    await shift.office.act(ana, 'mute')
    await staysSilent(() => ana.write('Buy my pills'), 'muted')
  })
})
