// What is in the package that we have not written: an SBOM (CycloneDX) and the licences with their words. Both are made of the
// lockfile and of what the build really took: most of our dependencies are bundled and count as devDependencies for npm.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '../commands.mjs'
import { licenceWords } from '../licences.mjs'
import { REPOSITORY } from '../places.mjs'

export const SBOM = 'sbom.cdx.json'
export const LICENCES = 'licences.txt'

/** The builds, each with its list (electron.vite.config.ts). */
const BUILDS = ['main', 'preload', 'renderer']

/** Licences that a program under MIT may carry along: none asks for more than that its words are kept. MIT/X11 is MIT by its old name. */
export const ALLOWED = new Set([
  'MIT',
  'MIT/X11',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'OFL-1.1',
])

/** "A OR B" is allowed when one of them is; anything else that is not a plain name is not understood and not allowed. */
export function isAllowed(licence, allowed = ALLOWED) {
  const ways = nameOf(licence)
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
  return ways.some((way) => allowed.has(way))
}

/** Very old packages write `{ type, url }`, or a list of which one is to be chosen. */
function nameOf(licence) {
  if (Array.isArray(licence)) return licence.map(nameOf).join(' OR ')
  return typeof licence === 'string' ? licence : String(licence?.type ?? '')
}

/**
 * Folders of the lockfile's packages that are in the package: those installed beside the bundle, and those bundled.
 * `isThere`: whether a folder exists; packages for other systems are named in the lockfile too.
 */
export function shippedFolders(lock, bundled, isThere) {
  const beside = Object.entries(lock.packages).filter(([folder, one]) => folder !== '' && !one.dev && !one.devOptional)
  const folders = beside.map(([folder]) => folder).filter((folder) => isThere(folder) && !/@libsql\/.*-musl$/.test(folder))
  return [...new Set([...folders, ...bundled])].sort()
}

/** What is shipped, with name, version and licence. Throws when a licence may not be. */
export function shippedPackages(lock, folders, allowed = ALLOWED) {
  const packages = folders.map((folder) => {
    const alias = folder.replace(/^.*node_modules\//, '')
    const { name = alias, version, license } = lock.packages[folder] ?? {}
    return { folder, alias, name, version, licence: nameOf(license) }
  })
  const odd = packages.filter(({ licence }) => !isAllowed(licence, allowed))
  if (odd.length > 0)
    throw new Error(`Licences that nobody has allowed: ${odd.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`)
  return packages
}

/** npm's own SBOM, with what is shipped left in it, and Electron. */
export function sbomOf(whole, packages, { version, electronVersion }) {
  const found = packages.map((one) => [one, whole.components.find((other) => isSame(one, other))])
  const missing = found.filter(([, component]) => component === undefined)
  if (missing.length > 0) throw new Error(`npm sbom does not know: ${missing.map(([{ name }]) => name).join(', ')}`)
  const components = found.map(([{ name, version: at }, component]) => ({
    ...component,
    ...{ name, scope: 'required', properties: undefined, purl: `pkg:npm/${name.replace('@', '%40')}@${at}` },
  }))
  const electron = {
    'bom-ref': `electron@${electronVersion}`,
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    purl: `pkg:npm/electron@${electronVersion}`,
    licenses: [{ license: { id: 'MIT' } }],
  }
  const refs = new Set([...components, electron].map((one) => one['bom-ref']))
  const kept = (all) => (all ?? []).filter((ref) => refs.has(ref))
  const component = { ...whole.metadata.component, name: 'perch', version, type: 'application' }
  const own = { ref: component['bom-ref'], dependsOn: [...refs] }
  const between = whole.dependencies.filter(({ ref }) => refs.has(ref))
  return {
    ...whole,
    metadata: { ...whole.metadata, component },
    components: [...components, electron],
    dependencies: [own, ...between.map(({ ref, dependsOn }) => ({ ref, dependsOn: kept(dependsOn) }))],
  }
}

/** npm calls a package by the name that it is installed under. */
function isSame({ alias, version }, component) {
  return component.name === alias && component.version === version
}

/** The words of every licence. A package without a file of its own is named with its licence's name. */
export function licenceText(packages, read) {
  const head = `Perch is under the MIT licence. It holds these packages; Electron's own are in LICENSES.chromium.html.\n`
  const parts = packages.map(({ folder, name, version, licence }) => {
    const words = read(folder)
    return `${'-'.repeat(80)}\n${name} ${version}: ${licence}\n\n${words || 'This package comes without the words of its licence.'}\n`
  })
  return [head, ...parts].join('\n')
}

function bundledFolders() {
  return BUILDS.flatMap((build) => JSON.parse(readFileSync(join(REPOSITORY, 'out', build, 'packages.json'), 'utf8')))
}

/** Writes both papers into a folder. */
export function writePapers(folder, versions) {
  const lock = JSON.parse(readFileSync(join(REPOSITORY, 'package-lock.json'), 'utf8'))
  const isThere = (one) => existsSync(join(REPOSITORY, one))
  const packages = shippedPackages(lock, shippedFolders(lock, bundledFolders(), isThere))
  // By name: whoever has NODE_ENV=production would get nothing of what is bundled.
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--include=dev']
  const isBatchFile = process.platform === 'win32'
  const said = ask('npm', words, { cwd: REPOSITORY, shell: isBatchFile, maxBuffer: 64 * 1024 * 1024 })
  if (!said.ok) throw new Error(`npm sbom: ${said.err}`)
  const whole = JSON.parse(said.out)
  writeFileSync(join(folder, SBOM), `${JSON.stringify(sbomOf(whole, packages, versions), null, 2)}\n`)
  writeFileSync(
    join(folder, LICENCES),
    licenceText(packages, (one) => licenceWords(join(REPOSITORY, one))),
  )
}
