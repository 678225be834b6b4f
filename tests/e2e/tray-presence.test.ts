import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Office } from './office'
import { Shift } from './shift'
import { eventually } from './steps'

describe('my availability in the tray', () => {
  let office: Office
  let shift: Shift

  beforeAll(async () => {
    office = (await Office.openFake()).office
    shift = await Shift.begin({ office })
  })
  afterAll(() => shift.end())

  /** What the server keeps of the agent, by the account's name. */
  async function kept(): Promise<Record<string, string>> {
    const { accounts } = await office.call<{ accounts: { name: string; availability: string }[] }>(
      'GET /api/v1/profile',
      undefined,
      'agent',
    )
    return Object.fromEntries(accounts.map(({ name, availability }) => [name, availability]))
  }
  /** The submenu, once it has a line. */
  async function linesOnce(label: string): Promise<string[]> {
    const item = await shift.panel.waitForItem()
    return item.waitFor(
      async (tray) =>
        (await tray.menu())
          .find(({ entries }) => entries.some(({ label: own }) => own === label))
          ?.entries.map(({ label: own }) => own) ?? [],
      (lines) => lines.includes(label),
      20_000,
    )
  }
  const modes = async () => (await shift.profiles())[0]?.presence.map(({ mode }) => mode)

  it('F3 each account has its own line, and a choice in it changes that account alone', async () => {
    const [first, second] = [office.account(0).name, office.account(1).name]
    expect(await linesOnce(`${first}: online`)).toContain(`${second}: online`)
    const item = await shift.panel.waitForItem()
    await item.click('You are online', `${second}: online`, 'Busy')
    await eventually(kept, (all) => all[second] === 'busy')
    expect(await kept()).toMatchObject({ [first]: 'online', [second]: 'busy' })
    expect(await linesOnce(`${second}: busy`)).toContain(`${first}: online`)
    // The same presence as the window's: chosen by hand in one, still following the keyboard in the other.
    expect(await modes()).toEqual(['auto', 'hand'])
  })

  it('F3 all accounts at once, and back to following the keyboard', async () => {
    const second = office.account(1).name
    let item = await shift.panel.waitForItem()
    await item.click('Availability', 'Offline')
    await eventually(kept, (all) => Object.values(all).every((one) => one === 'offline'))
    await linesOnce(`${second}: offline`)
    item = await shift.panel.waitForItem()
    await item.click('You are offline', 'Automatic')
    await eventually(kept, (all) => Object.values(all).every((one) => one === 'online'))
    expect(await modes()).toEqual(['auto', 'auto'])
  })
})
