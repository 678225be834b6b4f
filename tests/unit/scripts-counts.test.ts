import { describe, expect, it } from 'vitest'
import { elapsed } from '../../scripts/progress.mjs'
import { addUp, countTests, judge, namesOfFailed, whatFailed } from '../../scripts/test-counts.mjs'

const green = ' Test Files  60 passed (60)\n      Tests  702 passed (702)\n   Start at  22:03:45\n'

describe('the last line of npm test', () => {
  it.each([
    ['all green', green, { passed: 702, failed: 0 }],
    ['some red', '      Tests  2 failed | 15 passed | 1 skipped (18)', { passed: 15, failed: 2 }],
    [
      'coloured',
      '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[31m1 failed\u001b[39m | \u001b[32m3 passed\u001b[39m (4)',
      { passed: 3, failed: 1 },
    ],
    ['our own checkers', '187 steps\n183 passed, 4 failed\n', { passed: 183, failed: 4 }],
    ['two summaries', `${green}\r\n5 passed, 0 failed\r\n`, { passed: 707, failed: 0 }],
    ['files are not tests', ' Test Files  1 failed | 3 passed (4)', { passed: 0, failed: 0 }],
    ['a sentence that sounds like one', 'Yesterday 5 passed, 0 failed, they say', { passed: 0, failed: 0 }],
  ])('D1 counts: %s', (_name, output, counts) => {
    expect(countTests(output)).toEqual(counts)
  })

  it.each([
    { name: 'a stage that broke without a failing test counts as one failure', code: 1, output: 'error TS2322', is: [0, 1] },
    { name: 'so does one whose tests passed: a file did not load', code: 1, output: green, is: [702, 1] },
    { name: 'failed tests are not counted twice', code: 1, output: '2 passed, 3 failed', is: [2, 3] },
    { name: 'a stage that was killed', code: 143, output: '', is: [0, 1] },
    { name: 'a stage without tests', code: 0, output: 'no unused code', is: [0, 0] },
  ])('D1 $name', ({ code, output, is: [passed, failed] }) => {
    expect(judge(code, output)).toEqual({ passed, failed })
  })

  it('D1 says at the end what failed: the list of Vitest, without its colours', () => {
    const complaints = 'noise\n\u001b[31m⎯⎯⎯\u001b[39m Failed Suites 1 ⎯⎯⎯\n\n FAIL  a.test.ts > x\nError: the hook broke\n'
    expect(whatFailed(green, complaints)).toEqual(['⎯⎯⎯ Failed Suites 1 ⎯⎯⎯', ' FAIL  a.test.ts > x', 'Error: the hook broke'])
    expect(whatFailed(green, complaints, 2)).toHaveLength(2)
  })

  it('D1 says the last lines of a stage that has no list of failures', () => {
    expect(whatFailed('one\ntwo\n', 'error TS2322\n', 2)).toEqual(['two', 'error TS2322'])
  })

  it('D1 names each failed test in one line with its error', () => {
    const complaints = [
      '\u001b[31m FAIL \u001b[39m a.test.ts > x > y',
      'AssertionError: expected 1 to be 2',
      ' ❯ a.test.ts:3:1',
      ' FAIL  b.test.ts > z',
      ' FAIL  c.test.ts > w',
      'Test timed out',
    ]
    expect(namesOfFailed(complaints.join('\n'))).toEqual([
      'FAIL  a.test.ts > x > y  AssertionError: expected 1 to be 2',
      'FAIL  b.test.ts > z',
      'FAIL  c.test.ts > w',
    ])
    expect(namesOfFailed(`FAIL  a.test.ts > ${'x'.repeat(900)}`).join('')).toHaveLength(300)
  })

  it('D1 says what a click waited for that never came', () => {
    const complaints = [
      ' FAIL  a.test.ts > x',
      'TimeoutError: locator.click: Timeout 30000ms exceeded.',
      'Call log:',
      '  - waiting for getByRole()',
      '    - attempting click action',
      '      - element is not stable',
      '    2 × waiting for element',
      '      - element is not stable',
      ' ❯ a.test.ts:3:1',
      '    - not of the log',
    ]
    expect(namesOfFailed(complaints.join('\n'))).toEqual([
      'FAIL  a.test.ts > x  TimeoutError: locator.click: Timeout 30000ms exceeded. · waiting for getByRole() · attempting click action · waiting for element · element is not stable',
    ])
  })

  it('D1 is the sum of the stages', () => {
    const stages = [judge(0, green), judge(2, 'error'), judge(1, '14 passed, 1 failed')]
    expect(addUp(stages)).toEqual({ passed: 716, failed: 2 })
  })
})

describe('durations', () => {
  it.each([
    [40, '0.0 s'],
    [9_940, '9.9 s'],
    [9_960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [179_700, '3 min 0 s'],
  ])('D1 %i ms read as %s', (ms, words) => {
    expect(elapsed(0, ms)).toBe(words)
  })
})
