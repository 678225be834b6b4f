#!/usr/bin/env node
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { report } from '../tests/contract/lib/report.mjs'
import { verify } from '../tests/contract/lib/verify.mjs'
import { importTypeScript } from './run-typescript.mjs'

const USAGE = 'npm run contract -- [--only CHAPTER]... [--version 4.10.1] [--limit N] [--strict]'
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const COPY = here('../tests/contract')
const ORIGINAL = here('../../shared/contract')

/** Starts the server model, asks it everything the real server was asked, and says where the answers differ. */
async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      version: { type: 'string', default: '4.2.0' },
      limit: { type: 'string', default: '40' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  const isCurrent = await compareWithOriginal()
  const isHonest = await check(values)
  process.exitCode = isHonest && (isCurrent || !values.strict) ? 0 : 1
}

async function check({ only, version, limit }) {
  const { startFakeChatwoot } = await importTypeScript(here('../tests/fake-chatwoot/start.ts'))
  const seed = join(COPY, 'seed.example.json')
  const server = await startFakeChatwoot({ version, seed: JSON.parse(await readFile(seed, 'utf8')) })
  try {
    const results = await verify({
      base: server.base,
      seed,
      scenario: join(COPY, 'scenario'),
      against: join(COPY, 'recordings', version),
      only,
    })
    return report(results, { limit: Number(limit) })
  } finally {
    await server.stop()
  }
}

/** The copy is what a clone has; where the original stands beside the repository, it should be the same. */
async function compareWithOriginal() {
  if (!existsSync(ORIGINAL)) return true
  const isSame = (await hashOf(ORIGINAL)) === (await hashOf(COPY))
  if (!isSame) console.warn(`warning: tests/contract is not the same as ${ORIGINAL}: copy it again`)
  return isSame
}

async function hashOf(folder) {
  const hash = createHash('sha256')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  for (const file of files.map((path) => path.slice(folder.length)).sort()) {
    hash.update(`${file}\n`).update(await readFile(join(folder, file)))
  }
  return hash.digest('hex')
}

await main()
