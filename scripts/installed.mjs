// `npm run installed`: makes two debs, an older and a newer one, and an rpm, and tests them as an agent has them: installed.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureBuild } from './build-freshness.mjs'
import { runInDesktop } from './desktop-session.mjs'
import { makePackages } from './package.mjs'
import { REPOSITORY } from './places.mjs'
import { main, step } from './progress.mjs'
import { setUp } from './setup.mjs'

const VITEST = join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs')
const CONFIG = join(REPOSITORY, 'tests', 'installed', 'vitest.config.ts')
const OUTPUT = 'dist/installed'

await main(async () => {
  const runtime = await setUp()
  await ensureBuild()
  await rm(join(REPOSITORY, OUTPUT), { recursive: true, force: true })
  const make = (version, kinds) => makePackages(kinds, { runtime, version, output: `${OUTPUT}/${version}`, isQuick: true })
  const isDeb = (path) => path.endsWith('.deb')
  const older = await step('packing', () => make('0.0.1', ['deb']))
  const newer = await step('packing a newer one', () => make('0.0.2', ['deb', 'rpm']))
  const rpm = newer.find((path) => path.endsWith('.rpm'))
  const env = { PERCH_OLDER_DEB: older.find(isDeb), PERCH_NEWER_DEB: newer.find(isDeb), PERCH_RPM: rpm }
  return runInDesktop(process.execPath, [VITEST, 'run', '--config', CONFIG, ...process.argv.slice(2)], { cwd: REPOSITORY, env })
})
