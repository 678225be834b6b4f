// Chromium's sandbox needs user namespaces and refuses to run as root. We never switch it off: as root we
// step into a user namespace as an ordinary user; where that is impossible we say what to change.
import { readFileSync } from 'node:fs'
import { ask } from './commands.mjs'
import { Advice } from './progress.mjs'

/** The words to put before a command so that Electron's OS sandbox works in it; none for ordinary users. */
export function sandboxPrefix() {
  if (process.platform !== 'linux') return []
  const isRoot = process.getuid() === 0
  const account = isRoot ? ordinaryAccount() : ['--map-root-user']
  const test = ask('unshare', ['--user', ...account, 'true'])
  if (!test.ok) throw new Advice(whatToChange(isRoot, test.err.trim()))
  return isRoot ? ['unshare', '--user', ...account, '--'] : []
}

/**
 * The account root turns into. It must be one the machine knows (D-Bus looks itself up in /etc/passwd),
 * and a bare container knows system accounts only; any serves, since inside it is root's files it owns.
 */
function ordinaryAccount() {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const known = accounts
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0)
  const person = known.find(({ uid }) => uid >= 1000 && uid < 60_000)
  // 65534 is also how the kernel shows everybody who is not mapped: the last choice.
  const { uid, gid } = person ?? known.find((account) => account.uid !== 65_534) ?? { uid: 65_534, gid: 65_534 }
  return [`--map-user=${uid}`, `--map-group=${gid}`]
}

function whatToChange(isRoot, words) {
  const lines = [`The sandbox of Electron cannot work here: ${words}`]
  if (setting('/proc/sys/user/max_user_namespaces') === '0') {
    lines.push('User namespaces are switched off:  sudo sysctl user.max_user_namespaces=10000')
  } else if (setting('/proc/sys/kernel/unprivileged_userns_clone') === '0') {
    lines.push('User namespaces are for root only:  sudo sysctl kernel.unprivileged_userns_clone=1')
  } else if (setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') {
    lines.push('AppArmor forbids them (Ubuntu):  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0')
  } else {
    lines.push('In a container, allow user namespaces:  docker run --security-opt seccomp=unconfined …')
    if (isRoot) lines.push('or run as an ordinary user on a machine that allows them.')
  }
  return lines.join('\n  ')
}

function setting(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
