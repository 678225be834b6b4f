/** The windows there can be: what each needs of Electron, beside what decides when it is there. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { app, type BrowserWindow, screen } from 'electron'
import type { Log } from '../core/ports'
import { makeActivation } from './activation'
import { LEAVE_SWITCH } from './arrival'
import { clock } from './clock'
import type { KeptFile } from './kept-file'
import { ourCommand } from './our-command'
import { pageAddress, quickAddress } from './page-address'
import { quickPlace } from './quick-place'
import { makeQuickWindow, type QuickNeeds, type QuickWindow } from './quick-window'
import { makeMainWindow, type MainWindow, type WindowNeeds } from './window'
import { bringBack, loadPage, openPane, openQuickPane } from './window-pane'

export interface Windows {
  main(listeners: Pick<WindowNeeds, 'onBroken' | 'onFocusChanged' | 'onHidden'>): MainWindow
  quick(
    listeners: Pick<QuickNeeds, 'tellOpened' | 'tellClosed' | 'onFocusChanged'> & { isMainVisible: () => boolean },
  ): QuickWindow
}

interface WindowsNeeds {
  log: Log
  /** Where the pages come from. */
  origin: string
  /** electron-store `windows`. */
  kept: KeptFile
  /** How large everything is drawn; 1 is as it comes. */
  zoom: () => number
}

/** Makes none yet. Call after ready. */
export function makeWindows({ log, origin, kept, zoom }: WindowsNeeds): Windows {
  const root = app.getAppPath()
  const pane = {
    url: pageAddress(origin),
    preload: join(root, 'out/preload/index.cjs'),
    icon: join(root, 'resources/icons/256x256.png'),
    ...{ zoom, log },
  }
  const activation = (words: readonly string[]) =>
    makeActivation({ env: process.env, command: [...ourCommand(), ...words], run, log })
  const run = (program: string, words: string[], env: NodeJS.ProcessEnv) => spawn(program, words, { env, stdio: 'ignore' })
  return {
    main: (listeners) =>
      makeMainWindow({
        open: (stored) => openPane(pane, stored),
        load: (window) => loadPage(window, pane),
        bringBack,
        activate: activation([]),
        kept,
        clock,
        log,
        ...listeners,
      }),
    quick: ({ isMainVisible, ...listeners }) =>
      makeQuickWindow({
        open: () => openQuickPane({ ...pane, url: quickAddress(origin) }),
        place: (window) => putQuick(window, zoom()),
        activate: activation([LEAVE_SWITCH]),
        // Elsewhere the next window comes forward by itself; macOS brings our own.
        onHidden: () => process.platform === 'darwin' && !isMainVisible() && app.hide(),
        clock,
        log,
        ...listeners,
      }),
  }
}

function putQuick(window: BrowserWindow, zoom: number): void {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const place = quickPlace(screen.getCursorScreenPoint(), areas, zoom)
  if (place) window.setBounds(place)
}
