/** The very first start where nothing can be kept: a disk that is full, and one that may not be written. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { launchPerch, type Perch } from './app'
import { OwnMounts } from './hosts/own-mounts'
import { SmallDisk } from './hosts/small-disk'
import { argumentsOf, electron, environment } from './launch'
import { Office } from './office'
import { signInWithToken } from './steps'

describe('the very first start', () => {
  let office: Office
  const ends: (() => unknown)[] = []
  beforeAll(async () => void (office = await Office.open()))
  afterAll(() => office.close())
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it('F2 on a full disk: Perch opens, refuses to sign in with the reason, and does it when there is room', async () => {
    const disk = await SmallDisk.mount(96)
    ends.push(() => disk.unmount())
    mkdirSync(join(disk.seen, 'home'))
    const runtime = disk.runtime()
    disk.fill()
    const perch: Perch = await launchPerch({ home: join(disk.folder, 'home'), runtime })
    ends.push(() => perch.dispose())
    const page = await perch.window()
    await page.getByLabel('Server address').fill(office.base)
    await page.getByLabel('Access token', { exact: true }).last().fill(office.user('agent').access_token)
    await page.getByRole('button', { name: /Check the address|Continue/ }).click()
    await page.getByText(en['error.disk-full']).waitFor()
    await perch.screenshot('full-disk-first-start')
    disk.makeRoom()
    await signInWithToken(page, office)
  }, 120_000)

  it('F12 on a disk that may not be written: it is said at the terminal and in a box, and Perch ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'perch-ro-'))
    const programs = mkdtempSync(join(tmpdir(), 'perch-program-'))
    const mounts = await OwnMounts.make(`mount -t tmpfs -o ro,size=1m perch "$1"`, [folder])
    ends.push(() => (mounts.unmount(), rmSync(folder, { recursive: true }), rmSync(programs, { recursive: true })))
    const program = mounts.startsAsUser(join(programs, 'runtime.sh'), electron())
    const child = spawn(program, argumentsOf({}), {
      env: environment({ home: join(folder, 'home'), env: { LANG: 'en_US.UTF-8', LC_ALL: '' } }),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    ends.push(() => child.kill('SIGKILL'))
    let said = ''
    child.stderr.on('data', (part: Buffer) => void (said += part.toString()))
    await expect.poll(() => said, { timeout: 20_000 }).toContain(`The folder ${folder}`)
  }, 60_000)
})
