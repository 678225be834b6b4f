// `npm run package [-- deb rpm tar.gz dir] [--release]`: packages of this system in dist/. Says what was built and
// what cannot be built here, and why. A release takes the official Electron only; anything else is for tests and named so.
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from './build-freshness.mjs'
import { findProgram, mustRunQuietly } from './commands.mjs'
import { LICENCES, SBOM } from './package/bill-of-materials.mjs'
import { REPOSITORY, isStarted } from './places.mjs'
import { Advice, main, say, step } from './progress.mjs'
import { setUp } from './setup.mjs'

const BUILDER = join(REPOSITORY, 'node_modules', 'electron-builder', 'cli.js')
const FPM = join(REPOSITORY, 'scripts', 'package', 'fpm.mjs')

/** What each kind needs on this machine; `null`: nothing, it is always there. */
const LINUX_KINDS = {
  dir: null,
  deb: { program: 'dpkg-deb', from: 'the package dpkg' },
  rpm: { program: 'rpmbuild', from: 'the package rpm' },
  'tar.gz': { program: '7za', from: 'the package p7zip-full' },
}

/** Kinds that need what only other systems or the internet have. */
const ELSEWHERE = {
  AppImage: 'its runtime is fetched from GitHub: build it where GitHub answers (`npx electron-builder --linux AppImage`)',
  snap: 'needs snapcraft: resources/linux/snapcraft.yaml',
  flatpak: 'needs flatpak-builder and Flathub: resources/linux/chat.perch.Perch.yml',
  'Windows (NSIS, portable)': 'needs Windows, or wine and Electron for Windows from GitHub',
  'macOS (dmg, zip)': 'needs macOS and a signing identity',
}

/**
 * Builds the kinds; resolves with the paths of what was made. `runtime`: as `electronRuntime` answers. `version` and `output`
 * replace those of package.json and `dist`; `isQuick` packs fast instead of small.
 */
export async function makePackages(kinds, { runtime, isRelease = false, version = '', output = 'dist', isQuick = false }) {
  if (isRelease && runtime.kind !== 'official') {
    throw new Advice(
      `A release is made with the official Electron; here is only electron ${runtime.version} (${runtime.kind}).\n` +
        'Where github.com answers: PERCH_RUNTIME=official npm run package -- --release',
    )
  }
  if (isRelease) checkPublisher(JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')))
  const settings = [
    `-c.electronVersion=${runtime.version}`,
    `-c.electronDist=${runtime.dir}`,
    `-c.directories.output=${output}`,
    ...(version ? [`-c.extraMetadata.version=${version}`] : []),
    ...(isRelease
      ? []
      : [
          '-c.deb.artifactName=perch_${version}_${arch}.test.${ext}',
          '-c.rpm.artifactName=perch-${version}.${arch}.test.${ext}',
        ]),
    ...(isQuick ? ['-c.deb.compression=zst'] : []),
  ]
  const env = {
    ...process.env,
    CUSTOM_FPM_PATH: FPM,
    ELECTRON_BUILDER_7ZIP_PATH: findProgram('7za') ?? '',
    ...(isQuick ? { PERCH_DEB_LEVEL: '1', PERCH_RPM_PAYLOAD: 'w1.zstdio', ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {}),
  }
  const words = [BUILDER, '--linux', ...kinds, '--publish', 'never', '--config', 'electron-builder.yml', ...settings]
  await mustRunQuietly(process.execPath, words, { cwd: REPOSITORY, env })
  const folder = join(REPOSITORY, output)
  // They go out with a release also by themselves: who looks at what is inside does not unpack first.
  for (const name of [SBOM, LICENCES])
    copyFileSync(join(folder, 'linux-unpacked', 'resources', name), join(folder, `perch-${name}`))
  return made(folder)
}

/** A release that looks for newer versions nowhere, or believes nobody, stays for ever what it is. */
export function checkPublisher({ homepage, updateKey }) {
  if (new URL(homepage).hostname.endsWith('.example'))
    throw new Advice('package.json: homepage is a placeholder. A release needs a place where newer versions are published.')
  if (!updateKey)
    throw new Advice('package.json: updateKey is empty. Make a key: node scripts/package/sign-updates.mjs key FILE')
}

function made(folder) {
  return readdirSync(folder)
    .filter((name) => /\.(deb|rpm|tar\.gz|cdx\.json)$|^perch-licences\.txt$/.test(name) || name === 'linux-unpacked')
    .map((name) => join(folder, name))
}

/** Splits what was asked for into what can be built here and why the rest cannot. */
export function choose(asked, has = (program) => findProgram(program) !== undefined) {
  const unknown = asked.filter((kind) => !(kind in LINUX_KINDS))
  if (unknown.length > 0)
    throw new Advice(
      `Not a kind of package that is made here: ${unknown.join(', ')}. There are: ${Object.keys(LINUX_KINDS).join(', ')}.`,
    )
  const kinds = asked.length > 0 ? asked : Object.keys(LINUX_KINDS)
  const lacking = kinds.filter((kind) => LINUX_KINDS[kind] && !has(LINUX_KINDS[kind].program))
  return {
    kinds: kinds.filter((kind) => !lacking.includes(kind)),
    lacking: Object.fromEntries(
      lacking.map((kind) => [kind, `needs ${LINUX_KINDS[kind].program}: install ${LINUX_KINDS[kind].from}`]),
    ),
  }
}

function tell(paths, lacking) {
  for (const path of paths)
    if (statSync(path).isFile()) console.log(`built      ${path} (${(statSync(path).size / 1e6).toFixed(1)} MB)`)
  for (const [kind, why] of Object.entries({ ...lacking, ...ELSEWHERE })) console.log(`not built  ${kind}: ${why}`)
}

if (isStarted(import.meta.url)) {
  await main(async () => {
    if (process.platform !== 'linux') {
      throw new Advice('On Windows and macOS: npm run build && npx electron-builder --config electron-builder.yml')
    }
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { release: { type: 'boolean', default: false }, linux: { type: 'boolean' } },
    })
    const { kinds, lacking } = choose(positionals)
    const runtime = await setUp({ forTests: false })
    await ensureBuild()
    const work = () => makePackages(kinds, { runtime, isRelease: values.release })
    const paths = kinds.length > 0 ? await step(`packing ${kinds.join(', ')}`, work) : []
    tell(paths, lacking)
    if (runtime.kind !== 'official') say('These are for tests: they hold the prepared Electron.')
    return kinds.length > 0 ? 0 : 1
  })
}
