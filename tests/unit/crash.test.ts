import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { catchCrashes } from '../../src-main/desktop/crash'
import { FakeLog } from '../fakes/log'

function setUp() {
  const [app, process] = [new EventEmitter(), new EventEmitter()]
  const crashReporter = { start: vi.fn() }
  const log = new FakeLog()
  catchCrashes({ app, process, crashReporter, log } as never)
  return { app, process, crashReporter, log }
}

describe('desktop/crash', () => {
  it('HOUSE8 crash dumps are made, and stay on this computer', () => {
    expect(setUp().crashReporter.start.mock.calls).toEqual([[{ uploadToServer: false }]])
  })

  it('HOUSE9 what nobody caught is written down once, and Perch goes on', () => {
    const { process, log } = setUp()
    process.emit('uncaughtException', new Error('odd'))
    process.emit('unhandledRejection', 'words of a customer')
    expect(log.bugs.map(({ where }) => where)).toEqual(['uncaught exception', 'unhandled rejection'])
  })

  it('F12 a process that Chromium lost is a line in the log, one that ended is none', () => {
    const { app, log } = setUp()
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'killed', exitCode: 9 })
    app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 })
    expect(log.lines).toEqual(['process gone'])
  })
})
