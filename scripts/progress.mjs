// What a person at the terminal sees: one line when a step starts, one when it ends, with its duration; on
// a terminal the seconds run in between, so that a long download is told from one that hangs.
import { constants } from 'node:os'

const START_OF_LINE = '\r\u001b[K'

/** Seconds since `startedAt` as people read them: "0.4 s", "12 s", "2 min 5 s". */
export function elapsed(startedAt, now = Date.now()) {
  const tenths = Math.round((now - startedAt) / 100)
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.round((now - startedAt) / 1000)
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Prints a line on stderr, so that scripts whose answer is on stdout stay usable in a pipe. */
export function say(text) {
  process.stderr.write(`${process.stderr.isTTY ? START_OF_LINE : ''}${text}\n`)
}

/** Runs one named step and tells how long it took, also when it fails. */
export async function step(title, work) {
  const startedAt = Date.now()
  say(`• ${title} …`)
  const clock = showSeconds(startedAt)
  try {
    const result = await work()
    say(`  done in ${elapsed(startedAt)}`)
    return result
  } catch (error) {
    say(`  ${error instanceof Interrupted ? 'interrupted' : 'failed'} after ${elapsed(startedAt)}`)
    throw error
  } finally {
    clearInterval(clock)
  }
}

function showSeconds(startedAt) {
  if (!process.stderr.isTTY) return undefined
  return setInterval(() => process.stderr.write(`${START_OF_LINE}  ${elapsed(startedAt)}`), 1000).unref()
}

/** A failure whose message already says what to do next: shown without a stack. */
export class Advice extends Error {}

/** Somebody pressed Ctrl+C or ended us; the program in the foreground was told, and has ended. */
export class Interrupted extends Error {
  constructor(signal) {
    super('Interrupted. Start it again at any time: what is done stays done.')
    /** As a shell says it. */
    this.exitCode = 128 + constants.signals[signal]
  }
}

/** For `catch`: whatever went wrong, the person reads what to do about it. */
export function orAdvise(words) {
  return (error) => {
    throw error instanceof Interrupted ? error : new Advice(words)
  }
}

/** Wraps a script's main function: plain words for advice, the stack for bugs, exit code 1 for both. */
export async function main(work) {
  try {
    const code = await work()
    process.exitCode = typeof code === 'number' ? code : 0
  } catch (error) {
    const isPlain = error instanceof Advice || error instanceof Interrupted
    say(`\n${isPlain ? error.message : (error?.stack ?? error)}`)
    process.exitCode = error?.exitCode ?? 1
  }
}
