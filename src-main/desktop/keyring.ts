/** Is there a keychain, and is it open? Asked without prompting anyone; only `unlock` does that. */
import type { Stop } from '../core/ports'
import type { Bus } from './bus'
import { BusTimeout } from './bus-connection'

export type KeyringState = 'ready' | 'locked' | 'missing'
export interface Keyring {
  state(): Promise<KeyringState>
  /** Makes the desktop ask the agent for the password. Resolves when it was asked, not when it was answered. */
  unlock(): Promise<void>
  /** Tells now and later that one is there: some start after us. */
  onThere(listener: () => void): Stop
}

/** macOS and Windows: always there, and they ask by themselves when an entry is read. */
export const systemKeyring: Keyring = {
  state: () => Promise.resolve('ready'),
  unlock: () => Promise.resolve(),
  onThere: () => () => undefined,
}

const SECRETS = 'org.freedesktop.secrets'
const SERVICE = { destination: SECRETS, path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' }

/** The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC). */
export function makeLinuxKeyring(bus: Bus): Keyring {
  const collection = async (): Promise<string> => {
    const [path] = await bus.call(SERVICE, 'ReadAlias', { signature: 's', body: ['default'] })
    return typeof path === 'string' ? path : '/'
  }

  async function isLocked(path: string): Promise<boolean> {
    const properties = { destination: SECRETS, path, interface: 'org.freedesktop.DBus.Properties' }
    const words = { signature: 'ss', body: ['org.freedesktop.Secret.Collection', 'Locked'] }
    const [answer] = await bus.call(properties, 'Get', words)
    return (answer as { value?: unknown } | undefined)?.value === true
  }

  return {
    async state() {
      if (!(await bus.canReach(SECRETS))) return 'missing'
      try {
        const path = await collection()
        // No collection yet: the first write makes one.
        return path !== '/' && (await isLocked(path)) ? 'locked' : 'ready'
      } catch (error: unknown) {
        // One that does not answer may be asking for its password, or be busy; one that cannot be started is none.
        return error instanceof BusTimeout ? 'locked' : 'missing'
      }
    },
    async unlock() {
      const [, prompt] = await bus.call(SERVICE, 'Unlock', { signature: 'ao', body: [[await collection()]] })
      if (typeof prompt !== 'string' || prompt === '/') return
      const target = { destination: SECRETS, path: prompt, interface: 'org.freedesktop.Secret.Prompt' }
      await bus.call(target, 'Prompt', { signature: 's', body: [''] })
    },
    onThere: (listener) => bus.onOwner(SECRETS, (owner) => owner !== null && listener()),
  }
}
