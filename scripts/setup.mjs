// All set-up, from a bare machine to one that can build, run and test Perch. Safe to interrupt and to
// repeat: every step first looks whether it is needed, so a second run takes a second.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun } from './commands.mjs'
import { ensureSystemPackages } from './debian-packages.mjs'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { withLock } from './lock.mjs'
import { REPOSITORY, isStarted } from './places.mjs'
import { Advice, elapsed, main, say, step } from './progress.mjs'

const MODULES = join(REPOSITORY, 'node_modules')
/** Written when npm ci has finished: half an installation has none. */
const STAMP = join(MODULES, '.installed-from')

/** Makes everything ready and returns the runtime. `forTests: false` leaves out what only tests need. */
export async function setUp({ forTests = true } = {}) {
  const startedAt = Date.now()
  await checkNode()
  await ensureSystemPackages({ forTests })
  await ensureModules()
  const runtime = await electronRuntime()
  say(`${describeRuntime(runtime)}, ready in ${elapsed(startedAt)}`)
  return runtime
}

async function checkNode() {
  const { engines } = JSON.parse(await readFile(join(REPOSITORY, 'package.json'), 'utf8'))
  const [major, minor] = engines.node.match(/\d+/g).map(Number)
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number)
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return
  throw new Advice(`Perch needs Node ${major}.${minor} or newer; this is ${process.versions.node}.`)
}

async function ensureModules() {
  if (await modulesAreCurrent()) return
  const install = async () => {
    if (await modulesAreCurrent()) return
    await mustRun('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: REPOSITORY,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await writeFile(STAMP, await lockfileHash())
  }
  const lockFile = join(REPOSITORY, '.git', 'perch-npm-ci.lock')
  const isLockable = process.platform === 'linux' && existsSync(join(REPOSITORY, '.git', 'HEAD'))
  await step('installing packages (npm ci)', () => (isLockable ? withLock(lockFile, install) : install()))
}

/** Current: installed by us from this very lockfile, or by hand and not older than it. */
async function modulesAreCurrent() {
  if (existsSync(STAMP)) return (await readFile(STAMP, 'utf8')) === (await lockfileHash())
  return (await installedVersions()) === (await lockedVersions())
}

async function lockfileHash() {
  return createHash('sha256').update(await readFile(join(REPOSITORY, 'package-lock.json'))).digest('hex')
}

/** npm keeps its own record of what it put there; an optional package of another system is absent from it. */
async function installedVersions() {
  const record = join(MODULES, '.package-lock.json')
  if (!existsSync(record)) return 'nothing'
  const locked = JSON.parse(await readFile(join(REPOSITORY, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(await readFile(record, 'utf8')).packages
  return listVersions(Object.entries(locked).map(([path, entry]) => [path, entry.optional ? entry : installed[path]]))
}

async function lockedVersions() {
  const { packages } = JSON.parse(await readFile(join(REPOSITORY, 'package-lock.json'), 'utf8'))
  return listVersions(Object.entries(packages))
}

function listVersions(entries) {
  const known = entries.filter(([path]) => path !== '')
  return known.map(([path, entry]) => `${path} ${entry?.version ?? 'absent'}`).join('\n')
}

if (isStarted(import.meta.url)) {
  await main(async () => void (await setUp()))
}
