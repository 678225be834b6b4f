// What the machine itself must offer, told by what is really needed (a program, a library, a font file),
// so that it holds on any Linux; the package names are for Debian and Ubuntu.
import { existsSync, readdirSync } from 'node:fs'
import { ask, findProgram, mustRunQuietly } from './commands.mjs'
import { Advice, Interrupted, orAdvise, say, step } from './progress.mjs'

const NOTO = ['/usr/share/fonts/truetype/noto', '/usr/share/fonts/noto', '/usr/share/fonts/google-noto']

/** `packages`: the first that exists is taken (Ubuntu 24.04 renamed many to …t64). */
const NEEDS_OF_THE_APP = [
  library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libgbm.so.1', 'libgbm1'),
  library('libasound.so.2', 'libasound2t64', 'libasound2'),
  library('libcups.so.2', 'libcups2t64', 'libcups2'),
  library('libatspi.so.0', 'libatspi2.0-0t64', 'libatspi2.0-0'),
  library('libsecret-1.so.0', 'libsecret-1-0'),
  library('libnotify.so.4', 'libnotify4'),
  program('xdg-open', 'xdg-utils'),
  // For making the prepared Electron.
  program('flock', 'util-linux'),
  program('unzip', 'unzip'),
]

const NEEDS_OF_THE_TESTS = [
  program('Xvfb', 'xvfb'),
  program('dbus-daemon', 'dbus-daemon', 'dbus'),
  program('dbus-send', 'dbus-bin', 'dbus'),
  program('gnome-keyring-daemon', 'gnome-keyring'),
  program('unshare', 'util-linux'),
  program('ip', 'iproute2'),
  // For the rpm, which is unpacked here.
  program('rpmbuild', 'rpm'),
  program('rpm2cpio', 'rpm2cpio', 'rpm'),
  program('cpio', 'cpio'),
  // A key that is really pressed, a program that has the keyboard before, who gives it back; and who shows alerts.
  program('xdotool', 'xdotool'),
  program('xev', 'x11-utils'),
  program('blackbox', 'blackbox'),
  program('dunst', 'dunst'),
  font('NotoSans-Regular', 'fonts-noto-core'),
  font('NotoColorEmoji', 'fonts-noto-color-emoji'),
]

function library(soname, ...packages) {
  return { what: soname, packages, isThere: () => libraries().has(soname) }
}

function program(name, ...packages) {
  return { what: name, packages, isThere: () => findProgram(name) !== undefined }
}

function font(name, ...packages) {
  const holds = (folder) => existsSync(folder) && readdirSync(folder).some((file) => file.startsWith(name))
  return { what: `${name} font`, packages, isThere: () => NOTO.some(holds) }
}

let knownPackages
let knownLibraries
function libraries() {
  const list = () => ask(findProgram('ldconfig') ?? 'ldconfig', ['-p']).out
  knownLibraries ??= new Set(
    list()
      .split('\n')
      .map((line) => line.trim().split(' ')[0]),
  )
  return knownLibraries
}

/** Installs what is missing, or says in one line what the person has to install. */
export async function ensureSystemPackages({ forTests }) {
  if (process.platform !== 'linux') return
  const needs = forTests ? [...NEEDS_OF_THE_APP, ...NEEDS_OF_THE_TESTS] : NEEDS_OF_THE_APP
  const missing = needs.filter((need) => !need.isThere())
  if (missing.length === 0) return
  const things = missing.map((need) => need.what).join(', ')
  if (!findProgram('apt-get')) {
    throw new Advice(`This machine lacks: ${things}\nInstall them with its package manager and start again.`)
  }
  const root = rootCommand()
  if (!root) throw new Advice(`This machine lacks: ${things}\nInstall them and start again:\n  ${commandFor(missing)}`)
  const words = 'apt-get could not install them: its messages are above.'
  await step(`installing system packages (missing: ${things})`, () => install(root, missing).catch(orAdvise(words)))
  knownLibraries = undefined
  const still = missing.filter((need) => !need.isThere())
  if (still.length > 0) say(`  still not found: ${still.map((need) => need.what).join(', ')}; going on without`)
}

/** Becoming root without a question: as root nothing, else `sudo -n`; undefined when it would ask. */
function rootCommand() {
  if (process.getuid() === 0) return []
  return findProgram('sudo') && ask('sudo', ['-n', 'true']).ok ? ['sudo', '-n'] : undefined
}

/** What the person types who may become root, but not without a word. */
function commandFor(missing) {
  const update = missing.every(isOffered) ? '' : 'sudo apt-get update && '
  return `${update}sudo apt-get install --no-install-recommends ${choosePackages(missing).join(' ')}`
}

function isOffered({ packages }) {
  return packages.some(isKnown)
}

async function install(root, missing) {
  const attempt = () => aptGet(root, ['install', '--yes', '--no-install-recommends', ...choosePackages(missing)])
  await finishInterrupted(root)
  if (!missing.every(isOffered)) await aptGet(root, ['update'])
  try {
    await attempt()
  } catch (error) {
    if (error instanceof Interrupted) throw error
    // Old lists name versions that the mirror no longer has.
    await aptGet(root, ['update'])
    await attempt()
  }
}

/** An installation that was cut off leaves packages that are there but not set up: apt refuses everything until they are. */
async function finishInterrupted(root) {
  if (ask('dpkg', ['--audit']).out.trim() === '') return
  await asRoot(root, ['dpkg', '--configure', '-a'])
  await aptGet(root, ['install', '--yes', '--fix-broken'])
}

async function aptGet(root, args) {
  if (args[0] === 'update') knownPackages = undefined
  await asRoot(root, ['apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120', ...args])
}

async function asRoot(root, command) {
  const words = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command]
  await mustRunQuietly(words[0], words.slice(1))
}

/** For each need the first of its packages that this release knows, the oldest name when it knows none; each once. */
export function choosePackages(needs, isKnownHere = isKnown) {
  const chosen = needs.map((need) => need.packages.find(isKnownHere) ?? need.packages.at(-1))
  return [...new Set(chosen)]
}

/** A real package of that name in apt's lists, not one that others merely provide. */
function isKnown(name) {
  knownPackages ??= new Set(ask('apt-cache', ['pkgnames'], { maxBuffer: 64 * 1024 * 1024 }).out.split('\n'))
  return knownPackages.has(name)
}
