import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { SELF_TEST_REASONS, SELF_TEST_STEPS } from '../../src-preload/contract/self-test'
import type { SelfTestReport, SelfTestStep } from '../../src-preload/contract/schemas/self-test'
import { useUi } from '../../src-renderer/ui-state'
import { settings } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, setStage, settle } from './stage'

setStage()

type State = SelfTestStep['state']

/** Every step at its `at`th outcome of this state, or at its first one at all. */
function reportOf(state: State, { isOver = true, at = 0 } = {}): SelfTestReport {
  const steps = SELF_TEST_STEPS.map((id): SelfTestStep => {
    if (state === 'busy' || state === 'skipped') return { id, state, reason: state, detail: null }
    const known: Partial<Record<State, readonly string[]>> = SELF_TEST_REASONS[id]
    const reason = known[state]?.[at] ?? known[state]?.[0]
    return reason === undefined
      ? { id, state: 'ok', reason: known.ok?.[0] ?? '', detail: 'Detail 7' }
      : { id, state, reason, detail: 'Detail 7' }
  })
  return { startedAt: 1, endedAt: isOver ? 2 : null, steps }
}

async function open(language: 'en' | 'ru' = 'en') {
  const now: { report: SelfTestReport | null } = { report: null }
  const bridge = fakeMain(emptyDesk({ settings: { ...settings, language } }), {
    'selfTest.report': () => now.report,
    'selfTest.run': () => ({}),
  })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  await waitFor(() => expect(document.querySelector('#set-diagnostics')).not.toBeNull())
  // Another language than the first one is read when it is wanted.
  await waitFor(() => expect(document.documentElement.lang).toBe(language))
  await settle()
  const tell = async (report: SelfTestReport): Promise<void> => {
    now.report = report
    act(() => bridge.raise('selfTest.changed', {}))
    await settle()
  }
  return { bridge, tell }
}

const list = () => screen.getByRole('list', { name: 'Self-test' })
const lines = () => within(list()).getAllByRole('listitem')

describe('the self-test in the settings', () => {
  it('F12 nothing is listed before it ran; while it runs it cannot be begun again', async () => {
    const { bridge, tell } = await open()
    expect(screen.queryByRole('list', { name: 'Self-test' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Run' }))
    await settle()
    expect(bridge.calls('selfTest.run')).toEqual([{}])
    await tell(reportOf('busy', { isOver: false }))
    expect([lines().length, list().getAttribute('aria-busy')]).toEqual([SELF_TEST_STEPS.length, 'true'])
    fireEvent.click(screen.getAllByRole('button', { name: 'Looking' })[0] ?? document.body)
    await settle()
    expect(bridge.calls('selfTest.run')).toHaveLength(1)
  })

  it.each(['en', 'ru'] as const)(
    'F12 every outcome has words of its own, and what is not well a way on: %s',
    async (language) => {
      const { tell } = await open(language)
      const seen = new Map<string, string>()
      for (const state of ['ok', 'warn', 'fail'] as const) {
        for (let at = 0; at < 5; at += 1) {
          await tell(reportOf(state, { at }))
          for (const line of document.querySelectorAll<HTMLElement>('.self-test > li')) {
            const { step = '', state: shown } = line.dataset
            const [why, next] = [...line.querySelectorAll('p')].map((one) => one.textContent ?? '')
            expect([step, shown, next !== undefined]).toEqual([step, shown, shown !== 'ok'])
            expect(`${why} ${next}`).not.toMatch(/selfTest\.|\{\{/)
            seen.set(`${step} ${why}`, step)
          }
        }
      }
      const outcomes = SELF_TEST_STEPS.flatMap((id) => Object.values<readonly string[]>(SELF_TEST_REASONS[id]).flat())
      expect(seen.size).toBe(outcomes.length)
    },
  )

  it('F12 the sum says how much is not well', async () => {
    const { tell } = await open()
    await tell(reportOf('skipped'))
    expect(screen.getByText('All is well')).toBeTruthy()
  })
})
