// `npm test`: set-up, then everything CI runs. Every stage runs even when an earlier one failed, so that
// one run tells all there is to mend. The last line is "N passed, N failed".
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { recordBuild } from './build-freshness.mjs'
import { exitCode } from './commands.mjs'
import { REPOSITORY } from './places.mjs'
import { elapsed, main } from './progress.mjs'
import { setUp } from './setup.mjs'
import { countTests } from './test-counts.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** No stage takes half of it on a slow machine; one that hangs must not hold CI for hours. */
const LIMIT_MS = 20 * 60_000
const STAGES = [{ name: 'check' }, { name: 'contract' }, { name: 'build', afterwards: recordBuild }, { name: 'e2e' }]

async function runStage({ name, afterwards }) {
  const startedAt = Date.now()
  console.log(`\n── npm run ${name} ──`)
  const { code, output } = await runScript(name)
  const counts = countTests(output)
  // A stage may break without a test failing: a type error, a test file that does not load.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  if (code === 0) await afterwards?.()
  return { name, code, ...counts, took: elapsed(startedAt) }
}

async function runScript(name) {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  const child = spawn('npm', ['run', '--silent', name], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    // A group of its own: a stage that hangs is ended with everything it started.
    detached: true,
    env: { ...process.env, ...colours },
  })
  const release = endWithUs(child, name)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
    process.stdout.write(chunk)
  })
  child.stderr.pipe(process.stderr, { end: false })
  const [code, signal] = await once(child, 'close')
  release()
  return { code: exitCode(code, signal), output }
}

/** Ends a stage that takes too long, or when we are interrupted. */
function endWithUs(child, name) {
  const end = (signal) => process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  const timer = setTimeout(() => {
    console.error(`\nnpm run ${name} did not end within ${LIMIT_MS / 60_000} minutes`)
    end('SIGTERM')
  }, LIMIT_MS)
  const interrupt = (signal) => {
    end(signal)
    process.exitCode = 1
    // The next stages would only start to be interrupted as well.
    child.once('close', () => process.exit())
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  return () => {
    clearTimeout(timer)
    for (const signal of SIGNALS) process.off(signal, interrupt)
  }
}

function report(results) {
  console.log('')
  for (const { name, code, passed, failed, took } of results) {
    const verdict = code === 0 && failed === 0 ? 'ok    ' : 'FAILED'
    console.log(`${verdict} ${name.padEnd(9)} ${took.padStart(10)}   ${passed} passed, ${failed} failed`)
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  return results.some(({ code, failed }) => code !== 0 || failed > 0) ? 1 : 0
}

await main(async () => {
  await setUp()
  const results = []
  for (const stage of STAGES) results.push(await runStage(stage))
  return report(results)
})
