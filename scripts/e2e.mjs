// `npm run e2e [-- name of a test file]`: the real app in a private desktop, driven by tests/e2e.
import { join } from 'node:path'
import { ensureBuild } from './build-freshness.mjs'
import { runInDesktop } from './desktop-session.mjs'
import { REPOSITORY } from './places.mjs'
import { main } from './progress.mjs'
import { setUp } from './setup.mjs'

const VITEST = join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs')
const CONFIG = join(REPOSITORY, 'tests', 'e2e', 'vitest.config.ts')

await main(async () => {
  await setUp()
  await ensureBuild()
  return runInDesktop(process.execPath, [VITEST, 'run', '--config', CONFIG, ...process.argv.slice(2)], { cwd: REPOSITORY })
})
