// Reads how many tests passed and failed out of what the test programs print: Vitest's summary
// ("Tests  2 failed | 15 passed (17)") and the plain "15 passed, 2 failed" of our own checkers.

const COLOURS = /\u001b\[[0-9;]*m/g
const VITEST = /^\s*Tests\s+(.+)\(\d+\)$/
const OURS = /^(\d+) passed, (\d+) failed$/

/** Adds up all summaries in a stage's output. */
export function countTests(output) {
  const total = { passed: 0, failed: 0 }
  for (const line of output.replace(COLOURS, '').split(/\r?\n/)) {
    const { passed, failed } = countInLine(line)
    total.passed += passed
    total.failed += failed
  }
  return total
}

function countInLine(line) {
  const ours = OURS.exec(line.trim())
  if (ours) return { passed: Number(ours[1]), failed: Number(ours[2]) }
  const summary = VITEST.exec(line)?.[1] ?? ''
  const number = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0)
  return { passed: number('passed'), failed: number('failed') }
}
