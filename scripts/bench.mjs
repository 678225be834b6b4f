// `npm run bench -- NAME [--runs N]`: one bench of tests/bench in a private desktop, on a fresh build.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build-freshness.mjs'
import { runInDesktop } from './desktop-session.mjs'
import { REPOSITORY } from './places.mjs'
import { Advice, main } from './progress.mjs'
import { setUp } from './setup.mjs'

const FOLDER = join(REPOSITORY, 'tests', 'bench')

/** A bench has a main; the rest is what benches are made of. */
function benches() {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'))
  const isBench = (file) => readFileSync(join(FOLDER, file), 'utf8').includes('export async function main(')
  return names.filter(isBench).map((file) => file.slice(0, -'.ts'.length))
}

await main(async () => {
  const [name, ...rest] = process.argv.slice(2)
  if (!benches().includes(name)) throw new Advice(`usage: npm run bench -- ${benches().join('|')} [--runs N]`)
  await setUp()
  await ensureBuild()
  return runInDesktop(process.execPath, [
    join(REPOSITORY, 'scripts', 'run-typescript.mjs'),
    join(FOLDER, `${name}.ts`),
    ...rest,
  ])
})
