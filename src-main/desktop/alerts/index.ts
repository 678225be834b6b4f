import { Notification } from 'electron'
import type { Clock, Log } from '../../core/ports'
import type { Bus } from '../bus'
import type { Text } from '../text'
import { makeElectronAlerts } from './electron'
import { makeLinuxAlerts } from './linux'
import { makeNoAlerts } from './none'
import { type DesktopAlerts, makeAlertsWithWindow } from './with-window'

interface AlertsNeeds {
  /** Null on systems without a session bus of this kind. */
  bus: Bus | null
  text: Text
  clock: Clock
  log: Log
}

/** The Alerts port of this desktop. */
export function makeAlerts({ bus, text, clock, log }: AlertsNeeds): DesktopAlerts {
  return makeAlertsWithWindow({
    text,
    native: (unshown) => {
      const { platform } = process
      if (platform === 'win32' || platform === 'darwin')
        return makeElectronAlerts({ Notification, platform, electron: process.versions.electron, text, log, unshown })
      return bus ? makeLinuxAlerts({ bus, text, clock, log, unshown, desktopEntry: 'perch' }) : makeNoAlerts()
    },
  })
}
