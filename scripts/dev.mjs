// `npm run dev`: electron-vite with hot reload, on the Electron this machine has.
import { join } from 'node:path'
import { runUntilClosed } from './commands.mjs'
import { sandboxPrefix } from './os-sandbox.mjs'
import { REPOSITORY } from './places.mjs'
import { main } from './progress.mjs'
import { setUp } from './setup.mjs'

const ELECTRON_VITE = join(REPOSITORY, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')

await main(async () => {
  await setUp({ forTests: false })
  const words = [...sandboxPrefix(), process.execPath, ELECTRON_VITE, 'dev', ...process.argv.slice(2)]
  return runUntilClosed(words[0], words.slice(1), { cwd: REPOSITORY })
})
