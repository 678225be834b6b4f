#!/usr/bin/env node
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { report } from '../tests/contract/lib/report.mjs'
import { verify } from '../tests/contract/lib/verify.mjs'
import { KNOWN_DIFFERENCES } from '../tests/fake-chatwoot/known-differences.mjs'
import { importTypeScript } from './run-typescript.mjs'

const USAGE = 'npm run contract -- [--only CHAPTER]... [--version 4.2.0|4.10.1]... [--limit N] [--strict]'
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const COPY = here('../tests/contract')
const ORIGINAL = here('../../shared/contract')

/** Starts the server model once for each version, asks it everything the real server was asked, and says where the answers differ. */
async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      version: { type: 'string', multiple: true, default: Object.keys(KNOWN_DIFFERENCES) },
      limit: { type: 'string', default: '40' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  const isCurrent = await compareWithOriginal()
  // Most of the time is waiting for events that must not come, so both versions wait together.
  const { startFakeChatwoot } = await importTypeScript(here('../tests/fake-chatwoot/start.ts'))
  const asked = await Promise.all(values.version.map((version) => ask(version, values.only, startFakeChatwoot)))
  const verdicts = asked.map((one) => judge(one, values))
  process.exitCode = verdicts.every(Boolean) && (isCurrent || !values.strict) ? 0 : 1
}

async function ask(version, only, startFakeChatwoot) {
  const seed = join(COPY, 'seed.example.json')
  const server = await startFakeChatwoot({ version, seed: JSON.parse(await readFile(seed, 'utf8')) })
  try {
    const against = join(COPY, 'recordings', version)
    return { version, results: await verify({ base: server.base, seed, scenario: join(COPY, 'scenario'), against, only }) }
  } finally {
    await server.stop()
  }
}

function judge({ version, results }, { only, limit }) {
  console.log(`\nChatwoot ${version}`)
  const known = (KNOWN_DIFFERENCES[version] ?? []).map((one) => ({ ...one, used: 0 }))
  const rest = results.map(({ chapter, steps }) => ({ chapter, steps: steps.map((step) => withoutKnown(step, known)) }))
  const excused = known.reduce((sum, { used }) => sum + used, 0)
  if (excused > 0)
    console.log(`${excused} known differences, in ${known.length} kinds: tests/fake-chatwoot/known-differences.mjs`)
  const idle = only.length === 0 ? known.filter(({ used }) => used === 0) : []
  for (const { why } of idle) console.log(`known difference that is none any more: ${why}`)
  return report(rest, { limit: Number(limit) }) && idle.length === 0
}

function withoutKnown({ id, differences }, known) {
  const isNew = ({ path }) => {
    const excuse = known.find((one) => one.step.test(id) && one.path.test(path))
    if (excuse) excuse.used += 1
    return !excuse
  }
  return { id, differences: differences.filter(isNew) }
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
