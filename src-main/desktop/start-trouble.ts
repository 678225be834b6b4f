/** What keeps Perch from starting at all, said before Chromium ends over it with a crash and no word. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import type { App, Dialog } from 'electron'
import { makeText, type Text } from './text'

/** `no-display`: nothing to draw on. `no-folder`: the place for our files is not there or cannot be written. */
export type StartTrouble = 'no-display' | 'no-folder'

interface Start {
  platform: NodeJS.Platform
  env: Record<string, string | undefined>
  argv: readonly string[]
  /** Electron throws when it cannot make it. */
  folder: () => string
}

/** Null: nothing is in the way. A full disk is not: Perch starts on it, and says so in its window. */
export function startTrouble({ platform, env, argv, folder }: Start): StartTrouble | null {
  const isDrawnNowhere = argv.some((word) => word.startsWith('--ozone-platform=headless'))
  const hasDisplay = platform !== 'linux' || isDrawnNowhere || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
  if (!hasDisplay) return 'no-display'
  return canWrite(folder) ? null : 'no-folder'
}

function canWrite(place: () => string): boolean {
  try {
    const folder = place()
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

interface Telling {
  app: Pick<App, 'getPath' | 'setPath' | 'whenReady' | 'exit' | 'getLocale'>
  dialog: Pick<Dialog, 'showErrorBox'>
  env: Start['env']
  error: (line: string) => void
}

/** As commands at the terminal end when they cannot run. */
const CANNOT_RUN = 3

/** Says it at the terminal, and on the screen when there is one; then Perch ends. Never waits for ready at the top level. */
export function tellStartTrouble(trouble: StartTrouble, { app, dialog, env, error }: Telling): void {
  const text = makeText('system', () => env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en')
  const said = wordsOf(trouble, text, folderOf(app))
  error(`perch: ${said}\n`)
  if (trouble === 'no-display') return app.exit(CANNOT_RUN)
  // Chromium wants a place for its own files even for this one box.
  app.setPath('userData', app.getPath('temp'))
  void app.whenReady().then(() => {
    dialog.showErrorBox(text.t('app.noStart'), said)
    app.exit(CANNOT_RUN)
  })
}

function folderOf(app: Telling['app']): string {
  for (const name of ['userData', 'appData', 'home'] as const) {
    try {
      return app.getPath(name)
    } catch {
      // It cannot even be named: what it would lie in can.
    }
  }
  return ''
}

function wordsOf(trouble: StartTrouble, text: Text, folder: string): string {
  return trouble === 'no-display' ? text.t('app.noDisplay') : text.t('app.noFolder', { folder })
}
