// Which Electron runs here. The official one when it is there or can be fetched, else one prepared from
// the npm registry (see prepare-runtime). Everything that starts Electron asks this file.
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { ask, run } from './commands.mjs'
import { CACHE, REPOSITORY, isStarted } from './places.mjs'
import { PREPARED_VERSION, prepareRuntime } from './prepare-runtime.mjs'
import { main, say, step } from './progress.mjs'

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
  const wanted = process.env.PERCH_RUNTIME
  const official = wanted === 'prepared' ? undefined : await officialRuntime(wanted === 'official')
  if (!official && wanted === 'official') throw new Error('the official Electron is not there and cannot be fetched')
  const runtime = official ?? (await preparedRuntime())
  // electron-vite asks for the first, `import 'electron'` in plain Node for the second.
  process.env.ELECTRON_EXEC_PATH = runtime.executable
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.dir
  // Terminals inside Electron apps (editors) leave it behind; with it Electron is only a Node.
  delete process.env.ELECTRON_RUN_AS_NODE
  return runtime
}

/** One line for the terminal. */
export function describeRuntime(runtime) {
  return `runtime: electron ${runtime.version} (${runtime.kind})`
}

async function preparedRuntime() {
  const dir = await prepareRuntime()
  return { dir, executable: join(dir, 'electron'), version: PREPARED_VERSION, kind: 'prepared' }
}

async function officialRuntime(insist) {
  if (!existsSync(join(ELECTRON, 'package.json'))) return undefined
  const there = installedOfficial()
  if (there) return there
  const { version } = JSON.parse(await readFile(join(ELECTRON, 'package.json'), 'utf8'))
  const refusal = join(CACHE, `no-official-electron-${version}`)
  if (!insist && (await isFresh(refusal))) return undefined
  if (await fetchOfficial(version)) {
    await rm(refusal, { force: true })
    const fetched = installedOfficial()
    if (fetched) return fetched
  }
  await mkdir(CACHE, { recursive: true })
  await writeFile(refusal, 'Delete this file to try the download again before a day has passed.\n')
  return undefined
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
  if (answer.ok && version) return { dir, executable, version, kind: 'official' }
  say(`  the official Electron does not start here: ${answer.err.trim().split('\n')[0]}`)
  return undefined
}

async function fetchOfficial(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/'
  if (!(await answers(mirror))) {
    say(`  ${new URL(mirror).host} does not answer: no official Electron ${version} today`)
    return false
  }
  const install = () =>
    run(process.execPath, [join(ELECTRON, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_MS, env: withoutOverrides() })
  const code = await step(`fetching the official Electron ${version}`, install)
  return code === 0
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
