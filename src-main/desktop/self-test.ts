/** What the self-test tries on the desktop itself. Linux is asked over the session bus, on a connection of its own. */
import { statfs } from 'node:fs/promises'
import { app, Notification } from 'electron'
import type { QuickKeyState } from '../../src-preload/contract/quick-key'
import type { SelfTestInstruments } from '../core/self-test/self-test'
import type { Clock, Log } from '../core/ports'
import type { Autostart } from './autostart'
import { makeBus } from './bus'
import { loadBusLibrary } from './bus-connection'
import { linuxInstruments } from './self-test-linux'
import type { Text } from './text'

interface SelfTestDesktop {
  clock: Clock
  log: Log
  text: Pick<Text, 't'>
  autostart: Autostart
  folder: string
  /** The process whose icon is looked for: our own, or that of the Perch that runs. */
  pid: number
  /** What became of the key for quick reply; null: nobody here knows. */
  quickKey: () => QuickKeyState | null
}

const BAD_KEYS = ['asking', 'unset', 'taken', 'missing', 'refused']

/** Makes the instruments; nothing is asked before a step is tried. */
export function makeSelfTestInstruments({ quickKey, ...desktop }: SelfTestDesktop): SelfTestInstruments {
  const { clock, log, text, autostart, folder, pid } = desktop
  const words: [string, string] = [text.t('alert.test'), text.t('alert.testText')]
  const onLinux = process.platform === 'linux'
  return {
    ...(onLinux ? linuxInstruments({ bus: makeBus({ load: loadBusLibrary, clock, log }), words, pid }) : elsewhere(words)),
    key() {
      const key = quickKey()
      if (key === null) return Promise.resolve(null)
      const state = BAD_KEYS.includes(key.state) ? 'warn' : 'ok'
      return Promise.resolve({ state, reason: key.state, detail: key.trigger })
    },
    autostart: () =>
      autostart.look().then(
        (atLogin) => ({ state: atLogin === 'other' ? 'warn' : 'ok', reason: atLogin, detail: null }),
        () => ({ state: 'warn', reason: 'unknown', detail: null }),
      ),
    freeBytes: () =>
      statfs(folder).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => null,
      ),
  }
}

type Found = Awaited<ReturnType<SelfTestInstruments['autostart']>>

function elsewhere(words: [string, string]): Pick<SelfTestInstruments, 'alert' | 'tray' | 'portal'> {
  const none = () => Promise.resolve(null)
  // At the terminal there is no Electron that could show one.
  return { alert: () => (app.isReady() ? electronAlert(words) : none()), tray: none, portal: none }
}

function electronAlert([title, body]: [string, string]): Promise<Found> {
  if (!Notification.isSupported()) return Promise.resolve({ state: 'fail', reason: 'no-daemon', detail: null })
  return new Promise((resolve) => {
    const alert = new Notification({ title, body, silent: true })
    alert.once('show', () => resolve({ state: 'ok', reason: 'shown', detail: null }))
    alert.once('failed', () => resolve({ state: 'fail', reason: 'refused', detail: null }))
    alert.show()
  })
}
