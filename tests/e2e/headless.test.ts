// Commands in the real app, with no display anywhere near: neither X11 nor Wayland, and beside a Perch that runs.
import { spawn } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { launchPerch } from './app'
import { NotificationServer } from './hosts/notification-server'
import { makeHome, perchFolder, removeHome } from './home'
import { argumentsOf, electron, environment } from './launch'
import { Office } from './office'
import { eventually, signInWithToken } from './steps'

const NO_DISPLAY = ['DISPLAY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'ELECTRON_OZONE_PLATFORM_HINT']

/** What Chromium itself says when the session has no system bus; whether it gets that far before a command ends is chance. */
const CHROMIUMS = /^\[\d+:\d+\/[\d.]+:ERROR:bus\.cc\(\d+\)\].*\n/gm

describe('commands without a display', () => {
  let office: Office
  let home: string

  beforeAll(async () => {
    office = await Office.open()
    home = makeHome()
  })
  afterAll(async () => {
    await office.close()
    removeHome(home)
  })

  async function perch(words: string[], { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {}) {
    const all = Object.entries(environment({ home, env })).filter(([name]) => !NO_DISPLAY.includes(name))
    const child = spawn(electron(), argumentsOf({ args: words }), { env: Object.fromEntries(all) })
    const said = { out: '', error: '' }
    child.stdout.on('data', (part: Buffer) => (said.out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (said.error += part.toString()))
    child.stdin.end(input)
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, out: said.out, error: said.error.replace(CHROMIUMS, '') }
  }

  it('G7 perch doctor: JSON and nothing else on standard output, code 0; a wrong token is code 1', async () => {
    const env = { PERCH_TOKEN: office.user('agent').access_token }
    const well = await perch(['doctor', '--server', office.base, '--json'], { env })
    const report = JSON.parse(well.out) as { ok: boolean; steps: { id: string; state: string }[] }
    expect([well.code, report.ok]).toEqual([0, true])
    expect(report.steps.find(({ id }) => id === 'subscription')?.state).toBe('ok')
    expect(well.out).not.toContain(env.PERCH_TOKEN)
    const wrong = await perch(['doctor', '--server', office.base, '--token', '-'], { input: 'NobodysTokenAtAll2222222' })
    expect(wrong.code).toBe(1)
    expect(wrong.out).toContain('✗')
  })

  it('F13 what the organisation switched off is off here as well, in plain words; what only shows goes on', async () => {
    const file = join(home, 'policy.json')
    writeFileSync(file, JSON.stringify({ off: ['channels'] }))
    const env = { PERCH_TOKEN: office.user('admin').access_token, PERCH_POLICY: file, LC_ALL: 'en_US.UTF-8' }
    const there = ['--server', office.base, '--account', '1']
    const made = await perch(['inbox', 'create', '--name', 'Forbidden', ...there], { env })
    expect([made.code, made.out, made.error]).toEqual([3, '', `perch: ${en['error.managed']}\n`])
    const listed = await perch(['inbox', 'list', ...there], { env })
    expect([listed.code, listed.out.includes('Forbidden')]).toEqual([0, false])
  })

  it('F12 perch doctor --desktop tries alerts and keychain for real, and knows that no Perch runs', async () => {
    const desktop = await NotificationServer.start()
    try {
      const { code, out } = await perch(['doctor', '--desktop', '--json'])
      const { steps } = JSON.parse(out) as { steps: { id: string; reason: string }[] }
      const found = Object.fromEntries(steps.map(({ id, reason }) => [id, reason]))
      expect(found).toMatchObject({ alert: 'shown', keychain: 'works', store: 'skipped', line: 'not-running', tray: 'no-host' })
      expect([code, desktop.shown.map(({ summary }) => summary)]).toEqual([0, ['This is how Perch alerts you']])
    } finally {
      desktop.stop()
    }
  })

  it('G7 Russian where the terminal speaks it', async () => {
    const { out } = await perch(['doctor', '--server', office.base], { env: { LC_ALL: 'ru_RU.UTF-8' } })
    expect(out).toContain('Заголовок токена')
  })

  it('G11 --help, --version, a word too many: codes 0, 0, 2', async () => {
    expect(await perch(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('webhook create') as string })
    expect(await perch(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Perch \d+\.\d+\.\d+\n$/) as string,
    })
    const wrong = await perch(['doctor', '--loud'])
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.error).toContain('unknown option: --loud')
  })

  it('G8 G9 G10 G11 connector setup twice finds what it made, and remove takes it back', async () => {
    const env = { PERCH_TOKEN: office.user('admin').access_token }
    const to = ['--server', office.base, '--account', String(office.account(0).id), '--json']
    const setUp = ['connector', 'setup', '--connector', 'vk', '--webhook-url', 'https://vk.example.test/hook', ...to]
    const ids = (said: string) => {
      const { inboxId, webhookId, contactId } = JSON.parse(said) as Record<string, number>
      return [inboxId, webhookId, contactId]
    }
    const first = await perch(setUp, { env })
    const second = await perch(setUp, { env })
    expect([first.code, second.code, ids(second.out)]).toEqual([0, 0, ids(first.out)])
    const removed = await perch(['connector', 'remove', '--yes', ...to], { env, input: first.out })
    expect([removed.code, (JSON.parse(removed.out) as { made: unknown[] }).made]).toEqual([0, []])
  })

  it('G11 beside a Perch that runs: its profile and its keychain are used, and it is not disturbed', async () => {
    const running = await launchPerch({ home })
    try {
      const page = await running.window()
      await signInWithToken(page, office, {})
      const name = office.account(0).name
      const listed = await perch(['inbox', 'list', '--profile', name, '--account', String(office.account(0).id), '--json'])
      expect([listed.code, Array.isArray(JSON.parse(listed.out))]).toEqual([0, true])
      expect(await page.getByText('Live', { exact: true }).first().isVisible()).toBe(true)
    } finally {
      await running.dispose()
    }
  })

  it('F12 perch status: who waits and how the line is while Perch runs, code 3 when it has ended or was killed', async () => {
    expect(await perch(['status', '--json'])).toMatchObject({ code: 3, out: '{\n  "running": false\n}\n' })
    const running = await launchPerch({ home, args: ['--hidden'] })
    try {
      const name = office.account(0).name
      const isLive = ({ out }: { out: string }) => out.includes('"link": "live"')
      const seen = await eventually(() => perch(['status', '--json']), isLive)
      const status = JSON.parse(seen.out) as { pid: number; running: boolean; outbox: number; accounts: { name: string }[] }
      expect([seen.code, seen.error]).toEqual([0, ''])
      expect(status).toMatchObject({ running: true, pid: running.pid, outbox: 0 })
      expect(status.accounts.map((one) => one.name)).toContain(name)
      expect((await perch(['status'], { env: { LC_ALL: 'ru_RU.UTF-8' } })).out).toContain(`${name}: `)
      expect(statSync(join(perchFolder(home), 'status.json')).mode & 0o777).toBe(0o600)
      process.kill(running.pid, 'SIGKILL')
      await eventually(
        () => perch(['status']),
        ({ code }) => code === 3,
      )
      // Asking took no lock: the next start is the first.
      expect((await perch(['status'])).error).toContain('no Perch runs')
    } finally {
      await running.dispose()
    }
  })
})
