// `npm start`: Perch from this checkout, on the desktop in front of you, for a real server.
import { ensureBuild } from './build-freshness.mjs'
import { runUntilClosed } from './commands.mjs'
import { sandboxPrefix } from './os-sandbox.mjs'
import { REPOSITORY } from './places.mjs'
import { Advice, main } from './progress.mjs'
import { setUp } from './setup.mjs'

await main(async () => {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!hasScreen) throw new Advice('There is no display here. `npm run demo` shows Perch without one.')
  const runtime = await setUp({ forTests: false })
  await ensureBuild()
  const words = [...sandboxPrefix(), runtime.executable, REPOSITORY, ...process.argv.slice(2)]
  return runUntilClosed(words[0], words.slice(1))
})
