// Runs a command in a desktop of its own: empty home, own X server, own D-Bus session bus, own unlocked
// keyring. Nothing of the person's desktop is seen or touched, and nothing is left behind.
//
// Two processes: the outer one is who you called; the inner one lives in the user namespace (when root
// called), starts the desktop, runs the command and watches for the outer one's end. Every process in
// the session carries PERCH_SESSION in its environment: that is how the last sweep knows what is ours,
// daemons and orphans included. When the outer one is killed, the inner one sweeps.
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './commands.mjs'
import { sandboxPrefix } from './os-sandbox.mjs'
import { isStarted } from './places.mjs'
import { Advice, main } from './progress.mjs'
import { clearSession } from './session-sweep.mjs'

const INNER = fileURLToPath(new URL('desktop-session-inside.mjs', import.meta.url))
const SCREEN = '1440x900x24'

/** Runs `command` in a private desktop and returns its exit code. Options: screen, home, cwd, env. */
export async function runInDesktop(command, args, { screen = SCREEN, home, cwd, env = {} } = {}) {
  const prefix = sandboxPrefix()
  const folder = mkdtempSync(join(tmpdir(), 'perch-session-'))
  const session = randomUUID()
  makeSocketFolder()
  const marks = { PERCH_SESSION: session, PERCH_SESSION_FOLDER: folder, PERCH_SESSION_SCREEN: screen }
  const words = [...prefix, process.execPath, INNER, command, ...args]
  try {
    return await run(words[0], words.slice(1), {
      // The channel tells the inner process when we are gone, however we went.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      cwd,
      env: { ...privateEnvironment(folder, home), ...env, ...marks },
    })
  } finally {
    await clearSession(session, folder)
  }
}

/** Where the desktop's own sockets and files are, and nothing that leads to the person's. */
function privateEnvironment(folder, home = join(folder, 'home')) {
  const sockets = join(folder, 'run')
  const temporary = join(folder, 'tmp')
  mkdirSync(home, { recursive: true })
  mkdirSync(temporary, { mode: 0o700 })
  mkdirSync(sockets, { mode: 0o700 })
  const env = { ...process.env }
  const foreign = ['WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_CURRENT_DESKTOP', 'DESKTOP_SESSION', 'GNOME_KEYRING_CONTROL']
  const isForeign = (name) => foreign.includes(name) || name.startsWith('LC_')
  for (const name of Object.keys(env).filter(isForeign)) delete env[name]
  return {
    ...env,
    // What runs here reads the window's words: they must not change with the language of whoever runs it.
    LANG: 'C.UTF-8',
    LANGUAGE: 'en',
    HOME: home,
    TMPDIR: temporary,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: sockets,
    XDG_SESSION_TYPE: 'x11',
    DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${join(sockets, 'no-system-bus')}`,
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  }
}

/** Only root may make it; without it the X server still listens on its abstract socket. */
function makeSocketFolder() {
  if (process.getuid() !== 0) return
  mkdirSync('/tmp/.X11-unix', { recursive: true })
  chmodSync('/tmp/.X11-unix', 0o1777)
}

/** `[--screen 1440x900x24] [--home folder] -- command words…` */
function readArguments(words) {
  const options = {}
  let index = 0
  for (; index < words.length && words[index].startsWith('--'); index++) {
    if (words[index] === '--') return { options, command: words.slice(index + 1) }
    options[words[index].slice(2)] = words[++index]
  }
  return { options, command: words.slice(index) }
}

if (isStarted(import.meta.url)) {
  await main(async () => {
    const { options, command } = readArguments(process.argv.slice(2))
    if (command.length === 0) throw new Advice('usage: node scripts/desktop-session.mjs [--screen WxHxD] -- command …')
    return runInDesktop(command[0], command.slice(1), options)
  })
}
