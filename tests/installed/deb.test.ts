import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeHome, perchFolder } from '../e2e/home'
import { type Customer, Office } from '../e2e/office'
import { processTree } from '../e2e/processes'
import { eventually, openConversation, sendReply, signInWithToken } from '../e2e/steps'
import { InstalledPerch } from './installed-perch'
import { Machine } from './machine'

function deb(which: 'OLDER' | 'NEWER'): string {
  const path = process.env[`PERCH_${which}_DEB`]
  if (!path) throw new Error('no package was made: start through `npm run installed`')
  return path
}

interface Sbom {
  bomFormat: string
  components: { name: string }[]
}

interface Said {
  code: number
  out: string
  err: string
}

/** The server lives in this process: it must go on while the program runs. */
async function ask(program: string, words: string[], env: NodeJS.ProcessEnv): Promise<Said> {
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode ?? NaN, out, err }
}

describe('the deb', () => {
  let machine: Machine
  let office: Office
  let ana: Customer
  let home: string
  let perch: InstalledPerch

  beforeAll(async () => {
    machine = await Machine.make()
    office = await Office.open()
    ana = await office.addCustomer(await office.addInbox('Shop'), 'Ana Ferreira')
    await ana.write('Is the blue one still there?')
    home = makeHome({ undoMs: 0 })
  })
  afterAll(async () => {
    await perch.quit()
    await office.close()
    machine.remove()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })

  it('F12 installs: every file as packed, a command, a menu entry, a handler of links, a man page, words for three shells', () => {
    machine.asRoot('dpkg', '--install', deb('OLDER'))
    expect(machine.asRoot('dpkg', '--verify', 'perch')).toBe('')
    expect(machine.asRoot('readlink', '-f', '/usr/bin/perch').trim()).toBe('/opt/Perch/perch')
    const entry = readFileSync(machine.seen('/usr/share/applications/perch.desktop'), 'utf8')
    expect(entry).toMatch(/^Exec=\/opt\/Perch\/perch %U$/m)
    expect(entry).toMatch(/^MimeType=x-scheme-handler\/perch;$/m)
    expect(entry).toMatch(/^Actions=quick;$/m)
    expect(entry).toMatch(/^\[Desktop Action quick\]$/m)
    expect(existsSync(machine.seen('/usr/share/man/man1/perch.1'))).toBe(true)
    for (const path of [
      ...[16, 24, 32, 48, 64, 128, 256, 512].map((size) => `icons/hicolor/${size}x${size}/apps/perch.png`),
      'icons/hicolor/scalable/apps/perch.svg',
      'metainfo/chat.perch.Perch.metainfo.xml',
      'bash-completion/completions/perch',
      'zsh/site-functions/_perch',
      'fish/vendor_completions.d/perch.fish',
    ])
      expect([path, existsSync(machine.seen(`/usr/share/${path}`))]).toEqual([path, true])
  })

  it('F12 holds no example app, no other system’s binaries, and only the languages Perch speaks', () => {
    const inside = machine.asRoot('find', '/opt/Perch', '-type', 'f').split('\n')
    expect(inside.filter((path) => /default_app|musl|win32|darwin|prebuilds/.test(path))).toEqual([])
    expect(readdirSync(machine.seen('/opt/Perch/locales')).sort()).toEqual(['en-US.pak', 'ru.pak'])
  })

  it('F12 says what it is made of: an SBOM and the words of every licence', () => {
    const sbom = JSON.parse(readFileSync(machine.seen('/opt/Perch/resources/sbom.cdx.json'), 'utf8')) as Sbom
    expect(sbom.bomFormat).toBe('CycloneDX')
    expect(sbom.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['electron', 'libsql', 'react', 'undici', 'zod']),
    )
    expect(readFileSync(machine.seen('/opt/Perch/resources/licences.txt'), 'utf8')).toMatch(/^react [\d.]+: MIT$/m)
  })

  it('F12 a damaged archive is not run: the start fails and says so, the package manager names the file', async () => {
    const archive = '/opt/Perch/resources/app.asar'
    machine.asRoot('cp', archive, '/var/app.asar')
    machine.asRoot('truncate', '--size=1000', archive)
    expect(machine.asRoot('sh', '-c', 'dpkg --verify perch || true')).toContain(archive)
    const said = await ask(machine.program('/opt/Perch/perch'), ['inbox', '--help'], { ...process.env, HOME: home })
    expect([said.code, said.out]).toEqual([1, ''])
    expect(said.err).toMatch(/app/i)
    machine.asRoot('cp', '/var/app.asar', archive)
    machine.asRoot('rm', '/var/app.asar')
    expect(machine.asRoot('dpkg', '--verify', 'perch')).toBe('')
  })

  it('F12 without a display, in a home that cannot be written, as root: it says so and ends', async () => {
    const { DISPLAY: _none, WAYLAND_DISPLAY: _neither, ...blind } = process.env
    const said = await ask(machine.program('/opt/Perch/perch'), [], { ...blind, HOME: home, LANG: 'en_US.UTF-8' })
    expect([said.code, said.err]).toEqual([3, expect.stringContaining('there is no display')])
    const locked = mkdtempSync(join(tmpdir(), 'perch-locked-'))
    chmodSync(locked, 0o555)
    const env = { ...process.env, HOME: locked, XDG_CONFIG_HOME: join(locked, '.config'), LANG: 'en_US.UTF-8' }
    // A box on the screen says the same and waits for somebody to press it.
    const child = spawn(machine.program('/opt/Perch/perch'), [], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.on('data', (part: Buffer) => void (words += part.toString()))
    await expect.poll(() => words, { timeout: 20_000 }).toContain(`The folder ${locked}`)
    child.kill('SIGKILL')
    expect(() => machine.asRoot('/opt/Perch/perch')).toThrow(/Running as root/)
    rmSync(locked, { recursive: true })
  })

  it('F12 its program is no Node, takes no options for one, and nobody can debug its main process', async () => {
    // A Node would look for a script of that name.
    const env = { ...process.env, HOME: home, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--version' }
    const said = await ask(machine.program('/opt/Perch/perch'), ['inbox', '--help'], env)
    expect(said.out).toContain('inbox list')
    const fuses = execFileSync('npx', ['electron-fuses', 'read', '--app', machine.seen('/opt/Perch/perch')], {
      encoding: 'utf8',
    })
    for (const off of [
      'RunAsNode',
      'EnableNodeOptionsEnvironmentVariable',
      'EnableNodeCliInspectArguments',
      'GrantFileProtocolExtraPrivileges',
    ])
      expect(fuses).toMatch(new RegExp(`${off} is Disabled`))
    for (const on of ['OnlyLoadAppFromAsar', 'EnableCookieEncryption', 'EnableEmbeddedAsarIntegrityValidation'])
      expect(fuses).toMatch(new RegExp(`${on} is Enabled`))
  })

  it('F2 started as the agent, with the sandbox on, it signs in, shows the customer and sends a reply', async () => {
    perch = InstalledPerch.start(machine.program('/usr/bin/perch'), { home })
    const page = await perch.window()
    await signInWithToken(page, office)
    await openConversation(page, ana)
    await page.getByRole('log').getByText('Is the blue one still there?').waitFor()
    await sendReply(page, ana, 'Yes, it is')
    await eventually(
      () => office.repliesOf(ana, 'Yes, it is'),
      (found) => found.length === 1,
    )
    const renderers = processTree(perch.pid).filter(({ type }) => type === 'renderer')
    expect(renderers.length).toBeGreaterThan(0)
    expect(renderers.map(({ seccomp }) => seccomp)).toEqual(renderers.map(() => 2))
    await page.screenshot({ path: 'artifacts/installed.png' })
  })

  it('F6 a newer one installed over the running one keeps data and draft', async () => {
    const page = await perch.window()
    await page.getByRole('textbox', { name: /Reply to/ }).fill('A quixotic draft')
    await page.getByText('Draft saved').first().waitFor()
    machine.asRoot('dpkg', '--install', deb('NEWER'))
    expect(machine.asRoot('dpkg-query', '--show', '--showformat=${Version}', 'perch')).toBe('0.0.2')
    await perch.quit()
    perch = InstalledPerch.start(machine.program('/usr/bin/perch'), { home })
    const again = await perch.window()
    await openConversation(again, ana)
    await again.getByRole('log').getByText('Yes, it is').waitFor()
    expect(await again.getByRole('textbox', { name: /Reply to/ }).inputValue()).toBe('A quixotic draft')
  })

  it('F12 answers at the terminal without a window', async () => {
    const env = { ...process.env, HOME: home, PERCH_TOKEN: office.user('admin').access_token }
    const words = ['inbox', 'list', '--server', office.base, '--account', '1', '--json']
    const said = await ask(machine.program('/usr/bin/perch'), words, env)
    expect([said.code, said.err]).toEqual([0, expect.anything()])
    expect(said.out).toContain('Shop')
  })

  it('F12 purged it leaves nothing of its own on the machine, and everything of the agent in her home', async () => {
    await perch.quit()
    machine.asRoot('dpkg', '--purge', 'perch')
    const left = machine.named('perch').filter((path) => {
      // What was removed is marked so in the layer above.
      const stat = statSync(machine.seen(path), { throwIfNoEntry: false })
      return stat !== undefined && !stat.isCharacterDevice() && !path.includes('/dpkg/')
    })
    expect(left).toEqual([])
    expect(readdirSync(join(perchFolder(home), 'stores')).length).toBeGreaterThan(0)
  })
})
