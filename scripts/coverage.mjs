// `npm run coverage`: which branches of src-main/core the rings unit, store and server take. Minutes long, so not part of `npm test`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { REPOSITORY } from './places.mjs'

const VITEST = join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs')
const CONFIG = join(REPOSITORY, 'tests', 'coverage.config.ts')

// Whoever works at the same machine goes first.
const child = spawn('nice', ['-n', '10', process.execPath, VITEST, 'run', '--config', CONFIG, ...process.argv.slice(2)], {
  cwd: REPOSITORY,
  stdio: 'inherit',
})
child.once('exit', (code) => (process.exitCode = code ?? 1))
