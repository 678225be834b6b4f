// Reads how many tests passed and failed out of what the test programs print: Vitest's summary
// ("Tests  2 failed | 15 passed (17)") and the plain "15 passed, 2 failed" of our own checkers; and what failed.

const COLOURS = /\u001b\[[0-9;]*m/g
const VITEST = /^\s*Tests\s+(.+)\(\d+\)$/
const VITEST_FAILURES = /^\W*Failed (?:Suites|Tests) \d+\W*$/
const FAILED = /^\s*FAIL\s/
const CALL_LOG = /^\s+(?:\d+ × |- )/
const OURS = /^(\d+) passed, (\d+) failed$/

/** What a stage counts for: its tests, and a stage that broke without a failing test (a type error) as one failure. */
export function judge(exitCode, output) {
  const counts = countTests(output)
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** Adds up all summaries in a stage's output. */
export function countTests(output) {
  return addUp(output.replace(COLOURS, '').split(/\r?\n/).map(countInLine))
}

/**
 * Why a stage failed, for the end of a long log whose middle is often cut away: Vitest's own list of failures, or the
 * last lines of a stage that has no such list. At most `most` lines.
 */
export function whatFailed(output, complaints, most = 120) {
  const said = lines(complaints)
  const begin = said.findIndex((line) => VITEST_FAILURES.test(line))
  if (begin !== -1) return said.slice(begin, begin + most)
  return [...lines(output), ...said].slice(-most)
}

/**
 * One line for each failed test, with its error and what Playwright last waited for: what is left to read when even the
 * end of a log is cut.
 *
 * @param {string} complaints what the stage wrote to its standard error
 * @returns {string[]}
 */
export function namesOfFailed(complaints) {
  const said = lines(complaints)
  return said.flatMap((line, place) => {
    if (!FAILED.test(line)) return []
    const after = said.slice(place + 1)
    const error = after.slice(0, 3).find((next) => /^\w*Error\b/.test(next)) ?? ''
    return [[`${line.trim()}  ${error}`.trim().slice(0, 300), ...waitedFor(after)].join(' · ')]
  })
}

/** The end of Playwright's "Call log": each line once, for it tries again and again. */
function waitedFor(after) {
  const end = after.findIndex((line) => FAILED.test(line) || /^\s*❯/.test(line))
  const log = (end === -1 ? after : after.slice(0, end)).filter((line) => CALL_LOG.test(line))
  const backwards = log.reverse().map((line) => line.replace(CALL_LOG, '').trim().slice(0, 200))
  return [...new Set(backwards)].slice(0, 5).reverse()
}

function lines(text) {
  return text
    .replace(COLOURS, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
}

/** The sum of many counts. */
export function addUp(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  return { passed: sum('passed'), failed: sum('failed') }
}

function countInLine(line) {
  const ours = OURS.exec(line.trim())
  if (ours) return { passed: Number(ours[1]), failed: Number(ours[2]) }
  const summary = VITEST.exec(line)?.[1] ?? ''
  const number = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0)
  return { passed: number('passed'), failed: number('failed') }
}
