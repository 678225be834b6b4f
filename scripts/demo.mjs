// `npm run demo`: the real app against a demo server on this machine; nothing else is needed. With a
// display you get a window to play with; without one the app makes a whole journey by itself in a private
// desktop and leaves pictures of it in artifacts/demo/.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from './build-freshness.mjs'
import { run } from './commands.mjs'
import { runInDesktop } from './desktop-session.mjs'
import { sandboxPrefix } from './os-sandbox.mjs'
import { REPOSITORY } from './places.mjs'
import { Advice, main, say, step } from './progress.mjs'
import { setUp } from './setup.mjs'

const SERVER = join(REPOSITORY, 'scripts', 'fake-chatwoot.mjs')
const JOURNEY = join(REPOSITORY, 'tests', 'e2e', 'demo-journey.ts')
const TYPESCRIPT = join(REPOSITORY, 'scripts', 'run-typescript.mjs')
const PICTURES = join(REPOSITORY, 'artifacts', 'demo')
const SERVER_READY_MS = 30_000
/** Larger than the window of the pictures (1440x900): X makes one as large as the screen a pixel smaller. */
const SCREEN = '1600x1000x24'

/** Starts the demo server and resolves with its process and address. */
async function startServer() {
  const child = spawn(process.execPath, [SERVER, '--demo', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill())
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the demo server does not say its address')), SERVER_READY_MS)
    child.once('exit', (code) => reject(new Error(`the demo server ended with ${code}`)))
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part) => {
      process.stdout.write(part)
      text += part
      const found = /^(http:\/\/\S+)$/m.exec(text)
      if (!found) return
      clearTimeout(timer)
      resolve(found[1])
    })
  })
  return { child, url }
}

/** A window on the person's own display, with data of its own: their real Perch is not touched. */
async function showWindow(runtime, url) {
  const home = mkdtempSync(join(tmpdir(), 'perch-demo-'))
  const words = [...sandboxPrefix(), runtime.executable, REPOSITORY, `--user-data-dir=${join(home, 'perch')}`]
  // An ended script must not leave a window behind whose server is gone.
  const onStart = (child) => process.once('exit', () => child.kill())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
  say(`\nPerch opens now. It knows the demo server at ${url}; close it with Quit in its tray menu or Ctrl+C here.`)
  try {
    return await run(words[0], words.slice(1), { env: { ...process.env, XDG_CONFIG_HOME: home, PERCH_SERVER: url }, onStart })
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** Nobody looks: the journey does what an agent would do and says what it saw. */
async function makeJourney(url) {
  if (!existsSync(JOURNEY)) throw new Advice('There is no display here, and no journey to make without one.')
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
  const { child, url } = await step('starting the demo server', startServer)
  try {
    return await (hasScreen ? showWindow(runtime, url) : makeJourney(url))
  } finally {
    child.removeAllListeners('exit')
    child.kill()
  }
})
