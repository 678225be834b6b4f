// `npm run demo`: the real app against a demo server on this machine; nothing else is needed. With a
// display you get a window to play with; without one the app makes a whole journey by itself in a private
// desktop and leaves pictures of it in artifacts/demo/.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from './build-freshness.mjs'
import { ask, runUntilClosed } from './commands.mjs'
import { runInDesktop } from './desktop-session.mjs'
import { sandboxPrefix } from './os-sandbox.mjs'
import { REPOSITORY } from './places.mjs'
import { main, say, step } from './progress.mjs'
import { setUp } from './setup.mjs'

const SERVER = join(REPOSITORY, 'scripts', 'fake-chatwoot.mjs')
const JOURNEY = join(REPOSITORY, 'tests', 'e2e', 'demo-journey.ts')
const TYPESCRIPT = join(REPOSITORY, 'scripts', 'run-typescript.mjs')
const PICTURES = join(REPOSITORY, 'artifacts', 'demo')
const SERVER_READY_MS = 30_000
const KEYCHAIN_MS = 10_000
/** The last line it says; the one before tells how to sign in. */
const ADDRESS = /^(http:\/\/\S+)\n/m
/** Larger than the window of the pictures (1440x900): X makes one as large as the screen a pixel smaller. */
const SCREEN = '1600x1000x24'

/** Starts the demo server and resolves with its process, its address and how to sign in. */
async function startServer() {
  const child = spawn(process.execPath, [SERVER, '--demo', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill())
  const said = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the demo server does not say its address')), SERVER_READY_MS)
    child.once('exit', (code) => reject(new Error(`the demo server ended with ${code}`)))
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part
      if (!ADDRESS.test(text)) return
      clearTimeout(timer)
      resolve(text)
    })
  })
  return { child, url: ADDRESS.exec(said)[1], howToSignIn: said.split('\n')[0] }
}

/** A window on the person's own display, with data of its own: their real Perch is not touched. */
async function showWindow(runtime, { url, howToSignIn }) {
  const home = mkdtempSync(join(tmpdir(), 'perch-demo-'))
  const words = [...sandboxPrefix(), runtime.executable, REPOSITORY, `--user-data-dir=${join(home, 'perch')}`]
  say(`\nPerch opens now and offers the demo server (${url}).`)
  say(`There ${howToSignIn}.\nEnd it with Quit in its tray menu, or with Ctrl+C here.`)
  try {
    return await runUntilClosed(words[0], words.slice(1), { env: { ...process.env, XDG_CONFIG_HOME: home, PERCH_SERVER: url } })
  } finally {
    clearKeychain(join(home, 'perch', 'profiles.json'))
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** The keychain is the person's own: what the demo put there goes with it. In a process that can be given up on. */
function clearKeychain(profiles) {
  if (!existsSync(profiles)) return
  const ids = Object.keys(JSON.parse(readFileSync(profiles, 'utf8')))
  const program = `const keytar = require('keytar'); for (const id of process.argv.slice(1)) keytar.deletePassword('perch', id)`
  ask(process.execPath, ['-e', program, ...ids], { cwd: REPOSITORY, timeout: KEYCHAIN_MS })
}

/** Nobody looks: the journey does what an agent would do and says what it saw. */
async function makeJourney({ url }) {
  rmSync(PICTURES, { recursive: true, force: true })
  mkdirSync(PICTURES, { recursive: true })
  const env = { PERCH_SERVER: url, PERCH_DEMO_PICTURES: PICTURES }
  say('\nNo display here: Perch makes a journey by itself.')
  const code = await runInDesktop(process.execPath, [TYPESCRIPT, JOURNEY], { screen: SCREEN, cwd: REPOSITORY, env })
  if (code === 0) say(`\nPictures of it are in ${PICTURES}`)
  return code
}

await main(async () => {
  const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  const runtime = await setUp({ forTests: !hasScreen })
  await ensureBuild()
  const server = await step('starting the demo server', startServer)
  try {
    return await (hasScreen ? showWindow(runtime, server) : makeJourney(server))
  } finally {
    server.child.kill()
  }
})
