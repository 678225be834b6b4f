// `npm run e2e [-- name of a test file]`: the real app in a private desktop, driven by tests/e2e. All of them run in two desktops at a
// time: most of what they do is to wait for a pause to be over.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from './build-freshness.mjs'
import { runInDesktop } from './desktop-session.mjs'
import { REPOSITORY } from './places.mjs'
import { main } from './progress.mjs'
import { setUp } from './setup.mjs'

const VITEST = join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs')
const CONFIG = join(REPOSITORY, 'tests', 'e2e', 'vitest.config.ts')

function play(words) {
  return runInDesktop(process.execPath, [VITEST, 'run', '--config', CONFIG, ...words], { cwd: REPOSITORY })
}

await main(async () => {
  await setUp()
  await ensureBuild()
  const words = process.argv.slice(2)
  if (words.length > 0 || availableParallelism() < 2) return play(words)
  const codes = await Promise.all([play(['--shard=1/2']), play(['--shard=2/2'])])
  return Math.max(...codes)
})
