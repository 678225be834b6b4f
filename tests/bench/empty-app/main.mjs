// The least an Electron and React app can be: one sandboxed window, or with --no-window only a tray icon.
import { app, BrowserWindow, nativeImage, Tray } from 'electron'
import { join } from 'node:path'

app.enableSandbox()
app.on('window-all-closed', () => undefined)
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let tray
app.whenReady().then(() => {
  if (process.argv.includes('--no-window')) {
    tray = new Tray(nativeImage.createFromDataURL(pixel).resize({ width: 22, height: 22 }))
    tray.setToolTip('empty')
    return
  }
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  window.once('ready-to-show', () => window.show())
  const hash = process.argv.includes('--list') ? 'list' : ''
  window.loadFile(join(import.meta.dirname, 'page', 'index.html'), { hash })
})
