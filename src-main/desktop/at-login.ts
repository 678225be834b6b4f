import { app } from 'electron'
import { type Autostart, makeLinuxAutostart, makeLoginItem } from './autostart'
import { ourCommand } from './our-command'

/** Start at login, by the way of this system. */
export function makeAutostart(): Autostart {
  if (process.platform !== 'linux') return makeLoginItem(app)
  return makeLinuxAutostart({ configFolder: app.getPath('appData'), command: ourCommand() })
}
