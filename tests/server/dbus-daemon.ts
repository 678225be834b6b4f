import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const CONFIG = fileURLToPath(new URL('../e2e/bus.conf', import.meta.url))

/** False on machines without D-Bus: these tests are skipped there. */
export const hasDBus = process.platform === 'linux' && spawnSync('dbus-daemon', ['--version']).status === 0

/** A session bus of our own, with nobody on it. `address` in the environment makes it the session bus of this process. */
export async function startDBus(address?: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const place = address === undefined ? [] : [`--address=${address}`]
  const daemon = spawn('dbus-daemon', [`--config-file=${CONFIG}`, '--nofork', '--print-address=1', ...place], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(daemon.stdout, 'data')) as [Buffer]
  const found = String(line).trim()
  process.env['DBUS_SESSION_BUS_ADDRESS'] = found
  return {
    address: found,
    async stop() {
      const ended = once(daemon, 'exit')
      daemon.kill()
      await ended
    },
  }
}
