import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyFuseIsStated } from '../../scripts/package/after-pack.mjs'
import { makeKey, signManifests } from '../../scripts/package/sign-updates.mjs'
import { checkPublisher, choose, makePackages } from '../../scripts/package.mjs'
import { openManifest } from '../../src-main/desktop/updates/manifest'
import { tempFolder } from '../fakes/temp-folder'
import { manifestText, sha512 } from '../server/published'

const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

describe('F12 packages', () => {
  it('F12 what is asked for and can be made is made, the rest is said with what to install', () => {
    const has = (program: string) => program !== 'rpmbuild'
    expect(choose([], has)).toEqual({
      kinds: ['dir', 'deb', 'tar.gz'],
      lacking: { rpm: 'needs rpmbuild: install the package rpm' },
    })
    expect(choose(['deb'], has)).toEqual({ kinds: ['deb'], lacking: {} })
    expect(() => choose(['exe'], has)).toThrow(/Not a kind of package that is made here: exe/)
  })

  it('F12 a release is refused with an Electron that is for tests', async () => {
    const runtime = { kind: 'prepared', version: '33.2.1', dir: '/nowhere' }
    await expect(makePackages(['deb'], { runtime, isRelease: true })).rejects.toThrow(/made with the official Electron/)
  })

  it('F12 a release is refused without a home, and without a key that newer versions are signed with', () => {
    const home = 'https://perch.test'
    expect(() => checkPublisher({ homepage: 'https://perch.example', updateKey: 'k' })).toThrow(/homepage is a placeholder/)
    expect(() => checkPublisher({ homepage: home, updateKey: '' })).toThrow(/updateKey is empty/)
    expect(() => checkPublisher({ homepage: home, updateKey: 'k' })).not.toThrow()
  })

  it('F12 what the release script signs is what Perch believes, and only with the key that Perch knows', () => {
    const folder = tempFolder('release')
    const key = makeKey(join(folder, 'key.pem'))
    expect(statSync(join(folder, 'key.pem')).mode & 0o777).toBe(0o600)
    expect(() => makeKey(join(folder, 'key.pem'))).toThrow(/EEXIST/)
    const digest = sha512(Buffer.from('x'))
    writeFileSync(join(folder, 'latest-linux.yml'), manifestText({ version: '1.1.0', file: 'a.AppImage', digest, size: 1 }))
    writeFileSync(join(folder, 'builder-debug.yml'), 'no manifest')
    expect(signManifests(folder, join(folder, 'key.pem'), key)).toEqual(['latest-linux.yml'])
    const read = (name: string) => readFileSync(join(folder, name))
    const published = { name: 'latest-linux.yml', bytes: read('latest-linux.yml'), signature: read('latest-linux.yml.sig') }
    expect(openManifest(published, key)).toMatchObject({ version: '1.1.0' })
    const other = makeKey(join(folder, 'other.pem'))
    expect(openManifest(published, other)).toBe('unsigned')
    expect(() => signManifests(folder, join(folder, 'other.pem'), key)).toThrow(/no released Perch would believe it/)
  })

  it('F12 a fuse that nobody decided about stops the packing', () => {
    expect(() => everyFuseIsStated(fuses)).not.toThrow()
    const { runAsNode: _undecided, ...others } = fuses
    expect(() => everyFuseIsStated(others)).toThrow(/RunAsNode/)
  })
})
