/** The updates of this very copy. The heavy part is loaded when a look is due (P1). */
import { join } from 'node:path'
import { app } from 'electron'
import type { Log } from '../../core/ports'
import type { ReadRelease, UpdateSource, UpdateWay } from '../../core/updates/port'
import { readPublisher, updateWay } from './way'

export interface UpdatesHere {
  way: UpdateWay
  /** Where versions can be had by hand. */
  page: string | null
  /** As by the menu: replies that wait are asked about. */
  quit(): void
  /** Never called where the way is `none`. */
  source(read: ReadRelease): Promise<UpdateSource>
}

export function updatesHere(log: Log): UpdatesHere {
  const publisher = readPublisher(app.getAppPath())
  const { platform, env, execPath, arch } = process
  return {
    way: updateWay({ platform, isPackaged: app.isPackaged, env, path: execPath, publisher }),
    page: publisher?.homepage ?? null,
    quit: () => app.quit(),
    async source(read) {
      if (publisher === null) throw new Error('nobody publishes this build')
      const { makeUpdateSource } = await import('./index')
      const startAgain = (program: string): void => app.relaunch({ execPath: program, args: [] })
      const appImage = platform === 'linux' ? (env['APPIMAGE'] ?? null) : null
      const system = { platform, arch }
      return makeUpdateSource({ publisher, read, program: program(), system, appImage, startAgain, log })
    },
  }
}

function program() {
  const folder = app.getPath('userData')
  return {
    version: app.getVersion(),
    name: app.getName(),
    isPackaged: app.isPackaged,
    appUpdateConfigPath: join(process.resourcesPath, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => app.whenReady(),
    relaunch: () => app.relaunch(),
    quit: () => app.quit(),
    onQuit: (handler: (exitCode: number) => void) => void app.once('quit', (_event, exitCode) => handler(exitCode)),
  }
}
