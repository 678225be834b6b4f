/**
 * P10: `npm run bench -- size`. The deb as it is shipped, against the deb of an empty window on the same runtime, packed by the
 * same tool with the same settings. What is compared is what people download.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildEmptyApp } from './empty-app'
import { figure, report } from './figures'
import { electron, REPOSITORY } from '../e2e/launch'

const BUILDER = join(REPOSITORY, 'node_modules/electron-builder/cli.js')
const FPM = join(REPOSITORY, 'scripts/package/fpm.mjs')
const MEGABYTE = 1_000_000
/** PRODUCT P10: so much may Perch itself take. */
const ALLOWED_MB = 5

const metadata = {
  version: '0.0.1',
  description: 'Nothing',
  author: 'Perch',
  license: 'MIT',
  homepage: 'https://perch.example',
}

/** Builds in `project` by the settings of a file; answers how many megabytes the deb has. */
function debMegabytes(project: string, { config, output }: { config: string; output: string }): number {
  const dist = join(electron(), '..')
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  const settings = [`-c.electronVersion=${version}`, `-c.electronDist=${dist}`, `-c.directories.output=${output}`]
  const words = [BUILDER, '--linux', 'deb', '--publish', 'never', '--projectDir', project, '--config', config, ...settings]
  execFileSync(process.execPath, words, {
    stdio: ['ignore', process.stderr, 'inherit'],
    env: { ...process.env, CUSTOM_FPM_PATH: FPM },
  })
  const [deb] = readdirSync(output).filter((name) => name.endsWith('.deb'))
  if (deb === undefined) throw new Error(`no deb was made of ${project}`)
  return statSync(join(output, deb)).size / MEGABYTE
}

/** The empty app, with the settings that Perch has, but for its files. */
async function emptyMegabytes(folder: string): Promise<number> {
  const project = join(folder, 'empty-app')
  // Not where it is made: nothing below a folder node_modules is packed.
  cpSync(await buildEmptyApp(REPOSITORY), project, { recursive: true })
  const file = join(project, 'package.json')
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...metadata }))
  const config = join(folder, 'empty.json')
  const linux = { maintainer: 'Perch <perch@localhost>', category: 'Network', target: ['deb'] }
  const same = { npmRebuild: false, electronLanguages: ['en-US', 'ru'] }
  writeFileSync(config, JSON.stringify({ appId: 'chat.perch.Empty', ...same, linux }))
  return debMegabytes(project, { config, output: join(folder, 'empty') })
}

/** Prints how much Perch adds to what nobody can go below. */
export async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'perch-size-'))
  try {
    const empty = await emptyMegabytes(folder)
    const config = join(REPOSITORY, 'electron-builder.yml')
    const perch = debMegabytes(REPOSITORY, { config, output: join(folder, 'perch') })
    process.stderr.write(`perch ${perch.toFixed(1)} MB, empty ${empty.toFixed(1)} MB\n`)
    report([figure('P10', 'MB of Perch itself', { value: perch - empty, baseline: ALLOWED_MB, goal: 1 })])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
