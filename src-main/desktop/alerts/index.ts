import { join } from 'node:path'
import { nativeImage, Notification } from 'electron'
import type { Clock, Log } from '../../core/ports'
import type { Bus } from '../bus'
import type { Text } from '../text'
import { makeElectronAlerts } from './electron'
import { makeLinuxAlerts } from './linux'
import { makeNoAlerts } from './none'
import { makePaint } from './paint'
import { makePlayer, runPlayer } from './player'
import { makeDesktopQuiet } from './quiet'
import { type DesktopAlerts, makeAlertsWithWindow } from './with-window'

interface AlertsNeeds {
  /** Null on systems without a session bus of this kind. */
  bus: Bus | null
  text: Text
  clock: Clock
  log: Log
  /** Where sounds are kept. */
  folder: string
}

const icon = (encoded: Uint8Array) => nativeImage.createFromBuffer(Buffer.from(encoded))

/** The Alerts port of this desktop. */
export function makeAlerts({ bus, text, clock, log, folder }: AlertsNeeds): DesktopAlerts {
  return makeAlertsWithWindow({
    text,
    quiet: makeDesktopQuiet(bus),
    player: makePlayer({ platform: process.platform, folder: join(folder, 'sounds'), clock, log, run: runPlayer }),
    native: (unshown) => {
      const { platform } = process
      if (platform === 'win32' || platform === 'darwin')
        return makeElectronAlerts({ Notification, platform, icon, electron: process.versions.electron, text, log, unshown })
      return bus
        ? makeLinuxAlerts({ bus, text, clock, log, unshown, desktopEntry: 'perch', paint: makePaint(nativeImage) })
        : makeNoAlerts()
    },
  })
}
