// `npm run coverage`: which branches of src-main/core the rings unit, store and server take. Minutes long, so not part of `npm test`.
import { join } from 'node:path'
import { run } from './commands.mjs'
import { REPOSITORY } from './places.mjs'
import { main } from './progress.mjs'

const VITEST = join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs')
const CONFIG = join(REPOSITORY, 'tests', 'coverage.config.ts')

// Whoever works at the same machine goes first.
const words = ['-n', '10', process.execPath, VITEST, 'run', '--config', CONFIG, ...process.argv.slice(2)]
await main(() => run('nice', words, { cwd: REPOSITORY }))
