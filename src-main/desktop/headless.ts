/**
 * What a command at the terminal has from the system: the list of profiles, the keychain, the words, the way out. All of it
 * works before Electron is ready, because without a display it never gets ready; no lock is taken and no log is written, so
 * that a running Perch is not disturbed.
 */
import { join } from 'node:path'
import { app } from 'electron'
import Store from 'electron-store'
import { loadBusLibrary } from './bus-connection'
import { makeBus } from './bus'
import { chance, clock } from './clock'
import { openConnectorsFile } from './connectors-file'
import { environmentProxy } from './environment-proxy'
import { openKeptFile } from './kept-file'
import { makeLinuxKeyring, systemKeyring } from './keyring'
import type { DesktopLog } from './log'
import { makeNetwork } from './network'
import { makeProfileBook } from './profile-book'
import { isOurProcess, seeStatus } from './status-file'
import { makeText } from './text'
import { loadKeytar, makeVault } from './vault'
import type { ProfileEntry, Secret } from '../core/ports'

/** Long enough to type the password of a keychain; a script has nobody to type it. */
const KEYCHAIN_MS = 20_000

const nothing = (): void => undefined
const quiet: DesktopLog = { info: nothing, warn: nothing, bug: () => '', addSecret: nothing, file: '' }

/** Opens what a command may need; nothing is read before it is asked for. */
export function openHeadless() {
  const folder = app.getPath('userData')
  const bus = process.platform === 'linux' ? makeBus({ load: loadBusLibrary, clock, log: quiet }) : null
  const keyring = bus ? makeLinuxKeyring(bus) : systemKeyring
  const vault = makeVault({ keytar: loadKeytar, keyring, clock, addSecret: nothing })
  const text = makeText('system', () => process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || 'en')
  const network = makeNetwork({
    session: () => Promise.reject(new Error('there is no session without a display')),
    caFolder: join(folder, 'ca'),
    certificateFile: process.env['SSL_CERT_FILE'],
    log: quiet,
  })
  const connectors = openConnectorsFile(folder, quiet)
  return {
    madeBook: connectors.made,
    testBook: connectors.tests,
    clock,
    chance,
    log: quiet,
    version: app.getVersion(),
    say: (key: string, values?: Record<string, string | number>) => text.say(key, values),
    proxyFor: (url: string) => Promise.resolve(environmentProxy(process.env, url)),
    companyRoots: () => network.companyRoots(),
    /** What a running Perch tells of itself. */
    status: () => seeStatus({ folder, now: clock.now(), isAlive: isOurProcess }),
    profiles: () => makeProfileBook(openKeptFile('profiles', { folder, Store, log: quiet }), quiet).list(),
    /** Null when the keychain is not there, stays locked, or has nothing for it. */
    secret: ({ id }: ProfileEntry): Promise<Secret | null> =>
      new Promise((resolve) => {
        const stop = clock.after(KEYCHAIN_MS, () => resolve(null))
        const end = (secret: Secret | null): void => {
          stop()
          resolve(secret)
        }
        vault.read(id).then(end, () => end(null))
      }),
  }
}
