// All set-up, from a bare machine to one that can build, run and test Perch. Safe to interrupt and to
// repeat: every step first looks whether it is needed, so a second run takes a second.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { npm } from './commands.mjs'
import { ensureSystemPackages } from './debian-packages.mjs'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { withLock } from './lock.mjs'
import { REPOSITORY, isStarted } from './places.mjs'
import { Advice, elapsed, main, orAdvise, say, step } from './progress.mjs'

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
    const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
    await npm(args, { cwd: REPOSITORY }).catch(
      orAdvise('npm ci could not install the packages; its first lines above say why.'),
    )
  }
  const lockFile = join(REPOSITORY, '.git', 'perch-npm-ci.lock')
  const isLockable = process.platform === 'linux' && existsSync(join(REPOSITORY, '.git', 'HEAD'))
  await step('installing packages (npm ci)', () => (isLockable ? withLock(lockFile, install) : install()))
}

/**
 * Compares the lockfile with npm's own record of what it put there, which npm writes last: half an
 * installation has none. An optional package may be for another system, so its absence says nothing.
 */
async function modulesAreCurrent() {
  const record = join(REPOSITORY, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const locked = await packagesIn(join(REPOSITORY, 'package-lock.json'))
  const installed = await packagesIn(record)
  const wanted = Object.entries(locked).filter(([path, entry]) => path !== '' && !entry.optional)
  return wanted.every(([path, entry]) => installed[path]?.version === entry.version)
}

async function packagesIn(lockfile) {
  return JSON.parse(await readFile(lockfile, 'utf8')).packages
}

if (isStarted(import.meta.url)) {
  await main(async () => void (await setUp()))
}
