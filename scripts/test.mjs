// `npm test`: set-up, then everything CI runs. Every stage runs even when an earlier one failed, so that
// one run tells all there is to mend. The last line is "N passed, N failed".
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordBuild } from './build-freshness.mjs'
import { exitCode } from './commands.mjs'
import { REPOSITORY } from './places.mjs'
import { elapsed, main } from './progress.mjs'
import { setUp } from './setup.mjs'
import { addUp, judge, namesOfFailed, whatFailed } from './test-counts.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** No stage takes half of it on a slow machine; one that hangs must not hold CI for hours. */
const LIMIT_MS = 20 * 60_000
const GRACE_MS = 30_000

/** Two queues side by side, for each of these keeps one core busy and none minds a busy machine. */
const BESIDE = [
  ['typecheck', 'lint'],
  ['format', 'deps', 'knip', 'contract', 'build', 'installed'],
]
/** What has to be done when a stage went well. */
const AFTERWARDS = { build: recordBuild }

/** What takes the whole machine: the rest of `npm run check`, then the real app. */
function stagesAlone() {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'))
  const checks = [...scripts.check.matchAll(/npm run (\S+)/g)].map(([, name]) => name)
  return [...checks.filter((name) => !BESIDE.flat().includes(name)), 'e2e']
}

async function runQueue(names, teller) {
  const results = []
  for (const name of names) results.push(await runStage(name, teller))
  return results
}

/** What two stages say at the same time is told stage by stage, each when it is over. */
function kept(name) {
  const said = []
  console.log(`npm run ${name} …`)
  return { say: (text) => said.push(text), over: () => process.stdout.write(said.join('')) }
}

/** Told as it comes. */
function live() {
  return { say: (text) => process.stdout.write(text), over: () => {} }
}

async function runStage(name, teller) {
  const startedAt = Date.now()
  const { say, over } = teller(name)
  say(`\n── npm run ${name} ──\n`)
  const { code, output, complaints } = await runScript(name, say)
  if (code === 0) await AFTERWARDS[name]?.()
  over()
  const why = code === 0 ? [] : whatFailed(output, complaints)
  const failures = namesOfFailed(complaints)
  return { name, ...judge(code, output), why, failures, took: elapsed(startedAt) }
}

async function runScript(name, say) {
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
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk
    say(chunk)
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    complaints += chunk
    say(chunk)
  })
  const [code, signal] = await once(child, 'close')
  release()
  return { code: exitCode(code, signal), output, complaints }
}

/** Ends a stage that takes too long, or when we are interrupted. */
function endWithUs(child, name) {
  const end = (signal) => process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  let timer = setTimeout(() => {
    console.error(`\nnpm run ${name} did not end within ${LIMIT_MS / 60_000} minutes`)
    end('SIGTERM')
    timer = setTimeout(end, GRACE_MS, 'SIGKILL')
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
  for (const { name, why } of results.filter(({ failed }) => failed > 0)) {
    console.log([`\n── why npm run ${name} failed ──`, ...why].join('\n'))
  }
  console.log('')
  for (const { failures } of results) for (const line of failures) console.log(line)
  for (const { name, passed, failed, took } of results) {
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(9)} ${took.padStart(10)}   ${passed} passed, ${failed} failed`,
    )
  }
  const total = addUp(results)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

await main(async () => {
  try {
    await setUp()
  } catch (error) {
    // Whoever reads only the last line must not find a number of some other run there.
    process.once('exit', () => console.log('0 passed, 1 failed'))
    throw error
  }
  const beside = await Promise.all(BESIDE.map((names) => runQueue(names, kept)))
  return report([...beside.flat(), ...(await runQueue(stagesAlone(), live))])
})
