import { createHash } from 'node:crypto'
import { rename, writeFile, mkdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const CACHE = join(ROOT, 'node_modules/.cache/perch')

/**
 * Bundles a TypeScript program for plain Node and imports it. Packages and node's own modules stay outside.
 * A bundle takes a fraction of a second, so it is made anew each time: nobody ever runs yesterday's code.
 * @param {string} entry path of the .ts file
 * @returns {Promise<Record<string, any>>} what the program exports
 */
export async function importTypeScript(entry) {
  const path = resolve(entry)
  const code = await bundle(path)
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const file = join(CACHE, `${relative(ROOT, path).replace(/[^\w]+/g, '-')}-${hash}.mjs`)
  await mkdir(CACHE, { recursive: true })
  // Two programs may start at once: the file must appear whole.
  await writeFile(`${file}.${process.pid}`, code)
  await rename(`${file}.${process.pid}`, file)
  return import(pathToFileURL(file).href)
}

/**
 * Bundles a TypeScript program and calls its main with the arguments; one without a main has run by then.
 * @param {string} entry path of a .ts file
 * @param {string[]} argv
 */
export async function runTypeScript(entry, argv) {
  const { main } = await importTypeScript(entry)
  return main?.(argv)
}

async function bundle(entry) {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { ssr: entry, target: 'node20', write: false, minify: false, rollupOptions: { output: { format: 'es' } } },
  })
  const { output } = Array.isArray(result) ? result[0] : result
  const chunk = output.find((one) => one.type === 'chunk' && one.isEntry)
  if (!chunk || output.filter((one) => one.type === 'chunk').length > 1) throw new Error(`${entry}: not one bundle`)
  return chunk.code
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [entry, ...argv] = process.argv.slice(2)
  if (!entry) throw new Error('run-typescript.mjs FILE.ts [arguments]')
  await runTypeScript(entry, argv)
}
