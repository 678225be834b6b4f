import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { NO_RING, writeSettings } from './home'
import { SmallDisk } from './hosts/small-disk'
import { type Customer, Office } from './office'
import { eventually, inWorkspace, openConversation, sendReply, signInWithToken } from './steps'

/** Longer than what SQLite still has room for in files it wrote before. */
const LONG = 'A long answer that needs room. '.repeat(4_000).trim()

describe('a full disk', () => {
  let office: Office
  let disk: SmallDisk
  let perch: Perch
  let page: Page
  let ana: Customer

  beforeAll(async () => {
    office = await Office.open()
    ana = await office.addCustomer(await office.addInbox('Shop'), 'Ana Ferreira')
    await ana.write('Is the blue one still there?')
    disk = await SmallDisk.mount(96)
    mkdirSync(join(disk.seen, 'home'))
    writeSettings(join(disk.seen, 'home'), NO_RING)
    perch = await launchPerch({ home: join(disk.folder, 'home'), runtime: disk.runtime() })
    page = await perch.window()
    await signInWithToken(page, office)
    await openConversation(page, ana)
  }, 120_000)
  afterAll(async () => {
    await perch.dispose()
    disk.unmount()
    await office.close()
  })

  it('F2 a reply that cannot be kept stays in its field, and the window says why', async () => {
    disk.fill()
    await sendReply(page, ana, LONG)
    await page
      .getByText(/The disk is full, so nothing can be kept/)
      .first()
      .waitFor()
    await perch.screenshot('full-disk')
    expect(await page.getByRole('textbox', { name: /Reply to/ }).inputValue()).toBe(LONG)
    expect(await office.repliesOf(ana, LONG)).toEqual([])
  }, 60_000)

  it('F5 there is room again: it goes on by itself, what the customer wrote meanwhile is there, the reply leaves once', async () => {
    await ana.write('Hello? I am still here')
    disk.makeRoom()
    await page
      .getByText(/Make room: Perch goes on by itself/)
      .first()
      .waitFor({ state: 'detached', timeout: 60_000 })
    await page.getByRole('log').getByText('Hello? I am still here').waitFor({ timeout: 60_000 })
    await page.getByRole('textbox', { name: /Reply to/ }).press('Control+Enter')
    await eventually(
      () => office.repliesOf(ana, LONG),
      (found) => found.length > 0,
    )
    expect(await office.repliesOf(ana, LONG)).toHaveLength(1)
  }, 120_000)

  it('F2 killed with a full disk and started on it: it says so, and later it has what it had, and the rest', async () => {
    await page.getByRole('textbox', { name: /Reply to/ }).fill('A quixotic draft')
    await page.getByText('Draft saved').first().waitFor()
    disk.fill()
    await perch.kill()
    await ana.write('Then keep it for me, please')
    await perch.restart()
    page = await perch.window()
    await page
      .getByText(/The disk (is|was) full/)
      .first()
      .waitFor({ timeout: 60_000 })
    await perch.screenshot('full-disk-at-start')
    disk.makeRoom()
    await inWorkspace(page)
    await openConversation(page, ana)
    await page.getByRole('log').getByText('Then keep it for me, please').waitFor({ timeout: 60_000 })
    expect(await page.getByRole('textbox', { name: /Reply to/ }).inputValue()).toBe('A quixotic draft')
  }, 180_000)
})
