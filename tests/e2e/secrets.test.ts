import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { launchPerch, type Perch } from './app'
import { perchFolder } from './home'
import { keptSecrets } from './hosts/keychain'
import { OwnBus } from './hosts/own-bus'
import { type Customer, Office } from './office'
import { processTree, readProc } from './processes'
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

/** Everything a page holds, after what is no longer needed was thrown away. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const parts: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void parts.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return parts.join('')
}

/** Command line and environment of a process; empty when it ended meanwhile, as the players of sounds do. */
function startedWith(pid: number): string {
  return ['cmdline', 'environ'].map((file) => readProc(pid, file)).join('')
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

  it('F19 what the page keeps in memory holds no token and no key', async () => {
    const kept = (await keptSecrets()).find((secret) => secret.token === shift.office.user('agent').access_token)
    const heap = await heapOf(await shift.page())
    // What it shows is found: the search would find the rest as well.
    expect(heap).toContain('I keep that to myself')
    const { access_token, pubsub_token } = shift.office.user('agent')
    const secrets = Object.entries({ access_token, pubsub_token, databaseKey: kept?.databaseKey ?? '' })
    expect(secrets.filter(([, secret]) => secret === '' || heap.includes(secret)).map(([name]) => name)).toEqual([])
  })

  it('F19 no process is told a secret when it is started, where every program could read it', () => {
    const { access_token, pubsub_token, password } = shift.office.user('agent')
    const told = processTree(shift.perch.pid)
      .map(({ pid }) => startedWith(pid))
      .filter((words) => words !== '')
    expect(told.length).toBeGreaterThan(2)
    for (const words of told)
      for (const secret of [access_token, pubsub_token, password, ana.name]) expect(words).not.toContain(secret)
  })

  it('F19 nobody else may read what is kept, and nothing of it can be read without the key', () => {
    const home = perchFolder(shift.perch.home)
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect([modeOf(home), modeOf(join(home, 'stores'))]).toEqual(['700', '700'])
    const files = databases(shift.perch.home)
    expect(files.some((name) => name.endsWith('-wal'))).toBe(true)
    for (const name of files) {
      const path = join(home, 'stores', name)
      expect([name, modeOf(path)]).toEqual([name, '600'])
      expect(readFileSync(path).includes('SQLite format 3') || readFileSync(path).includes('CREATE TABLE')).toBe(false)
    }
  })

  it('F19 a crash of the page leaves no dump with a token or a key in it', async () => {
    const { access_token, pubsub_token } = shift.office.user('agent')
    const kept = (await keptSecrets()).find((secret) => secret.token === access_token)
    const renderer = processTree(shift.perch.pid).find(({ type }) => type === 'renderer')
    process.kill(renderer?.pid ?? NaN, 'SIGSEGV')
    const dumps = () =>
      readdirSync(perchFolder(shift.perch.home), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dmp'))
    await eventually(
      () => Promise.resolve(dumps()),
      (found) => found.length > 0,
    )
    await openConversation(await shift.page(), ana)
    expect(filesWith(shift.perch.home, access_token, pubsub_token, kept?.databaseKey ?? '')).toEqual([])
    expect(filesWith(shift.perch.home, ana.name, 'My card number is secret', 'I keep that to myself')).toEqual([])
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
    const heap = await heapOf(page)
    expect(heap).toContain('My card number is secret')
    expect([access_token, pubsub_token, password].filter((secret) => heap.includes(secret))).toEqual([])
    expect(databases(perch.home).length).toBeGreaterThan(0)
    expect(filesWith(perch.home, access_token, pubsub_token, password)).toEqual([])
    expect(filesWith(perch.home, ana.name, 'My card number is secret')).toEqual([])
    for (const secret of [access_token, pubsub_token, password]) expect(perch.output).not.toContain(secret)
  })

  it('F19 F12 the next start, with no bus at all, works as well; it knows nobody, and the database of the last one is gone', async () => {
    const left = databases(perch.home).filter((name) => name.endsWith('.db'))
    await perch.quit()
    await perch.restart({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nobody/is/here' } })
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
