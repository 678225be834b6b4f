// What stands around Perch in the demo's journey: a line to the server that can be cut, a notification daemon and a panel.
import { rmSync } from 'node:fs'
import type { Page } from 'playwright'
import { launchPerch, type Perch } from '../app'
import { makeHome } from '../home'
import { FaultProxy } from '../hosts/fault-proxy'
import { NotificationServer } from '../hosts/notification-server'
import { TrayWatcher } from '../hosts/tray-watcher'
import { DemoServer } from './server'
import { eventually } from '../steps'
import type { Transcript } from './transcript'

export interface Stage {
  perch: Perch
  server: DemoServer
  /** Perch reaches the server only through it. */
  line: FaultProxy
  desktop: NotificationServer
  panel: TrayWatcher
  transcript: Transcript
}

/** Longer than any wait on a slow machine; only a broken promise takes it. */
const PATIENCE_MS = 90_000
const CLICK_MS = 15_000
const CLICKS = 3
const PLACE = { x: 0, y: 0, width: 1440, height: 900 }

/** Puts everything up around Perch, plays, and clears up whatever happens. */
export async function onStage(base: string, transcript: Transcript, play: (stage: Stage) => Promise<void>): Promise<void> {
  const home = makeHome()
  const line = await FaultProxy.start(new URL(base))
  const desktop = await NotificationServer.start()
  const panel = await TrayWatcher.start()
  const perch = await launchPerch({ home, server: line.url })
  try {
    await play({ perch, server: new DemoServer(base), line, desktop, panel, transcript })
  } catch (error) {
    // Of an app that is gone nothing can be asked.
    const [page] = perch.isRunning ? await perch.pages() : []
    if (page) await transcript.picture(page, 'failed').catch(() => undefined)
    throw error
  } finally {
    await perch.dispose()
    desktop.stop()
    panel.stop()
    await line.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** The window, in the size of the pictures. */
export async function fullWindow({ perch }: Stage): Promise<Page> {
  const page = await perch.window(undefined, PATIENCE_MS)
  page.setDefaultTimeout(PATIENCE_MS)
  await perch.app.evaluate(
    ({ BrowserWindow }, bounds) =>
      BrowserWindow.getAllWindows()
        .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
        ?.setBounds(bounds),
    PLACE,
  )
  await eventually(
    () => page.evaluate(() => [innerWidth, innerHeight]),
    ([width, height]) => width === PLACE.width && height === PLACE.height,
    PATIENCE_MS,
  )
  return page
}

/** Whether the window is on the screen. */
export async function untilVisible({ perch }: Stage, isWanted: boolean): Promise<void> {
  await perch.until(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()),
    (isVisible) => isVisible === isWanted,
    PATIENCE_MS,
  )
}

/** Clicks in the tray's menu until it worked: a menu that is made anew between the look and the click swallows it. */
export async function clickTray({ panel }: Stage, labels: string[], hasWorked: () => Promise<boolean>): Promise<void> {
  const item = await panel.waitForItem(PATIENCE_MS)
  const isThere = (entries: { label: string }[]): boolean => entries.some(({ label }) => label === labels[0])
  await item.waitFor((tray) => tray.menu(), isThere, PATIENCE_MS)
  for (let tries = 1; ; tries += 1) {
    await item.click(...labels)
    const worked = await eventually(hasWorked, Boolean, CLICK_MS).catch(() => false)
    if (worked) return
    if (tries === CLICKS) throw new Error(`“${labels.join(' › ')}” in the tray does nothing`)
  }
}
