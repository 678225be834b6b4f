import { describe, expect, it } from 'vitest'
import { everyFuseIsStated } from '../../scripts/package/after-pack.mjs'
import { choose, makePackages } from '../../scripts/package.mjs'

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

  it('F12 a fuse that nobody decided about stops the packing', () => {
    expect(() => everyFuseIsStated(fuses)).not.toThrow()
    const { runAsNode: _undecided, ...others } = fuses
    expect(() => everyFuseIsStated(others)).toThrow(/RunAsNode/)
  })
})
