// `npm run -s perch -- doctor --server URL`: a command of Perch from this checkout. Nothing but its answer comes on stdout.
import { ensureBuild } from './build-freshness.mjs'
import { run } from './commands.mjs'
import { sandboxPrefix } from './os-sandbox.mjs'
import { REPOSITORY } from './places.mjs'
import { main } from './progress.mjs'
import { setUp } from './setup.mjs'

await main(async () => {
  const runtime = await setUp({ forTests: false })
  await ensureBuild()
  const given = process.argv.slice(2)
  const words = [...sandboxPrefix(), runtime.executable, REPOSITORY, ...(given.length > 0 ? given : ['--help'])]
  return run(words[0], words.slice(1))
})
