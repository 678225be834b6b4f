import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  ALLOWED,
  isAllowed,
  licenceText,
  sbomOf,
  shippedFolders,
  shippedPackages,
} from '../../scripts/package/bill-of-materials.mjs'

interface Sbom {
  metadata: { component: object }
  components: { name: string; version: string }[]
  dependencies: object[]
}

interface Locked {
  name?: string
  version: string
  license?: string
  dev?: boolean
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }

const small = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/keytar': { name: '@github/keytar', version: '7.10.6', license: 'MIT' },
    'node_modules/other-system': { version: '1.0.0', license: 'MIT' },
    'node_modules/react': { version: '19.0.0', license: 'MIT', dev: true },
    'node_modules/vitest': { version: '4.0.0', license: 'MIT', dev: true },
    'node_modules/copyleft': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
    'node_modules/nameless': { version: '1.0.0', dev: true },
  },
}
const isThere = (folder: string) => !folder.endsWith('other-system')

/** Tools may be under more: nothing of them is in the package. */
const TOOLS = new Set([...ALLOWED, 'MPL-2.0', 'MIT-0', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0', 'PSF-2.0', 'WTFPL'])

describe('F12 what is in the package', () => {
  it('F12 what lies beside the bundle and what was bundled, and nothing of the tools', () => {
    const folders = shippedFolders(small, ['node_modules/react'], isThere)
    expect(folders).toEqual(['node_modules/keytar', 'node_modules/react'])
    expect(shippedPackages(small, folders)).toMatchObject([
      { name: '@github/keytar', version: '7.10.6', licence: 'MIT' },
      { name: 'react', version: '19.0.0' },
    ])
  })

  it.each(['copyleft', 'nameless'])('F12 a licence that nobody has allowed stops the packing: %s', (name) => {
    expect(() => void shippedPackages(small, [`node_modules/${name}`])).toThrow(new RegExp(`nobody has allowed: ${name}`))
  })

  it.each([
    ['MIT', true],
    ['(MPL-2.0 OR Apache-2.0)', true],
    ['(MIT AND GPL-2.0)', false],
    ['GPL-3.0-only', false],
    ['MIT-like', false],
    [null, false],
  ])('F12 %s: %s', (licence, verdict) => {
    expect(isAllowed(licence)).toBe(verdict)
  })

  it('F12 every package of the lockfile, tools too, is under a licence that was looked at', () => {
    const odd = Object.entries(lock.packages)
      .filter(([folder, { license }]) => folder !== '' && !isAllowed(license, TOOLS))
      .map(([folder, { license }]) => `${folder}: ${license}`)
    expect(odd).toEqual([])
    expect(Object.keys(lock.packages).length).toBeGreaterThan(300)
  })

  it('F12 every version that we ask for is exact, and npm may run no install script but those that are named', () => {
    const asked = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string | boolean>>
    const versions = Object.entries({ ...asked['dependencies'], ...asked['devDependencies'], ...asked['overrides'] })
    expect(versions.filter(([, version]) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
    const allowed = Object.entries(asked['allowScripts'] ?? {}).filter(([, may]) => may === true)
    expect(allowed).toEqual([['@github/keytar', true]])
  })

  it('F12 the SBOM names what is shipped, and Electron; a package that npm does not know stops the packing', () => {
    const component = { 'bom-ref': 'perch@0.1.0', name: 'folder', version: '0.1.0', type: 'library' }
    const part = (name: string) => ({ 'bom-ref': `${name}@1`, name, version: '1', scope: 'optional' })
    const whole = {
      metadata: { component },
      components: [part('react'), part('vitest')],
      dependencies: [{ ref: 'react@1', dependsOn: ['vitest@1'] }, { ref: 'vitest@1' }],
    }
    const versions = { version: '0.2.0', electronVersion: '45.4.1' }
    const shipped = [{ folder: '', alias: 'react', name: 'react', version: '1', licence: 'MIT' }]
    const sbom = sbomOf(whole, shipped, versions) as Sbom
    expect(sbom.components.map(({ name, version }) => `${name} ${version}`)).toEqual(['react 1', 'electron 45.4.1'])
    expect(sbom.metadata.component).toMatchObject({ name: 'perch', version: '0.2.0', type: 'application' })
    expect(sbom.dependencies).toEqual([
      { ref: 'perch@0.1.0', dependsOn: ['react@1', 'electron@45.4.1'] },
      { ref: 'react@1', dependsOn: [] },
    ])
    expect(
      () => void sbomOf(whole, [{ folder: '', alias: 'left-pad', name: 'left-pad', version: '1', licence: 'MIT' }], versions),
    ).toThrow(/left-pad/)
  })

  it('F12 the words of each licence stand under its package', () => {
    const one = { folder: 'node_modules/react', alias: 'react', name: 'react', version: '1', licence: 'MIT' }
    expect(licenceText([one], () => 'Permission is hereby granted')).toMatch(/react 1: MIT\n\nPermission is hereby granted/)
    expect(licenceText([one], () => null)).toMatch(/comes without the words/)
  })
})
