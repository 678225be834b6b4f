// What a person at the terminal sees: one line when a step starts, one when it ends, with its duration.

/** Seconds since `startedAt` as people read them: "0.4 s", "12 s", "2 min 5 s". */
export function elapsed(startedAt) {
  const seconds = (Date.now() - startedAt) / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/** Prints a line on stderr, so that scripts whose answer is on stdout stay usable in a pipe. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Runs one named step and tells how long it took, also when it fails. */
export async function step(title, work) {
  const startedAt = Date.now()
  say(`• ${title} …`)
  try {
    const result = await work()
    say(`  done in ${elapsed(startedAt)}`)
    return result
  } catch (error) {
    say(`  failed after ${elapsed(startedAt)}`)
    throw error
  }
}

/** A failure whose message already says what to do next: shown without a stack. */
export class Advice extends Error {}

/** Wraps a script's main function: plain words for advice, the stack for bugs, exit code 1 for both. */
export async function main(work) {
  try {
    const code = await work()
    process.exitCode = typeof code === 'number' ? code : 0
  } catch (error) {
    say(error instanceof Advice ? `\n${error.message}` : `\n${error?.stack ?? error}`)
    process.exitCode = 1
  }
}
