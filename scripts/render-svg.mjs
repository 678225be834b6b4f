// Runs inside Electron: reads a list of { file, svg, pixels, high } and writes each SVG as a PNG. Chromium draws
// them exactly as it would on the screen, and no other image program is needed.
import { app, BrowserWindow } from 'electron/main'
import { readFileSync, writeFileSync } from 'node:fs'

/** In the page: the PNG of one drawing, as base64. */
async function draw({ svg, pixels, high }) {
  const image = new Image()
  image.src = `data:image/svg+xml;base64,${btoa(svg.replace('<svg ', `<svg width="${pixels}" height="${high}" `))}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: pixels, height: high })
  canvas.getContext('2d').drawImage(image, 0, 0, pixels, high)
  return canvas.toDataURL('image/png').split(',')[1]
}

async function render(list) {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
  await window.loadURL('about:blank')
  for (const { file, svg, pixels, high = pixels } of list) {
    const png = await window.webContents.executeJavaScript(`(${draw})(${JSON.stringify({ svg, pixels, high })})`)
    writeFileSync(file, Buffer.from(png, 'base64'))
  }
}

app.disableHardwareAcceleration()
app.whenReady().then(async () => {
  try {
    await render(JSON.parse(readFileSync(process.argv.at(-1), 'utf8')))
    app.exit(0)
  } catch (error) {
    console.error(error)
    app.exit(1)
  }
})
