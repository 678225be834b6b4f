/** `perch doctor --desktop`: what the self-test found, in words and in JSON (F12). */
import { describe, expect, it } from 'vitest'
import en from '../../resources/text/en.json'
import { type } from './typed'

describe('perch doctor --desktop', () => {
  const report = (...steps: [string, string, string, string?][]) => ({
    ...{ startedAt: 1, endedAt: 2 },
    steps: steps.map(([id, state, reason, detail]) => ({ id, state, reason, detail: detail ?? null })),
  })
  const tried = (words: string, ...steps: [string, string, string, string?][]) =>
    type(words, { selfTest: () => Promise.resolve(report(...steps) as never) })

  it('F12 says in words what was tried, why it is so and what to do; a warning is no failure', async () => {
    const { code, out } = await tried(
      'doctor --desktop',
      ['alert', 'ok', 'shown', 'dunst 1.9'],
      ['tray', 'warn', 'no-host'],
      ['store', 'skipped', 'skipped'],
    )
    expect(out.split('\n')).toEqual([
      '✓ Alerts: A test alert was shown. dunst 1.9',
      '! Tray: No panel shows icons',
      '    What to do: On GNOME switch on the extension AppIndicator. Without a panel closing the window only minimises it.',
      '- Database: Not tried',
      '',
    ])
    expect(code).toBe(0)
  })

  it('F12 in JSON each step has its words, and a failure is code 1', async () => {
    const { code, out } = await tried('doctor --desktop --json', ['alert', 'fail', 'no-daemon'])
    const { ok, steps } = JSON.parse(out) as { ok: boolean; steps: object[] }
    expect([code, ok]).toEqual([1, false])
    expect(steps).toMatchObject([
      { id: 'alert', state: 'fail', says: en['selfTest.alert.no-daemon'], next: en['selfTest.next.alert.no-daemon'] },
    ])
  })

  it('F12 it asks no server, and says so to whoever names one', async () => {
    const { code, error, out } = await tried('doctor --desktop --server https://chat.example.com')
    expect([code, out]).toEqual([2, ''])
    expect(error).toContain('leave --server away')
  })
})
