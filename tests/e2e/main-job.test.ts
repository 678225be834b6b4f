import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { NO_RING } from './home'
import { NotificationServer } from './hosts/notification-server'
import { type Customer, Office } from './office'
import { eventually, findRow, openConversation, sendReply, signInWithToken } from './steps'

describe('the main job', () => {
  let office: Office
  let desktop: NotificationServer
  let perch: Perch
  let page: Page
  let ana: Customer

  beforeAll(async () => {
    office = await Office.open()
    desktop = await NotificationServer.start()
    const inbox = await office.addInbox('Website')
    ana = await office.addCustomer(inbox, 'Ana Ferreira')
    await ana.write('Hello, is anybody there?')
    perch = await launchPerch({ settings: NO_RING })
    page = await perch.window()
  })
  afterAll(async () => {
    await perch.dispose()
    desktop.stop()
    await office.close()
  })

  it('F19 signs in with an access token and shows the customer who waits', async () => {
    await perch.screenshot('sign-in')
    await signInWithToken(page, office)
    await (await findRow(page, ana)).waitFor()
    await perch.screenshot('workspace')
  })

  it('F2 a reply arrives exactly as typed, once', async () => {
    const text = 'Yes, *always*.\nWhat can I do for you? Пишите! 🙂 <b>x</b>'
    await openConversation(page, ana)
    await sendReply(page, ana, text)
    const replies = await eventually(
      () => office.repliesOf(ana, text),
      (found) => found.length > 0,
    )
    expect(replies).toHaveLength(1)
    await page.getByText('Server has it').last().waitFor()
    await perch.screenshot('reply')
  })

  it('F1 an incoming message becomes a notification with sender and text, and its click opens the conversation', async () => {
    await perch.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
        ?.hide(),
    )
    await ana.write('My parcel came broken')
    const shown = await desktop.waitFor((one) => one.body.includes('My parcel came broken'))
    expect(shown.summary).toContain('Ana Ferreira')
    desktop.invoke(shown.id, 'default')
    await perch.until(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
          ?.isVisible() ?? false,
      (isVisible) => isVisible,
    )
    const again = await perch.window()
    await again.getByRole('textbox', { name: /Reply to Ana Ferreira/ }).waitFor()
    await again.getByText('My parcel came broken').last().waitFor()
  })
})
