// `npm run bench -- NAME [--runs N]`: one bench of tests/bench in a private desktop, on a fresh build.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build-freshness.mjs'
import { runInDesktop } from './desktop-session.mjs'
import { REPOSITORY } from './places.mjs'
import { Advice, main } from './progress.mjs'
import { setUp } from './setup.mjs'

const FOLDER = join(REPOSITORY, 'tests', 'bench')
/** Not benches but what they are made of. */
const PARTS = new Set(['empty-app.ts', 'figures.ts', 'run-app.ts', 'stocked-home.ts'])

await main(async () => {
  const [name = '', ...rest] = process.argv.slice(2)
  const entry = join(FOLDER, `${name}.ts`)
  if (!name || PARTS.has(`${name}.ts`) || !existsSync(entry)) {
    const names = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && !PARTS.has(file))
    throw new Advice(`usage: npm run bench -- ${names.map((file) => file.slice(0, -3)).join('|')} [--runs N]`)
  }
  await setUp()
  await ensureBuild()
  return runInDesktop(process.execPath, [join(REPOSITORY, 'scripts', 'run-typescript.mjs'), entry, ...rest])
})
