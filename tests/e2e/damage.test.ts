import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome, perchFolder, removeHome } from './home'
import { type Customer, Office } from './office'
import { eventually, inWorkspace, openConversation, signInWithToken } from './steps'

describe('a damaged database', () => {
  let office: Office
  let home: string
  let perch: Perch
  let customer: Customer

  beforeAll(async () => {
    office = await Office.open()
    customer = await office.addCustomer(await office.addInbox('Shop'), 'Kofi Mensah')
    await customer.write('The discount code says it has expired')
  })
  afterAll(() => office.close())
  beforeEach(async () => {
    home = makeHome()
    perch = await launchPerch({ home })
    const page = await perch.window()
    await signInWithToken(page, office)
    await openConversation(page, customer)
    await page.getByRole('textbox', { name: /Reply to/ }).fill('A quixotic draft')
    await page.getByText('Draft saved').first().waitFor()
  })
  afterEach(async () => {
    await perch.dispose()
    removeHome(home)
  })

  const folder = () => join(perchFolder(home), 'stores')
  const file = () => join(folder(), readdirSync(folder()).find((name) => name.endsWith('.db')) ?? '')

  it('F6 its beginning is gone: Perch starts, says what it saved, the draft is there, and the server brings the rest', async () => {
    await perch.quit()
    writeFileSync(file(), readFileSync(file()).fill(0, 0, 4096))
    await perch.restart()
    const page = await perch.window()
    await page.getByText(/was damaged and is mended\. Saved: 1 draft/).waitFor()
    await inWorkspace(page)
    await openConversation(page, customer)
    await page.getByRole('log').getByText('The discount code says it has expired').waitFor()
    expect(await page.getByRole('textbox', { name: /Reply to/ }).inputValue()).toBe('A quixotic draft')
    await perch.screenshot('mended')
    await page.getByRole('button', { name: 'Good' }).click()
    await page.getByText(/was damaged/).waitFor({ state: 'detached' })
  })

  it('F2 deleted while Perch runs: it goes on by itself with all it had', async () => {
    rmSync(file())
    const page = await perch.window()
    await page.getByRole('textbox', { name: /Reply to/ }).fill('A quixotic draft, longer')
    await eventually(
      () => Promise.resolve(readdirSync(folder())),
      (names) => names.some((name) => name.endsWith('.db')),
    )
    await inWorkspace(page)
    // The composer's own "saved" goes when the conversation is drawn anew: the database is asked.
    const { account, conversation } = customer
    const kept = () =>
      page.evaluate<string>(`window.bridge.call('profile.list', {}).then(({ value: [{ id }] }) =>
        window.bridge.call('draft.get', { conversation: { profileId: id, accountId: ${account}, conversationId: ${conversation} } }))
        .then(({ value }) => value?.text ?? '')`)
    await eventually(kept, (text) => text === 'A quixotic draft, longer')
    await perch.quit()
    await perch.restart()
    const again = await perch.window()
    await openConversation(again, customer)
    expect(await again.getByRole('textbox', { name: /Reply to/ }).inputValue()).toBe('A quixotic draft, longer')
  }, 90_000)

  it('F19 one that its key does not open: it is refused with words, and the agent can sign out of it', async () => {
    await perch.quit()
    writeFileSync(file(), 'of another program, and no database at all '.repeat(200))
    await perch.restart()
    const page = await perch.window()
    await page
      .getByRole('alert')
      .getByText(/does not open the data of this account/)
      .waitFor()
    await perch.screenshot('unopened')
    await page.getByRole('button', { name: 'Accounts', exact: true }).first().click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByLabel('Server address').waitFor()
    expect(readdirSync(folder())).toEqual([])
  })
})
