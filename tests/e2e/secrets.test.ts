import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { launchPerch, type Perch } from './app'
import { perchFolder } from './home'
import { keptSecrets } from './hosts/keychain'
import { OwnBus } from './hosts/own-bus'
import { type Customer, Office } from './office'
import { Shift } from './shift'
import { eventually, openConversation, sendReply, signInWithPassword, signInWithToken } from './steps'

/** Every file of a home in which one of the words stands, in any of the ways a program may write it. */
function filesWith(home: string, ...words: string[]): string[] {
  const forms = words.flatMap((word) => [
    Buffer.from(word),
    Buffer.from(word, 'utf16le'),
    Buffer.from(Buffer.from(word).toString('base64').replace(/=+$/, '')),
  ])
  return readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(home, name)
    // Chromium's lock is a link to nowhere.
    if (!existsSync(path) || !statSync(path).isFile()) return false
    const content = readFileSync(path)
    return forms.some((form) => content.includes(form))
  })
}

function databases(home: string): string[] {
  const folder = join(perchFolder(home), 'stores')
  return existsSync(folder) ? readdirSync(folder) : []
}

describe('with a keychain', () => {
  let shift: Shift
  let ana: Customer

  beforeAll(async () => {
    // Half a minute to undo: a reply that is sent here rests.
    shift = await Shift.begin({ app: { settings: { undoMs: 30_000 } } })
    ana = await shift.customer('Ana Ferreira')
    await ana.write('My card number is secret')
    const page = await shift.page()
    await openConversation(page, ana)
    await page.getByRole('textbox', { name: `Reply to ${ana.name}` }).fill('I keep that to myself')
    await page.getByText('Draft saved').waitFor()
  })
  afterAll(() => shift.end())

  it('F19 token and database key are in the keychain and in no file; nor are names and words', async () => {
    const { access_token, pubsub_token } = shift.office.user('agent')
    const kept = (await keptSecrets()).find((secret) => secret.token === access_token)
    expect(kept).toBeDefined()
    const { home, output } = shift.perch
    // Something that is no secret is found: the search would find the rest as well.
    expect(filesWith(home, shift.office.base)).toContain(join('.config', 'Perch', 'profiles.json'))
    expect(databases(home)).toContain(`${kept?.profile}.db`)
    expect(filesWith(home, access_token, pubsub_token, kept?.databaseKey ?? '')).toEqual([])
    expect(filesWith(home, ana.name, 'My card number is secret', 'I keep that to myself')).toEqual([])
    for (const secret of [access_token, pubsub_token, kept?.databaseKey, ana.name, 'secret'])
      expect(output).not.toContain(secret)
  })

  it('F19 the page cannot reach the token', async () => {
    const page = await shift.page()
    const reachable = await page.evaluate(async () => {
      const { bridge } = window as unknown as { bridge: { call(name: string, input: unknown): Promise<unknown> } }
      const reads = ['profile.list', 'settings.get', 'outbox.list', 'conversation.counts']
      const answers = await Promise.all(reads.map((name) => bridge.call(name, {})))
      const entries = performance.getEntries().map((entry) => entry.name)
      const stores = [localStorage, sessionStorage].map((store) => Object.entries(store))
      return JSON.stringify([answers, entries, stores, document.documentElement.outerHTML])
    })
    expect(reachable).toContain(shift.office.user('agent').name)
    expect(reachable).not.toContain(shift.office.user('agent').access_token)
    expect(reachable).not.toContain(shift.office.user('agent').pubsub_token)
  })

  it('F2 signing out asks about a reply that has not left, and “Stay signed in” keeps it', async () => {
    const page = await shift.page()
    await sendReply(page, ana, 'This one waits')
    await page.keyboard.press('Control+,')
    await page.getByRole('button', { name: en['settings.signOut'], exact: true }).click()
    await page.getByText(en['settings.unsent_one'].replace('{{count}}', '1')).waitFor()
    await shift.perch.screenshot('sign-out-unsent')
    await page.getByRole('button', { name: en['settings.keepSignedIn'] }).click()
    expect(await shift.outbox()).toHaveLength(1)
  })

  it('F19 signing out removes the database and the keychain entry', async () => {
    const page = await shift.page()
    const profile = (await keptSecrets()).find(({ token }) => token === shift.office.user('agent').access_token)?.profile
    await page.getByRole('button', { name: en['settings.signOut'], exact: true }).click()
    await page.getByRole('button', { name: en['settings.signOutAnyway'] }).click()
    await page.getByLabel(en['signIn.address']).waitFor()
    // The list of profiles forgets it last: the window may be a moment ahead of it.
    await eventually(
      () => Promise.resolve(filesWith(shift.perch.home, shift.office.base)),
      (files) => files.length === 0,
    )
    expect((await keptSecrets()).map((secret) => secret.profile)).not.toContain(profile)
    expect(databases(shift.perch.home)).toEqual([])
    expect(await shift.office.repliesOf(ana, 'This one waits')).toEqual([])
  })
})

describe('without a keychain', () => {
  let bus: OwnBus
  let office: Office
  let perch: Perch
  let ana: Customer

  beforeAll(async () => {
    bus = await OwnBus.start()
    office = await Office.open()
    ana = await office.addCustomer(await office.addInbox('Website'), 'Ana Ferreira')
    await ana.write('My card number is secret')
    perch = await launchPerch({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address } })
  })
  afterAll(async () => {
    await perch.dispose()
    await office.close()
    await bus.stop()
  })

  it('F19 Perch works, says so, and writes no secret anywhere', async () => {
    const page = await perch.window()
    await signInWithPassword(page, office)
    await page.getByText(en['memory.title']).waitFor()
    await openConversation(page, ana)
    await page.getByRole('log').getByText('My card number is secret').waitFor()
    await perch.screenshot('no-keychain')
    const { access_token, pubsub_token, password } = office.user('agent')
    expect(databases(perch.home).length).toBeGreaterThan(0)
    expect(filesWith(perch.home, access_token, pubsub_token, password)).toEqual([])
    expect(filesWith(perch.home, ana.name, 'My card number is secret')).toEqual([])
    for (const secret of [access_token, pubsub_token, password]) expect(perch.output).not.toContain(secret)
  })

  it('F19 the next start knows nobody, and the database of the last one is gone', async () => {
    const left = databases(perch.home).filter((name) => name.endsWith('.db'))
    await perch.quit()
    await perch.restart()
    const page = await perch.window()
    await page.getByLabel(en['signIn.address']).waitFor()
    await signInWithToken(page, office)
    const now = await eventually(
      () => Promise.resolve(databases(perch.home).filter((name) => name.endsWith('.db'))),
      (names) => names.length === 1,
    )
    expect(now).not.toEqual(left)
  })
})
