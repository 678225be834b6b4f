import type { Alerts, Log } from '../../core/ports'
import type { Bus } from '../bus'
import type { Text } from '../text'
import { makeElectronAlerts } from './electron'
import { makeLinuxAlerts } from './linux'
import { makeNoAlerts } from './none'

interface AlertsNeeds {
  /** Null on systems without a session bus of this kind. */
  bus: Bus | null
  text: Text
  log: Log
}

/** The Alerts port of this desktop. */
export function makeAlerts({ bus, text, log }: AlertsNeeds): Alerts {
  switch (process.platform) {
    case 'win32':
    case 'darwin':
      return makeElectronAlerts(text)
    default:
      return bus ? makeLinuxAlerts({ bus, text, log, desktopEntry: 'perch' }) : makeNoAlerts()
  }
}
