// `npm run mutation [-- FILE...]`: changes the code in one place at a time and looks whether a test notices. Minutes long for each
// file, so not part of `npm test`. Without words: the pure rules that decide what is sent, to whom, and what alerts.
import { join } from 'node:path'
import { run } from './commands.mjs'
import { REPOSITORY } from './places.mjs'
import { main } from './progress.mjs'

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

const files = process.argv.length > 2 ? process.argv.slice(2) : RULES
// Whoever works at the same machine goes first.
const words = ['-n', '10', process.execPath, STRYKER, 'run', CONFIG, '--mutate', files.join(',')]
await main(() => run('nice', words, { cwd: REPOSITORY }))
