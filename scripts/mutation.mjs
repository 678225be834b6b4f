// `npm run mutation [-- FILE...]`: changes the code in one place at a time and looks whether a test notices. Minutes long for each
// file, so not part of `npm test`. Without words: the pure rules that decide what is sent, to whom, and what alerts.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { REPOSITORY } from './places.mjs'

const STRYKER = join(REPOSITORY, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const CONFIG = join('tests', 'stryker.json')
const RULES = [
  'src-preload/contract/recipients.ts',
  'src-main/core/trust.ts',
  'src-main/core/alerts/policy.ts',
  'src-main/core/outbox/guard.ts',
  'src-main/core/outbox/lane.ts',
  'src-main/core/outbox/next-step.ts',
]

const words = process.argv.slice(2)
const files = words.length > 0 ? words : RULES
// Whoever works at the same machine goes first.
const child = spawn('nice', ['-n', '10', process.execPath, STRYKER, 'run', CONFIG, '--mutate', files.join(',')], {
  cwd: REPOSITORY,
  stdio: 'inherit',
})
child.once('exit', (code) => (process.exitCode = code ?? 1))
