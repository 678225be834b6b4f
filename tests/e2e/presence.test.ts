// What colleagues see is asked of the server; its 20 seconds pass by its clock, which is ours.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ScreenSaver } from './hosts/screen-saver'
import { Office } from './office'
import { Shift } from './shift'
import { eventually } from './steps'

interface SeenAgent {
  id: number
  availability_status: string
}

describe('presence', () => {
  let aheadMs = 0
  let office: Office
  let screen: ScreenSaver
  let shift: Shift

  beforeAll(async () => {
    office = (await Office.openFake({ clock: { now: () => Date.now() + aheadMs } })).office
    screen = await ScreenSaver.start()
    shift = await Shift.begin({ office })
  })
  afterAll(async () => {
    await shift.end()
    screen.stop()
  })

  /** As an administrator sees the agent in the list of colleagues. */
  async function seen(): Promise<string | undefined> {
    const agents = await office.call<SeenAgent[]>(`GET /api/v1/accounts/${office.account(0).id}/agents`)
    return agents.find(({ id }) => id === office.user('agent').id)?.availability_status
  }
  const shown = async () => (await shift.profiles())[0]?.presence.map((one) => [one.shown, one.away, one.mode])

  it('M11 somebody at the keyboard is online, for the server and here', async () => {
    await eventually(seen, (state) => state === 'online')
    expect((await shown())?.[0]).toEqual(['online', null, 'auto'])
  })

  it('M11 a locked screen stops the beat: the server shows offline, and so do we', async () => {
    screen.lock(true)
    await eventually(shown, (all) => all?.[0]?.[1] === 'locked')
    aheadMs += 25_000
    expect(await seen()).toBe('offline')
    expect((await shown())?.[0]).toEqual(['offline', 'locked', 'auto'])
    // Time goes on for the server; nothing is said to it.
    aheadMs += 60_000
    expect(await seen()).toBe('offline')
    const page = await shift.page()
    await page.getByText('Offline, locked').first().waitFor()
  })

  it('M11 unlocking brings it back at once', async () => {
    screen.lock(false)
    await eventually(seen, (state) => state === 'online')
    await eventually(shown, (all) => all?.[0]?.[0] === 'online')
  })

  it('M11 busy by hand is busy for everybody, until it is automatic again', async () => {
    const page = await shift.page()
    await page
      .getByRole('button', { name: /^Settings/ })
      .first()
      .click()
    const choice = page.getByRole('button', { name: /^Presence in / }).first()
    await choice.click()
    await page.getByRole('menuitemradio', { name: 'Busy' }).click()
    await eventually(seen, (state) => state === 'busy')
    await page
      .getByText(/^Busy, chosen by hand/)
      .first()
      .waitFor()
    await page.locator('#set-presence').scrollIntoViewIfNeeded()
    await shift.perch.screenshot('presence')
    await shift.ask('settings.set', { theme: 'dark', language: 'ru', busyAfterMs: 180_000 })
    await page.getByRole('heading', { name: 'Присутствие' }).waitFor()
    await shift.perch.screenshot('presence-ru-dark')
    await shift.ask('settings.set', { theme: 'light', language: 'en', busyAfterMs: null })
    await choice.click()
    await page.getByRole('menuitemradio', { name: 'Automatic' }).click()
    await eventually(seen, (state) => state === 'online')
  })

  it('M11 another window of mine is named, and what is chosen there holds here', async () => {
    const body = { profile: { account_id: office.account(0).id, availability: 'busy' } }
    await office.call('POST /api/v1/profile/availability', body, 'agent')
    // The next answer to a beat tells.
    await eventually(shown, (all) => all?.[0]?.[0] === 'busy' && all[0][2] === 'hand', 30_000)
  })
})
