/** Two versions of Perch on one home: the newer one has brought the database up to date, the older one is put back. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import { launchPerch, type Perch } from './app'
import { makeHome, perchFolder, removeHome } from './home'
import { REPOSITORY } from './launch'
import { type Customer, Office } from './office'
import { inWorkspace, openConversation, signInWithToken } from './steps'

/** The built app with one step of migration more: what the next version will be. */
function makeNewer(): string {
  const root = mkdtempSync(join(tmpdir(), 'perch-newer-'))
  for (const part of ['out', 'resources', 'package.json']) cpSync(join(REPOSITORY, part), join(root, part), { recursive: true })
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'))
  const chunks = join(root, 'out/main/chunks')
  const lastStep = /(\{name:`\d{4}-\w+`.*)(\];\s*var userVersion)/s
  const changed = readdirSync(chunks).filter((name) => {
    const text = readFileSync(join(chunks, name), 'utf8')
    if (!lastStep.test(text)) return false
    writeFileSync(join(chunks, name), text.replace(lastStep, '$1,{name:`9999-newer`,sql:`CREATE TABLE newer (a)`}$2'))
    return true
  })
  if (changed.length !== 1) throw new Error(`the steps of migration are in ${changed.length} files of the build`)
  return root
}

describe('two versions on one home', () => {
  const newer = makeNewer()
  let office: Office
  let home: string
  let perch: Perch
  let page: Page
  let ana: Customer

  beforeAll(async () => {
    office = await Office.open()
    ana = await office.addCustomer(await office.addInbox('Shop'), 'Ana Ferreira')
    await ana.write('Is the blue one still there?')
    home = makeHome()
    perch = await launchPerch({ home })
    page = await perch.window()
    await signInWithToken(page, office)
    await write('A quixotic draft')
    await perch.quit()
  }, 60_000)
  afterAll(async () => {
    await perch.dispose()
    await office.close()
    removeHome(home)
    rmSync(newer, { recursive: true, force: true })
  })

  const field = () => page.getByRole('textbox', { name: /Reply to/ })
  async function write(text: string): Promise<void> {
    await openConversation(page, ana)
    await field().fill(text)
    await page.getByText('Draft saved').first().waitFor()
  }
  async function begin(entry?: string): Promise<void> {
    await perch.restart(entry === undefined ? {} : { entry })
    page = await perch.window()
  }
  const stores = () => join(perchFolder(home), 'stores')
  const file = () => join(stores(), readdirSync(stores()).find((name) => name.endsWith('.db')) ?? '')

  it('F6 the newer one has all there was, and an older one started beside it only brings its window', async () => {
    await begin(newer)
    await inWorkspace(page)
    await openConversation(page, ana)
    expect(await field().inputValue()).toBe('A quixotic draft')
    expect(existsSync(`${file()}.earlier`)).toBe(true)
    expect(await perch.startAgain([])).toBe(0)
    await write('A quixotic draft, longer')
    await perch.quit()
  }, 90_000)

  it('F6 F19 the older one put back refuses in plain words and leaves the data as it is', async () => {
    const before = readFileSync(file())
    await begin()
    await page.getByRole('alert').getByText(en['reason.database-NewerDatabase']).waitFor()
    await perch.screenshot('newer-database')
    await page.evaluate(`window.bridge.call('settings.set', { language: 'ru', theme: 'dark' })`)
    await page.getByRole('alert').getByText(ru['reason.database-NewerDatabase']).waitFor()
    await page.setViewportSize({ width: 720, height: 640 })
    await perch.screenshot('newer-database-ru')
    await page.evaluate(`window.bridge.call('settings.set', { language: 'en', theme: 'light' })`)
    await perch.quit()
    expect(readFileSync(file()).equals(before)).toBe(true)
  }, 60_000)

  it('F6 with the copy in its place it has what it had before the update, and the server brings the rest', async () => {
    await ana.write('Hello? I am still here')
    const name = file()
    for (const end of ['-wal', '-shm']) rmSync(name + end, { force: true })
    renameSync(name, `${name}.newer`)
    renameSync(`${name}.earlier`, name)
    await begin()
    await inWorkspace(page)
    await openConversation(page, ana)
    expect(await field().inputValue()).toBe('A quixotic draft')
    await page.getByRole('log').getByText('Hello? I am still here').waitFor()
    await perch.quit()
  }, 60_000)
})
