// The inner half of desktop-session: already an ordinary user, in an empty home. Starts the X server, the
// bus and the keyring, waits until each answers, then runs the command given in its arguments.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ask, exitCode, findProgram } from './commands.mjs'
import { REPOSITORY } from './places.mjs'
import { Advice, main } from './progress.mjs'
import { clearSession } from './session-sweep.mjs'

const READY_MS = 15_000
/** Protects nothing: the keyring lives as long as the session and holds what a test put there. */
const KEYRING_PASSWORD = 'perch-test-session'

const started = []
let isEnding = false

async function desktop() {
  process.once('disconnect', abandon)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)
  await startDisplay()
  await startBus()
  await startKeyring()
  const code = await runCommand(process.argv[2], process.argv.slice(3))
  stop()
  return code
}

async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', process.env.PERCH_SESSION_SCREEN, '-nolisten', 'tcp', '-noreset']
  const server = start('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  process.env.DISPLAY = `:${await firstLine(server, server.stdio[3])}`
}

async function startBus() {
  const address = `--address=unix:path=${join(process.env.XDG_RUNTIME_DIR, 'bus')}`
  const config = `--config-file=${join(REPOSITORY, 'tests/e2e/bus.conf')}`
  const bus = start('dbus-daemon', [config, address, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, bus.stdout)
}

async function startKeyring() {
  const args = ['--foreground', '--unlock', '--components=secrets']
  const keyring = start('gnome-keyring-daemon', args, { stdio: ['pipe', 'ignore', 'ignore'] })
  keyring.stdin.end(KEYRING_PASSWORD)
  const deadline = Date.now() + READY_MS
  while (!busNameIsTaken('org.freedesktop.secrets')) {
    if (Date.now() > deadline) throw new Advice('gnome-keyring-daemon did not come up')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function busNameIsTaken(name) {
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner']
  return ask('dbus-send', [...question, `string:${name}`]).out.includes('boolean true')
}

async function runCommand(command, args) {
  const child = start(command, args, { stdio: 'inherit' })
  const [code, signal] = await once(child, 'close')
  return exitCode(code, signal)
}

function start(program, args, options) {
  if (!findProgram(program) && !program.includes('/'))
    throw new Advice(`${program} is not installed: node scripts/setup.mjs installs it`)
  const child = spawn(program, args, options)
  started.push(child)
  return child
}

/** The first line a program writes once it is ready, or an error when it ends or stays silent. */
function firstLine(child, stream) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${child.spawnfile} ${why}`))
    const timer = setTimeout(fail, READY_MS, 'is not ready')
    child.once('error', reject)
    child.once('exit', (code) => fail(`ended with ${code}`))
    let text = ''
    stream.setEncoding('utf8').on('data', (part) => {
      text += part
      if (!text.includes('\n')) return
      clearTimeout(timer)
      resolve(text.slice(0, text.indexOf('\n')).trim())
    })
  })
}

/** Newest first, so that the command goes before the desktop it stands on. */
function stop() {
  if (isEnding) return
  isEnding = true
  for (const child of started.toReversed()) child.kill('SIGTERM')
  if (process.connected) process.disconnect()
}

/** The outer process is gone without a word: nobody but us can clear up. */
async function abandon() {
  if (isEnding) return
  stop()
  await clearSession(process.env.PERCH_SESSION, process.env.PERCH_SESSION_FOLDER)
  process.exit(1)
}

await main(async () => {
  try {
    return await desktop()
  } finally {
    stop()
  }
})
