import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/** Builds the baseline of P1 and P2 with the same React, bundler and targets as Perch; returns the folder to start. */
export async function buildEmptyApp(repository: string): Promise<string> {
  const source = join(repository, 'tests/bench/empty-app')
  const folder = join(repository, 'node_modules/.cache/perch/empty-app')
  await mkdir(folder, { recursive: true })
  await cp(join(source, 'main.mjs'), join(folder, 'main.mjs'))
  await writeFile(join(folder, 'package.json'), await readFile(join(source, 'package.json')))
  await build({
    root: source,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: join(folder, 'page'), emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
  })
  return folder
}
