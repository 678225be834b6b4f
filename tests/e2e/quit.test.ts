import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { NO_RING, writeSettings } from './home'
import { FaultProxy } from './hosts/fault-proxy'
import { Login1 } from './hosts/login1'
import { type Customer, Office, pathOf } from './office'
import { Shift } from './shift'
import { eventually, inWorkspace, openConversation, sendReply } from './steps'

describe('leaving', () => {
  let shift: Shift
  let line: FaultProxy
  let ana: Customer

  beforeAll(async () => {
    const office = await Office.open()
    line = await FaultProxy.start(new URL(office.base))
    // Half a minute to undo: a reply that is sent here rests.
    shift = await Shift.begin({ office, address: line.url.href, app: { settings: { undoMs: 30_000 } } })
    ana = await shift.customer('Ana Ferreira')
    await ana.write('Good evening')
    await openConversation(await shift.page(), ana)
  })
  afterAll(async () => {
    await shift.end()
    await line.stop()
  })

  const question = `1 reply is kept on this computer | ${en['quit.send']} | ${en['quit.keep']} | ${en['quit.stay']}`
  async function clickQuit(): Promise<void> {
    await (await shift.panel.waitForItem()).click(en['menu.quit'])
  }
  const onServer = (text: string) => shift.office.repliesOf(ana, text)

  it('F12 closing the window leaves Perch in the tray, and the tray brings it back as it was', async () => {
    const page = await shift.page()
    await page.getByRole('button', { name: en['window.close'] }).click()
    await shift.waitForWindow(false)
    expect(shift.perch.isRunning).toBe(true)
    await (await shift.panel.waitForItem()).click(en['menu.open'])
    await shift.waitForWindow()
    await page.getByRole('textbox', { name: `Reply to ${ana.name}` }).waitFor()
  })

  it('F12 Quit asks about a reply that has not left; “Stay” stays', async () => {
    await shift.perch.answerDialogs(en['quit.stay'])
    await sendReply(await shift.page(), ana, 'Good evening, Ana')
    await eventually(
      () => shift.outbox(),
      (jobs) => jobs.length === 1,
    )
    await clickQuit()
    await eventually(
      () => shift.perch.dialogs(),
      (asked) => asked.length === 1,
    )
    expect(await shift.perch.dialogs()).toEqual([question])
    expect((await shift.outbox()).map(({ outbox }) => outbox.state)).toEqual(['resting'])
    expect(shift.perch.isRunning).toBe(true)
  })

  it('F12 “Send now” ends the ring: the reply is on the server when Perch is gone', async () => {
    await shift.perch.answerDialogs(en['quit.send'])
    await clickQuit()
    await shift.perch.waitForExit()
    expect(await onServer('Good evening, Ana')).toHaveLength(1)
  })

  it('F12 “Keep and quit” keeps it: it leaves at the next start, once', async () => {
    writeSettings(shift.perch.home, NO_RING)
    await shift.perch.restart()
    const page = await shift.page()
    await inWorkspace(page)
    await openConversation(page, ana)
    line.set({ isRefusing: true })
    line.resetAll()
    await page
      .getByText(/^Offline/)
      .first()
      .waitFor()
    await sendReply(page, ana, 'See you tomorrow')
    await page.getByText('See you tomorrow').first().waitFor()
    await shift.perch.answerDialogs(en['quit.keep'])
    await clickQuit()
    await shift.perch.waitForExit()
    line.set({ isRefusing: false })
    expect(await onServer('See you tomorrow')).toEqual([])
    await shift.perch.restart()
    await inWorkspace(await shift.page())
    await eventually(
      () => onServer('See you tomorrow'),
      (found) => found.length > 0,
      60_000,
    )
    await eventually(
      () => shift.outbox(),
      (jobs) => jobs.length === 0,
    )
    expect(await onServer('See you tomorrow')).toHaveLength(1)
  }, 120_000)

  it('F9 what was done a moment ago is on the server when Perch is gone, and nobody was asked', async () => {
    const page = await shift.page()
    await openConversation(page, ana)
    await page.getByRole('listbox').first().focus()
    await page.keyboard.press('e')
    await page.getByText(/^Resolved: Ana/).waitFor()
    await shift.perch.answerDialogs(en['quit.stay'])
    await clickQuit()
    await shift.perch.waitForExit()
    expect((await shift.office.call<{ status: string }>(`GET ${pathOf(ana)}`)).status).toBe('resolved')
    await shift.perch.restart()
    await inWorkspace(await shift.page())
  }, 60_000)

  it('F12 with nothing unsent Quit asks nobody', async () => {
    await shift.perch.answerDialogs(en['quit.stay'])
    await clickQuit()
    await shift.panel.waitForNone()
    await shift.perch.waitForExit()
    expect(shift.perch.isRunning).toBe(false)
  })
})

describe('the machine is shut down', () => {
  let shift: Shift
  let machine: Login1

  beforeAll(async () => {
    machine = await Login1.start()
    shift = await Shift.begin({ app: { settings: { undoMs: 10_000 }, env: machine.environment } })
  })
  afterAll(async () => {
    await shift.end()
    await machine.stop()
  })

  it('F12 with an unsent reply nobody is asked, and the reply is there at the next start', async () => {
    const ana = await shift.customer('Ana Ferreira')
    await ana.write('Good evening')
    await openConversation(await shift.page(), ana)
    await sendReply(await shift.page(), ana, 'Good night')
    await eventually(
      () => shift.outbox(),
      (jobs) => jobs.length === 1,
    )
    await shift.perch.answerDialogs(en['quit.stay'])
    machine.shutdown()
    await shift.perch.waitForExit()
    expect(await shift.office.repliesOf(ana, 'Good night')).toEqual([])
    writeSettings(shift.perch.home, NO_RING)
    await shift.perch.restart()
    await eventually(
      () => shift.office.repliesOf(ana, 'Good night'),
      (found) => found.length > 0,
      60_000,
    )
  })
})
