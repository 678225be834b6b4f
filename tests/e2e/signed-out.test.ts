import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import type { FakeChatwoot } from '../fake-chatwoot/start'
import { type Customer, Office } from './office'
import { Shift } from './shift'
import { eventually, inWorkspace, openConversation, sendReply } from './steps'

describe('a token that the server takes back', () => {
  let shift: Shift
  let fake: FakeChatwoot
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    const opened = await Office.openFake()
    fake = opened.fake
    shift = await Shift.begin({ office: opened.office })
    ana = await shift.customer('Ana Ferreira')
    kofi = await shift.customer('Kofi Mensah')
    await ana.write('Where is my parcel?')
    await kofi.write('And mine?')
  })
  afterAll(() => shift.end())

  const titled = new RegExp(en['signedOut.title'].replace('{{account}}', '.*'))

  it('F2 parks the reply and says so, in the window and by an alert', async () => {
    const page = await shift.page()
    await openConversation(page, kofi)
    await page.getByRole('textbox', { name: `Reply to ${kofi.name}` }).fill('A draft for Kofi')
    await page.getByText('Draft saved').waitFor()
    await openConversation(page, ana)
    fake.model.rotateAccessToken(fake.model.user('agent'))
    await sendReply(page, ana, 'It is on its way')
    await page.getByRole('status').getByText(en['link.signed-out']).waitFor()
    const shown = await shift.desktop.waitFor((one) => titled.test(one.summary))
    expect(shown.body).toBe(en['alert.signedOutText'])
    await page.getByText('It is on its way').first().waitFor()
    await shift.perch.screenshot('signed-out')
    expect(await shift.office.repliesOf(ana, 'It is on its way')).toEqual([])
  })

  it('F2 keeps reply, draft and messages through a restart', async () => {
    await shift.perch.answerDialogs(en['quit.keep'])
    await shift.perch.quit()
    await shift.perch.restart()
    const page = await shift.page()
    await page.getByRole('status').getByText(en['link.signed-out']).waitFor()
    await openConversation(page, kofi)
    expect(await page.getByRole('textbox', { name: `Reply to ${kofi.name}` }).inputValue()).toBe('A draft for Kofi')
    await openConversation(page, ana)
    await page.getByRole('log').getByText('Where is my parcel?').waitFor()
    await page.getByRole('log').getByText('It is on its way').waitFor()
    expect((await shift.outbox()).map(({ text }) => text)).toEqual(['It is on its way'])
  })

  it('F2 signing in again sends the reply, once, and leaves the draft alone', async () => {
    const page = await shift.page()
    await page.getByRole('button', { name: en['link.signed-out'] }).click()
    expect(await page.getByLabel(en['signIn.address']).inputValue()).toBe(shift.office.base)
    const token = page.getByLabel(en['signIn.token'], { exact: true }).last()
    await token.fill(fake.model.user('agent').accessToken)
    await token.press('Enter')
    await inWorkspace(page)
    await eventually(
      () => shift.office.repliesOf(ana, 'It is on its way'),
      (found) => found.length > 0,
    )
    await eventually(
      () => shift.outbox(),
      (jobs) => jobs.length === 0,
    )
    expect(await shift.office.repliesOf(ana, 'It is on its way')).toHaveLength(1)
    expect((await shift.draftOf(kofi))?.text).toBe('A draft for Kofi')
    expect(await shift.profiles()).toHaveLength(1)
  })
})
