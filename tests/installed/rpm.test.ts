/** The rpm, unpacked as `rpm` unpacks it and started from there: beside whatever else is installed. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../fakes/temp-folder'
import { makeHome } from '../e2e/home'
import { InstalledPerch } from './installed-perch'

const rpm = process.env['PERCH_RPM'] ?? ''
const query = (...words: string[]) => execFileSync('rpm', ['--query', '--package', ...words, rpm], { encoding: 'utf8' })

describe('the rpm', () => {
  const folder = tempFolder('rpm')
  let home: string
  let perch: InstalledPerch | undefined

  beforeAll(() => {
    home = makeHome({})
    execFileSync('bash', ['-c', 'set -o pipefail; rpm2cpio "$0" | cpio --extract --make-directories --quiet', rpm], {
      cwd: folder,
    })
  })
  afterAll(async () => {
    await perch?.quit()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })

  it('F12 says what it is, what it needs, and runs the scripts that put the command in place and take it away', () => {
    expect(query('--queryformat', '%{NAME} %{VERSION} %{ARCH} %{LICENSE}')).toBe('perch 0.0.2 x86_64 MIT')
    const needs = query('--requires').split('\n')
    expect(['gtk3', 'nss', 'libsecret', 'xdg-utils'].filter((name) => !needs.includes(name))).toEqual([])
    expect(query('--scripts')).toMatch(
      /postinstall scriptlet[^]*\/usr\/bin\/perch[^]*postuninstall scriptlet[^]*\/usr\/bin\/perch/,
    )
  })

  it('F12 brings the same papers as the deb', () => {
    for (const path of [
      'applications/perch.desktop',
      'man/man1/perch.1',
      'metainfo/chat.perch.Perch.metainfo.xml',
      'icons/hicolor/256x256/apps/perch.png',
      'bash-completion/completions/perch',
      'fish/vendor_completions.d/perch.fish',
    ])
      expect([path, existsSync(join(folder, 'usr/share', path))]).toEqual([path, true])
    const entry = readFileSync(join(folder, 'usr/share/applications/perch.desktop'), 'utf8')
    expect(entry).toMatch(/^MimeType=x-scheme-handler\/perch;$/m)
  })

  it('F12 starts, with a window that asks for a server', async () => {
    perch = InstalledPerch.start(join(folder, 'opt/Perch/perch'), { home })
    const page = await perch.window()
    await page.getByRole('textbox').first().waitFor()
    expect(await page.title()).toContain('Perch')
  })
})
