import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentDesk } from './agent-desk'
import { findings } from './axe'
import { type Customer, type Office, pathOf } from './office'
import { closeShop, openShop } from './shop'
import { eventually } from './steps'

/** One that our lists can say, and one that they cannot. */
async function keepOnServer(office: Office, account: number): Promise<void> {
  const condition = (attribute_key: string, values: (string | number)[], filter_operator = 'equal_to') => ({
    ...{ attribute_key, filter_operator, values, query_operator: null },
  })
  const kept = {
    'Broken mugs, all of them': condition('labels', ['damaged']),
    'Old ones': condition('created_at', [30], 'days_before'),
  }
  for (const [name, one] of Object.entries(kept)) {
    const custom_filter = { name, filter_type: 'conversation', query: { payload: [one] } }
    await office.call(`POST /api/v1/accounts/${account}/custom_filters`, { custom_filter }, 'agent')
  }
}

describe('labels and filters of the list', { timeout: 120_000 }, () => {
  let office: Office
  let desk: AgentDesk
  let ana: Customer
  let kofi: Customer

  beforeAll(async () => {
    ;({ office, desk, ana, kofi } = await openShop(async (prepared) => {
      await prepared.ana.write('My mug is broken')
      await prepared.kofi.write('Where is my parcel?')
      const labels = `POST /api/v1/accounts/${prepared.ana.account}/labels`
      await prepared.office.call(labels, { title: 'damaged', color: '#b3401f' }).catch(() => undefined)
      await prepared.office.call(`POST ${pathOf(prepared.ana)}/labels`, { labels: ['damaged'] })
      await keepOnServer(prepared.office, prepared.ana.account)
    }))
  }, 60_000)
  afterAll(() => closeShop({ office, desk, ana, kofi }))

  it('F10 without a connection a label of the rail shows what has it, and a saved filter is there after the next start', async () => {
    const page = await desk.page()
    const rail = page.getByRole('navigation')
    await desk.goOffline()
    await rail.getByRole('button', { name: 'Labels' }).click()
    await rail.getByRole('button', { name: /^damaged/ }).click()
    await page.getByRole('heading', { name: 'damaged', level: 1 }).waitFor()
    await page.getByRole('option', { name: new RegExp(ana.name) }).waitFor()
    expect(await page.getByRole('option', { name: new RegExp(kofi.name) }).count()).toBe(0)
    await page.keyboard.press('f')
    await page.getByRole('dialog', { name: 'Filter the list' }).waitFor()
    await page.keyboard.type('unread')
    await desk.perch.screenshot('filter-picker')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Drop "unread"' }).waitFor()
    await desk.perch.screenshot('filter-chips')
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name of the filter' }).fill('Broken and unread')
    await desk.perch.screenshot('filter-save')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Broken and unread', level: 1 }).waitFor()
    await desk.perch.kill()
    await desk.perch.restart()
    const again = await desk.page()
    await again.getByRole('navigation').getByRole('button', { name: 'Filters' }).click()
    await again.getByRole('navigation').getByRole('button', { name: 'Broken and unread' }).click()
    await eventually(
      () => again.getByRole('option').allTextContents(),
      (rows) => rows.length === 1 && (rows[0] ?? '').includes(ana.name),
    )
    await desk.perch.screenshot('filter-saved')
    await again
      .getByRole('navigation')
      .getByRole('button', { name: /^Broken mugs, all of them/ })
      .click()
    await again.getByRole('heading', { name: 'Broken mugs, all of them', level: 1 }).waitFor()
    await again.getByRole('option', { name: new RegExp(ana.name) }).waitFor()
    expect(await again.getByRole('option').count()).toBe(1)
    await again.getByText('Opens in the browser').waitFor()
    await desk.perch.screenshot('filter-on-server')
    expect(await findings(again)).toEqual([])
  })
})
