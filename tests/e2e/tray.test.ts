import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPerch, type Perch } from './app'
import { pictureName } from './hosts/tray-picture'
import { TrayWatcher, type TrayItem } from './hosts/tray-watcher'

describe('the tray', () => {
  let panel: TrayWatcher
  let perch: Perch
  let item: TrayItem

  beforeAll(async () => {
    panel = await TrayWatcher.start({ appearNow: false })
    perch = await launchPerch()
    await perch.window()
  })
  afterAll(async () => {
    await perch.dispose()
    panel.stop()
  })

  it('F12 the icon comes when the panel starts after Perch', async () => {
    expect(panel.count).toBe(0)
    await panel.appear()
    item = await panel.waitForItem()
    expect(await item.tooltip()).toContain('Perch')
  })

  it('M7 an empty Perch shows one of its own pictures without a number', async () => {
    expect(pictureName(await item.icon())).toMatch(/^(idle|off)$/)
  })

  it('F12 the icon comes back when the panel crashed', async () => {
    await panel.leave()
    await panel.appear()
    item = await panel.waitForItem()
    expect((await item.menu()).map(({ label }) => label)).toContain('Open Perch')
  })

  it('F12 a window whose screen was unplugged while it was hidden comes back to one that is there', async () => {
    await perch.app.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows().find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
      main?.setBounds({ x: 9_000, y: 400, width: 900, height: 600 })
      main?.close()
    })
    const outside = ({ BrowserWindow, screen }: typeof Electron.CrossProcessExports): string => {
      const main = BrowserWindow.getAllWindows().find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
      const { x = 0, y = 0, width = 0, height = 0 } = main?.getBounds() ?? {}
      const { bounds } = screen.getPrimaryDisplay()
      const isInside = x >= bounds.x && y >= bounds.y && x + width <= bounds.width && y + height <= bounds.height
      return `${main?.isVisible() ? 'visible' : 'hidden'}, ${isInside ? 'inside' : 'outside'}`
    }
    await perch.until(outside, (where) => where === 'hidden, outside')
    await item.click('Open Perch')
    await perch.until(outside, (where) => where === 'visible, inside')
  })

  it('F12 Open brings a closed window back, Quit really ends the app', async () => {
    await perch.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
        ?.close(),
    )
    await item.click('Open Perch')
    await perch.until(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()),
      (isVisible) => isVisible,
    )
    await item.click('Quit')
    await panel.waitForNone()
    await perch.waitForExit()
    expect(perch.isRunning).toBe(false)
  })
})
