import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { guardQuit, type QuitAnswer } from '../../src-main/desktop/quit'
import { FakeClock, settle } from '../fakes/clock'
import { FakeLog } from '../fakes/log'

/** As Electron's: `quit` asks, and ends only when nobody prevents it. */
class FakeApp extends EventEmitter {
  asked = 0
  hasEnded = false
  quit = (): void => {
    this.asked++
    let isPrevented = false
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    this.hasEnded = !isPrevented
  }
}

function setUp({ unsent = 0, ...own }: { unsent?: number; close?: () => Promise<void>; answers?: QuitAnswer[] } = {}) {
  const app = new FakeApp()
  const [powerMonitor, process] = [new EventEmitter(), new EventEmitter()]
  const clock = new FakeClock()
  const log = new FakeLog()
  const answers = own.answers ?? []
  const ask = vi.fn(() => (answers.length > 0 ? Promise.resolve(answers.shift()!) : new Promise<QuitAnswer>(() => undefined)))
  const steps: string[] = []
  const needs = {
    unsent: vi.fn(() => Promise.resolve(unsent)),
    sendNow: (what: 'all' | 'changes') => Promise.resolve(void steps.push(what)),
    close: own.close ?? (() => Promise.resolve(void steps.push('closed'))),
  }
  guardQuit(needs, { app, powerMonitor, process, clock, log, ask } as never)
  return { app, powerMonitor, process, clock, log, ask, steps, needs }
}

describe('desktop/quit', () => {
  it('F12 with nothing to lose it closes everything and ends without a question', async () => {
    const { app, ask, steps } = setUp()
    app.quit()
    expect(app.hasEnded).toBe(false)
    await settle()
    await settle()
    expect([app.hasEnded, steps]).toEqual([true, ['changes', 'closed']])
    expect(ask).not.toHaveBeenCalled()
  })

  it('F12 never quits inside its own event: Electron would forget both', async () => {
    const { app } = setUp()
    app.quit()
    for (let turn = 0; turn < 100; turn++) await Promise.resolve()
    expect(app.asked).toBe(1)
    await settle()
    await settle()
    expect(app.asked).toBe(2)
  })

  it.each<[QuitAnswer, boolean, string[]]>([
    ['send', true, ['all', 'closed']],
    ['keep', true, ['changes', 'closed']],
    ['stay', false, []],
  ])('F12 with replies kept here it asks, and does what the answer says: %s', async (answer, hasEnded, expected) => {
    const { app, ask, steps } = setUp({ unsent: 3, answers: [answer] })
    app.quit()
    await settle()
    await settle()
    expect([ask.mock.calls, app.hasEnded, steps]).toEqual([[[3]], hasEnded, expected])
  })

  it('F12 asks once however often it is told, and again after "stay"', async () => {
    const { app, ask } = setUp({ unsent: 1 })
    app.quit()
    app.quit()
    await settle()
    app.quit()
    await settle()
    expect(ask).toHaveBeenCalledTimes(1)
    const patient = setUp({ unsent: 1, answers: ['stay', 'keep'] })
    patient.app.quit()
    await settle()
    await settle()
    patient.app.quit()
    await settle()
    await settle()
    expect([patient.ask.mock.calls.length, patient.app.hasEnded]).toEqual([2, true])
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('F12 nobody is asked when the session ends: %s', async (signal) => {
    const { app, process, ask, steps } = setUp({ unsent: 2 })
    process.emit(signal)
    await settle()
    await settle()
    expect([app.hasEnded, ask.mock.calls.length, steps]).toEqual([true, 0, ['closed']])
  })

  it('F12 a question that is open when the system goes down is answered by that', async () => {
    const { app, powerMonitor, ask, steps } = setUp({ unsent: 2 })
    app.quit()
    await settle()
    expect(ask).toHaveBeenCalledTimes(1)
    powerMonitor.emit('shutdown')
    await settle()
    await settle()
    expect([app.hasEnded, steps]).toEqual([true, ['closed']])
  })

  it('F12 what does not close, or breaks, does not keep it alive', async () => {
    const stuck = setUp({ close: () => new Promise(() => undefined) })
    stuck.app.quit()
    await settle()
    await settle()
    expect(stuck.app.hasEnded).toBe(false)
    await stuck.clock.advance(5_000)
    expect(stuck.app.hasEnded).toBe(true)
    const broken = setUp()
    broken.needs.unsent.mockRejectedValue(new Error('database is gone'))
    broken.app.quit()
    await settle()
    await settle()
    expect([broken.app.hasEnded, broken.log.bugs.length]).toEqual([true, 1])
  })

  it('F12 closing the last window is not quitting', () => {
    expect(setUp().app.listenerCount('window-all-closed')).toBe(1)
  })
})
