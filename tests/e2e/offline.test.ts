import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { NO_RING, makeHome, removeHome } from './home'
import { FaultProxy } from './hosts/fault-proxy'
import { type Customer, Office } from './office'
import { eventually, openConversation, sendReply, signInWithToken } from './steps'

describe('offline', () => {
  let office: Office
  let line: FaultProxy
  let home: string
  let perch: Perch
  let customer: Customer

  beforeAll(async () => {
    office = await Office.open()
  })
  afterAll(() => office.close())

  beforeEach(async () => {
    line = await FaultProxy.start(new URL(office.base))
    home = makeHome(NO_RING)
    const inbox = await office.addInbox('Shop')
    customer = await office.addCustomer(inbox, 'Kofi Mensah')
    await customer.write('The discount code says it has expired')
    perch = await launchPerch({ home })
    const page = await perch.window()
    await signInWithToken(page, office, { address: line.url.href })
    await openConversation(page, customer)
  })
  afterEach(async () => {
    await perch.dispose()
    await line.stop()
    removeHome(home)
  })

  it('F4 with the server gone, list and conversation are there after a restart', async () => {
    line.set({ isRefusing: true })
    await perch.quit()
    await perch.restart()
    const page = await perch.window()
    await openConversation(page, customer)
    await page.getByRole('log').getByText('The discount code says it has expired').waitFor()
    await page
      .getByText(/^Offline since/)
      .first()
      .waitFor()
    await perch.screenshot('offline')
  })

  it('F2 server stopped, reply written, app killed, server back, app started: exactly one message', async () => {
    const page = await perch.window()
    line.set({ isRefusing: true })
    line.resetAll()
    await page
      .getByText(/^Offline/)
      .first()
      .waitFor()
    await sendReply(page, customer, 'Try the code SPRING, please')
    await page.getByText('Kept on this computer').first().waitFor()
    await perch.screenshot('kept')
    await perch.kill()
    line.set({ isRefusing: false })
    await perch.restart()
    const replies = await eventually(
      () => office.repliesOf(customer, 'Try the code SPRING, please'),
      (found) => found.length > 0,
      60_000,
    )
    expect(replies).toHaveLength(1)
    expect(replies[0]?.private).toBe(false)
    const again = await perch.window()
    await openConversation(again, customer)
    await again.getByText('Server has it').last().waitFor()
    expect(await again.getByText('Try the code SPRING, please').count()).toBeGreaterThan(0)
  }, 120_000)

  it('F2 the answer to a reply is lost: Perch looks before it repeats, the server has one', async () => {
    const page = await perch.window()
    line.loseAnswer({ request: /^POST [^ ]*\/messages/, end: 'reset' })
    await sendReply(page, customer, 'One of a kind')
    await eventually(
      () => Promise.resolve(line.lostAnswers),
      (lost) => lost === 1,
    )
    await page.getByText('Server has it').last().waitFor({ timeout: 60_000 })
    expect(await office.repliesOf(customer, 'One of a kind')).toHaveLength(1)
  }, 120_000)
})
