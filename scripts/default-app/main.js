// What Electron starts when it is given a folder or a file instead of a packaged app.
//
// It must be an ES module that awaits the import of the app: Electron holds 'ready' back until the main
// module has finished loading. A loose import() would let 'ready' pass first, and everything an app has
// to do before it (privileged schemes, enableSandbox) would throw.
import { app } from 'electron/main'
import { existsSync, readFileSync, statSync } from 'node:fs'
import Module from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Splits our own switches from the app's: the first plain word is the app, what follows belongs to it. */
function readArguments(words) {
  const preload = []
  let index = 0
  for (; index < words.length; index++) {
    const word = words[index]
    if (word === '-r' || word === '--require') preload.push(words[++index])
    else if (word === '-v' || word === '--version') return { version: true }
    else if (!word.startsWith('-')) break
  }
  return { preload, target: words[index] }
}

/** Takes name, version and desktop file from the app's package.json, as a packaged Electron would. */
function introduce(folder) {
  const manifestFile = join(folder, 'package.json')
  if (!existsSync(manifestFile)) return
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  app.name = manifest.productName ?? manifest.name ?? app.name
  // Without it notifications say desktop-entry=Electron and the protocol cannot be registered.
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`)
}

async function start(target) {
  const path = resolve(target)
  const folder = statSync(path).isDirectory() ? path : dirname(path)
  introduce(folder)
  const asked = app.commandLine.getSwitchValue('user-data-dir')
  app.setPath('userData', asked ? resolve(asked) : join(app.getPath('appData'), app.name))
  app.setAppPath(folder)
  await import(pathToFileURL(Module._resolveFilename(path, null, true)).href)
}

const { version, preload, target } = readArguments(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
if (preload.length > 0) Module._preloadModules(preload)

try {
  await start(target ?? '.')
} catch (error) {
  console.error(error)
  process.exit(1)
}
