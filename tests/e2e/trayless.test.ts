// A desktop without a tray, as GNOME is without its extension; then a panel that comes late, and one that dies on our icon.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { makeHome, perchFolder } from './home'
import { TrayWatcher } from './hosts/tray-watcher'
import { eventually } from './steps'

describe('a desktop without a tray', () => {
  const home = makeHome()
  let panel: TrayWatcher
  let perch: Perch

  beforeAll(async () => {
    panel = await TrayWatcher.start({ appearNow: false })
    perch = await launchPerch({ home })
  })
  afterAll(async () => {
    await perch.dispose()
    panel.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  })

  const told = async (): Promise<Locator> => (await perch.window()).getByRole('status').getByText('shows no tray icons')
  const kept = (): unknown => {
    try {
      return JSON.parse(readFileSync(join(perchFolder(home), 'windows.json'), 'utf8'))
    } catch {
      return null
    }
  }
  /** Of the main window: whether it is there for the agent, and on the task bar. */
  const state = () =>
    perch.app.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows().find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
      return main ? `${main.isVisible() ? 'visible' : 'hidden'}, ${main.isMinimized() ? 'minimised' : 'open'}` : 'none'
    })
  const close = () =>
    perch.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
        ?.close(),
    )
  /** Nobody watches: no manager of windows here says what is minimised, so the call itself is what is seen. */
  const countCalls = () =>
    perch.app.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows().find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
      const calls: string[] = []
      Object.assign(globalThis, { windowCalls: calls })
      for (const name of ['minimize', 'hide'] as const) {
        const real = main?.[name].bind(main)
        Object.assign(main ?? {}, { [name]: () => (calls.push(name), real?.()) })
      }
    })
  const calls = () => perch.app.evaluate(() => (globalThis as { windowCalls?: string[] }).windowCalls ?? [])

  it('F12 is explained to the agent, and closing minimises: the window is not lost', async () => {
    await (await told()).waitFor()
    await eventually(
      () => Promise.resolve(kept()),
      (file) => (file as { toldTrayless?: boolean } | null)?.toldTrayless === true,
    )
    await perch.screenshot('trayless')
    await countCalls()
    await close()
    expect([await calls(), await state()]).toEqual([['minimize'], expect.stringContaining('visible')])
  })

  it('F12 is not explained again at the next start', async () => {
    await perch.quit()
    await perch.restart()
    const page = await perch.window()
    await page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      const { bridge } = window as unknown as { bridge: { on(name: string, hear: (said: { key: string }) => void): void } }
      bridge.on('notice.raised', ({ key }) => heard.push(key))
    })
    // Trayless again: closing says so. What is told comes with it.
    await countCalls()
    await eventually(
      async () => (await close(), await calls()),
      (made) => made.includes('minimize'),
      30_000,
    )
    // In front of her eyes again: now it could be told.
    await perch.app.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows().find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
      main?.restore()
      main?.hide()
      main?.show()
    })
    await eventually(state, (now) => now === 'visible, open')
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([])
    expect(await (await told()).count()).toBe(0)
  })

  it('F12 a panel that comes late gets the icon, and closing hides again', async () => {
    await panel.appear()
    const item = await panel.waitForItem()
    await item.click('Open Perch')
    await countCalls()
    await close()
    expect(await calls()).toEqual(['hide'])
    await item.click('Open Perch')
    await eventually(state, (now) => now.startsWith('visible'))
  })

  it('F12 a panel that crashes on our icon gets it again each time it comes back', async () => {
    for (let crash = 0; crash < 3; crash++) {
      await panel.leave()
      await panel.appear()
      await panel.waitForItem()
    }
    const item = await panel.waitForItem()
    expect((await item.menu()).map(({ label }) => label)).toContain('Open Perch')
  })
})
