// Starting other programs. Output goes to the terminal unless it is asked for.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { constants as osConstants } from 'node:os'
import { Interrupted } from './progress.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end, output on our terminal; resolves with its exit code (128 + n for signal n).
 * `onOutput` gets what a piped program says, `endWith` is the signal that ends it when we are interrupted.
 */
export function run(command, args, { onOutput, endWith, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    if (onOutput) for (const stream of [child.stdout, child.stderr]) stream.on('data', onOutput)
    const interruption = passSignalsOn(child, endWith)
    child.once('error', (error) => {
      interruption.release()
      reject(error)
    })
    child.once('close', (code, signal) => {
      interruption.release()
      const by = interruption.signal ?? interruptedBy(code, signal)
      if (by) reject(new Interrupted(by))
      else resolve(exitCode(code, signal))
    })
  })
}

/** For a program that a person ends with Ctrl+C: that is no failure. */
export async function runUntilClosed(command, args, options) {
  try {
    return await run(command, args, options)
  } catch (error) {
    if (error instanceof Interrupted) return 0
    throw error
  }
}

/** Ctrl+C reaches the whole group: the child may be gone before we hear of it. */
function interruptedBy(code, signal) {
  if (SIGNALS.includes(signal)) return signal
  return code === exitCode(null, 'SIGINT') ? 'SIGINT' : undefined
}

/** Like `run`, but a non-zero exit is an error that names the command. */
export async function mustRun(command, args, options = {}) {
  const code = await run(command, args, options)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with exit code ${code}`)
}

/** Like `mustRun`, without a word when all is well; when it is not, what the program said comes first. */
export async function mustRunQuietly(command, args, options = {}) {
  const output = []
  const onOutput = (chunk) => output.push(chunk)
  try {
    await mustRun(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], onOutput })
  } catch (error) {
    if (!(error instanceof Interrupted)) process.stderr.write(`\n${Buffer.concat(output)}`)
    throw error
  }
}

/** Runs npm quietly; on Windows it is a batch file, which only a shell can start. */
export async function npm(args, options = {}) {
  // Asked politely it undoes for a minute what the next run throws away in a second.
  await mustRunQuietly('npm', args, { shell: process.platform === 'win32', endWith: 'SIGKILL', ...options })
}

/** Until it is released an interrupt ends the child first: nothing is left behind working. */
function passSignalsOn(child, endWith) {
  const interruption = { signal: undefined, release: () => SIGNALS.forEach((name) => process.off(name, listener)) }
  const listener = (signal) => {
    interruption.signal = signal
    try {
      process.kill(child.pid, endWith ?? signal)
    } catch {
      // Gone already, or root's (sudo), which the terminal has told itself.
    }
  }
  for (const name of SIGNALS) process.on(name, listener)
  return interruption
}

/** Runs a short program and returns { ok, out, err }; a missing program is simply not ok. */
export function ask(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000, ...options })
  return { ok: result.status === 0, out: result.stdout ?? '', err: result.stderr ?? String(result.error ?? '') }
}

/** Finds a program on PATH and in the sbin folders, which ordinary users often lack. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/** Shell convention for how a child ended, so that a caller can pass it on. */
export function exitCode(code, signal) {
  return code ?? 128 + (osConstants.signals[signal] ?? 0)
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
