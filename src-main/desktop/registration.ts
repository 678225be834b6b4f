/** Makes the desktop send `perch://` links here. Packaged builds only: a checkout has no .desktop file to name. */
import { execFile } from 'node:child_process'
import { app } from 'electron'
import type { Log } from '../core/ports'

/** Claims the scheme. On Linux by `xdg-mime` beside us: Electron's own call blocks for up to four seconds. */
export function registerScheme(log: Log): void {
  if (!app.isPackaged) return
  if (process.platform !== 'linux') {
    app.setAsDefaultProtocolClient('perch')
    return
  }
  execFile('xdg-mime', ['default', 'perch.desktop', 'x-scheme-handler/perch'], { timeout: 10_000 }, (error) => {
    if (error) log.info('links not registered', { code: String(error.code ?? '') })
  })
}
