import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'vite'

/** Looked for upwards: a bench runs as a bundle in another folder. */
function root(from = import.meta.dirname): string {
  return existsSync(join(from, 'tests/kill/child.ts')) ? from : root(dirname(from))
}

/** A program of this folder as one file that starts in a tenth of a second; packages stay outside. */
export async function bundleChild(name = 'child'): Promise<string> {
  const home = root()
  const folder = join(home, 'node_modules/.cache/perch')
  const result = await build({
    root: home,
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(home, 'tests/kill', `${name}.ts`), target: 'node20', write: false, minify: false },
  })
  const output = Array.isArray(result) ? result[0]?.output : 'output' in result ? result.output : undefined
  const chunk = output?.find((one) => one.type === 'chunk' && one.isEntry)
  if (chunk?.type !== 'chunk') throw new Error('the child was not bundled')
  await mkdir(folder, { recursive: true })
  const file = join(folder, `kill-${name}-${process.pid}.mjs`)
  await writeFile(file, chunk.code)
  return file
}
