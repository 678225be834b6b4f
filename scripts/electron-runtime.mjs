// Which Electron runs here. The official one when it is there or can be fetched, else one prepared from
// the npm registry (see prepare-runtime). Everything that starts Electron asks this file.
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { ask, mustRunQuietly } from './commands.mjs'
import { CACHE, REPOSITORY, isStarted } from './places.mjs'
import { PREPARED_VERSION, prepareRuntime } from './prepare-runtime.mjs'
import { Advice, Interrupted, main, say, step } from './progress.mjs'

const ELECTRON = join(REPOSITORY, 'node_modules', 'electron')
const PROBE_MS = 8_000
/** A refused download costs seconds at every start; once a day is often enough to ask again. */
const FORGET_REFUSAL_MS = 24 * 60 * 60 * 1000
/** 120 MB over a thin line; beyond that the prepared one is the better answer. */
const DOWNLOAD_MS = 15 * 60 * 1000

/**
 * Chooses the Electron to run, making one if there is none, and tells child processes about it.
 * PERCH_RUNTIME=prepared or =official takes the choice away.
 */
export async function electronRuntime() {
  const runtime = await chooseRuntime(process.env.PERCH_RUNTIME, {
    installed: installedOfficial,
    fetch: fetchOfficial,
    prepared: preparedRuntime,
    refusal: refusalOnDisk(),
  })
  // electron-vite asks for the first, `import 'electron'` in plain Node for the second.
  process.env.ELECTRON_EXEC_PATH = runtime.executable
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.dir
  // The prepared one takes X11 unless told; newer ones look for themselves. "auto" falls back.
  process.env.ELECTRON_OZONE_PLATFORM_HINT ??= 'auto'
  // Terminals inside Electron apps (editors) leave it behind; with it Electron is only a Node.
  delete process.env.ELECTRON_RUN_AS_NODE
  return runtime
}

/**
 * The choice itself. `installed` and `fetch` answer with the official runtime or undefined, `prepared` makes the other one;
 * `refusal` remembers that the official one could not be had: `isFresh()`, `note()`, `forget()`.
 */
export async function chooseRuntime(wanted, { installed, fetch, prepared, refusal }) {
  if (wanted === 'prepared') return prepared()
  const there = await installed()
  if (there) return there
  const insists = wanted === 'official'
  if (insists || !(await refusal.isFresh())) {
    const fetched = await fetch()
    if (fetched) {
      await refusal.forget()
      return fetched
    }
    await refusal.note()
  }
  if (insists)
    throw new Advice('The official Electron is not there and cannot be fetched (PERCH_RUNTIME=official asks for it).')
  return prepared()
}

/** One line for the terminal. */
export function describeRuntime(runtime) {
  return `runtime: electron ${runtime.version} (${runtime.kind})`
}

async function preparedRuntime() {
  const dir = await prepareRuntime()
  return { dir, executable: join(dir, 'electron'), version: PREPARED_VERSION, kind: 'prepared' }
}

/** A file says that the official one of this version could not be fetched; it is believed for a day. */
function refusalOnDisk() {
  const file = join(CACHE, `no-official-electron-${officialVersion()}`)
  return {
    isFresh: () => isFresh(file),
    forget: () => rm(file, { force: true }),
    async note() {
      await mkdir(CACHE, { recursive: true })
      await writeFile(file, 'Delete this file to try the download again before a day has passed.\n')
    },
  }
}

function officialVersion() {
  return JSON.parse(readFileSync(join(ELECTRON, 'package.json'), 'utf8')).version
}

/** The binary in node_modules, if it is there and this machine can run it (architecture, libraries). */
function installedOfficial() {
  const dir = join(ELECTRON, 'dist')
  const inside = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
  const executable = join(dir, inside[process.platform] ?? 'electron')
  if (!existsSync(executable)) return undefined
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const answer = ask(executable, ['-p', 'process.versions.electron'], { env })
  const version = answer.out.trim()
  // The zip has this file near its end: half an unpacking lacks it, and the program might start all the same.
  const isWhole = existsSync(join(dir, 'version'))
  if (answer.ok && version && isWhole) return { dir, executable, version, kind: 'official' }
  if (answer.ok && !isWhole) return undefined
  say(`  the official Electron does not start here: ${answer.err.trim().split('\n')[0]}`)
  return undefined
}

async function fetchOfficial() {
  const version = officialVersion()
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/'
  if (!(await answers(mirror))) {
    say(`  ${new URL(mirror).host} does not answer: no official Electron ${version} today`)
    return undefined
  }
  const install = [join(ELECTRON, 'install.js')]
  const options = { timeout: DOWNLOAD_MS, env: withoutOverrides() }
  try {
    await step(`fetching the official Electron ${version}`, () => mustRunQuietly(process.execPath, install, options))
  } catch (error) {
    if (error instanceof Interrupted) throw error
    return undefined
  }
  return installedOfficial()
}

/** install.js believes itself done when an override points at another Electron. */
function withoutOverrides() {
  const { ELECTRON_OVERRIDE_DIST_PATH: _dist, ELECTRON_EXEC_PATH: _executable, ...env } = process.env
  return env
}

/** A machine behind a proxy cannot be judged by a direct connection: there the download itself decides. */
function answers(url) {
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy ?? !url.startsWith('https:')) return true
  return new Promise((resolve) => {
    const probe = request(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    probe.once('response', (response) => resolve(response.resume() !== undefined))
    probe.once('error', () => resolve(false))
    probe.end()
  })
}

async function isFresh(file) {
  try {
    return Date.now() - (await stat(file)).mtimeMs < FORGET_REFUSAL_MS
  } catch {
    return false
  }
}

if (isStarted(import.meta.url)) {
  await main(async () => console.log(describeRuntime(await electronRuntime())))
}
