/**
 * What a command at the terminal has from the system: the list of profiles, the keychain, the words, the way out. All of it
 * works before Electron is ready, because without a display it never gets ready; no lock is taken and no log is written, so
 * that a running Perch is not disturbed.
 */
import { join } from 'node:path'
import { app } from 'electron'
import Store from 'electron-store'
import { makeAutostart } from './at-login'
import { loadBusLibrary } from './bus-connection'
import { makeBus } from './bus'
import { chance, clock } from './clock'
import { openConnectorsFile } from './connectors-file'
import { environmentProxy } from './environment-proxy'
import { openKeptFile } from './kept-file'
import { makeLinuxKeyring, systemKeyring } from './keyring'
import type { DesktopLog } from './log'
import { makeNetwork } from './network'
import { policyPlace, readPolicy } from './policy'
import { makeProfileBook } from './profile-book'
import { isOurProcess, seeStatus } from './status-file'
import { makeText, type Text } from './text'
import { loadKeytar, makeVault } from './vault'
import type { CallName } from '../../src-preload/contract/names'
import type { SelfTestReport } from '../../src-preload/contract/schemas/self-test'
import { mayJoin, switchedOff } from '../core/managed'
import type { ProfileEntry, Secret, Vault } from '../core/ports'

/** Long enough to type the password of a keychain; a script has nobody to type it. */
const KEYCHAIN_MS = 20_000

const nothing = (): void => undefined
const quiet: DesktopLog = { info: nothing, warn: nothing, bug: () => '', addSecret: nothing, file: '' }

const bookIn = (folder: string) => makeProfileBook(openKeptFile('profiles', { folder, Store, log: quiet }), quiet)

/** Opens what a command may need; nothing is read before it is asked for. */
export function openHeadless() {
  const folder = app.getPath('userData')
  const bus = process.platform === 'linux' ? makeBus({ load: loadBusLibrary, clock, log: quiet }) : null
  const keyring = bus ? makeLinuxKeyring(bus) : systemKeyring
  const vault = makeVault({ keytar: loadKeytar, keyring, clock, addSecret: nothing })
  const text = makeText('system', () => process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || 'en')
  const managed = readPolicy({ ...policyPlace(app.isPackaged), log: quiet })
  const network = makeNetwork({
    session: () => Promise.reject(new Error('there is no session without a display')),
    caFolder: join(folder, 'ca'),
    certificateFile: process.env['SSL_CERT_FILE'],
    roots: managed.roots,
    log: quiet,
  })
  const connectors = openConnectorsFile(folder, quiet)
  return {
    ...{ madeBook: connectors.made, testBook: connectors.tests, managed, clock, chance, log: quiet },
    mayJoin: (baseUrl: string) => mayJoin(managed, baseUrl),
    mayDo: (call: CallName) => switchedOff(managed, call) === null,
    version: app.getVersion(),
    say: (key: string, values?: Record<string, string | number>) => text.say(key, values),
    proxyFor: (url: string) => Promise.resolve(environmentProxy(process.env, url)),
    companyRoots: () => network.companyRoots(),
    /** What a running Perch tells of itself. */
    status: () => seeStatus({ folder, now: clock.now(), isAlive: isOurProcess }),
    profiles: () => bookIn(folder).list(),
    /** Which certificates the agent pinned. */
    pins: () => bookIn(folder).pins(),
    /** Tries this computer: all but databases and lines, which a command does not open. */
    selfTest: () => tryDesktop({ folder, text, vault }),
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

interface DeskParts {
  folder: string
  text: Text
  vault: Vault
}

async function tryDesktop({ folder, text, vault }: DeskParts): Promise<SelfTestReport> {
  const { runSelfTest } = await import('../core/self-test/self-test')
  const { lineSeen } = await import('../core/self-test/steps')
  const { makeSelfTestInstruments } = await import('./self-test')
  const seen = seeStatus({ folder, now: clock.now(), isAlive: isOurProcess })
  const pid = seen.kind === 'none' ? process.pid : seen.told.pid
  const parts = { clock, log: quiet, text, autostart: makeAutostart(), folder, pid, quickKey: () => null }
  const instead = { store: null, clock: null, line: lineSeen(seen) }
  return runSelfTest({ instruments: makeSelfTestInstruments(parts), vault, profiles: () => [], instead, clock, log: quiet })
}
