/**
 * A program in a network of its own: nothing but a loopback interface, which it may switch off and on as one pulls a cable.
 * Works for root and for whoever may make user namespaces, as the app's own sandbox needs them.
 */
import { execFile, execFileSync } from 'node:child_process'

/** `ip` lies where an ordinary user does not look. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`

/** Called inside, by the program itself. */
export function setInterface(state: 'up' | 'down'): void {
  execFileSync('ip', ['link', 'set', 'lo', state], { env: { ...process.env, PATH }, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Called outside: runs a program of Node there and answers with what it printed. */
export async function runInOwnNetwork(
  program: string,
  argument: string,
  { patienceMs }: { patienceMs: number },
): Promise<string> {
  const words = ['--user', '--map-root-user', '--net', '--', process.execPath, program, argument]
  return new Promise((resolve, reject) => {
    execFile('unshare', words, { timeout: patienceMs, killSignal: 'SIGKILL' }, (error, out, err) => {
      if (error === null) return resolve(out)
      const isRefused = /^unshare:|not permitted/m.test(err)
      reject(new Error(isRefused ? `${REFUSED} (${err.trim()})` : `${error.message}\n${out}\n${err}`))
    })
  })
}

const REFUSED =
  'This machine lets nobody make a network of one’s own, which the tests of a dead interface need. Allow user namespaces: ' +
  'sudo sysctl user.max_user_namespaces=10000, and on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0'
