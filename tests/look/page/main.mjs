// A sandboxed window that shows one page: the address and the size are the last words of the command.
import { app, BrowserWindow } from 'electron'

app.enableSandbox()
app.whenReady().then(() => {
  const [address, width, height] = process.argv.slice(-3)
  const window = new BrowserWindow({
    ...{ width: Number(width), height: Number(height), useContentSize: true, frame: false, show: true },
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  })
  window.loadURL(address)
})
