// Builds only when something it is made of has changed. Compares contents, not times: a checkout of
// another branch and back leaves new times on old files.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { npm } from './commands.mjs'
import { REPOSITORY } from './places.mjs'
import { step } from './progress.mjs'

const MADE_OF = ['src-main', 'src-preload', 'src-renderer', 'resources']
const AND_OF = ['electron.vite.config.ts', 'package.json', 'package-lock.json']
const RESULT = join(REPOSITORY, 'out', 'main', 'index.js')
const STAMP = join(REPOSITORY, 'out', '.built-from')

/** Builds unless out/ was made from exactly these sources. */
export async function ensureBuild() {
  if (await isFresh()) return
  await step('building', () => npm(['run', '--silent', 'build'], { cwd: REPOSITORY }))
  await recordBuild()
}

/** Remembers what out/ was made from; called right after a build. */
export async function recordBuild() {
  await writeFile(STAMP, JSON.stringify({ inputs: await inputsHash(), madeAt: await resultTime() }))
}

async function isFresh() {
  if (!existsSync(STAMP) || !existsSync(RESULT)) return false
  const stamp = JSON.parse(await readFile(STAMP, 'utf8'))
  // The time guards against a build that somebody made by hand in between.
  return stamp.madeAt === (await resultTime()) && stamp.inputs === (await inputsHash())
}

async function resultTime() {
  return (await stat(RESULT)).mtimeMs
}

async function inputsHash() {
  const hash = createHash('sha256')
  const lists = await Promise.all(MADE_OF.map(filesUnder))
  for (const file of [...lists.flat(), ...AND_OF].sort()) {
    const path = join(REPOSITORY, file)
    if (existsSync(path)) hash.update(`${file}\n`).update(await readFile(path))
  }
  return hash.digest('hex')
}

async function filesUnder(folder) {
  const root = join(REPOSITORY, folder)
  if (!existsSync(root)) return []
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(REPOSITORY.length + 1))
}
