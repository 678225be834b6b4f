import { describe, expect, it, vi } from 'vitest'
import type { Bus } from '../../src-main/desktop/bus'
import { watchTrayHost } from '../../src-main/desktop/tray-watch'
import { makeTraylessNotice } from '../../src-main/desktop/trayless-notice'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'

/** A file that outlives the program. */
function keptFile(values: Record<string, unknown> = {}) {
  const set = vi.fn((news: Record<string, unknown>) => void Object.assign(values, news))
  return { all: () => values, set, remove: vi.fn(), keepCopy: vi.fn() }
}

describe('desktop/trayless-notice', () => {
  function setUp(kept = keptFile(), isThere = true) {
    const tell = vi.fn(() => isThere)
    const log = new FakeLog()
    return { notice: makeTraylessNotice({ kept, tell, log }), tell, log, kept }
  }

  it('F12 a desktop without a tray is explained once, ever: also after other starts and with a tray between', () => {
    const kept = keptFile({ main: 'where it was' })
    const { notice, tell } = setUp(kept)
    notice.look()
    expect(tell).not.toHaveBeenCalled()
    for (const isTrayless of [true, false, true]) notice.setTrayless(isTrayless)
    notice.look()
    expect([tell.mock.calls.length, kept.all()]).toEqual([1, { main: 'where it was', toldTrayless: true }])
    const later = setUp(kept)
    later.notice.setTrayless(true)
    expect(later.tell).not.toHaveBeenCalled()
  })

  it('F12 nobody at the window: it waits for her, and is forgotten when a tray comes first', () => {
    const kept = keptFile()
    let isThere = false
    const tell = vi.fn(() => isThere)
    const notice = makeTraylessNotice({ kept, tell, log: new FakeLog() })
    notice.setTrayless(true)
    expect(kept.set).not.toHaveBeenCalled()
    isThere = true
    notice.setTrayless(false)
    notice.look()
    expect(tell).toHaveBeenCalledTimes(1)
    notice.setTrayless(true)
    expect(kept.set).toHaveBeenCalledTimes(1)
  })

  it('F12 on a full disk it is told, and once only until the next start', () => {
    const { notice, tell, log, kept } = setUp()
    kept.set.mockImplementation(() => {
      throw new Error('ENOSPC')
    })
    notice.setTrayless(true)
    notice.look()
    expect([tell.mock.calls.length, log.lines]).toEqual([1, ['trayless not kept']])
  })
})

describe('desktop/tray-watch', () => {
  function setUp() {
    const clock = new FakeClock()
    let tell: (owner: string | null) => void = () => undefined
    const bus = {
      onOwner: (_name: string, listener: typeof tell) => {
        tell = listener
        return () => undefined
      },
      call: () => Promise.reject(new Error('it does not say')),
    } as unknown as Bus
    const onHost = vi.fn()
    const onTrayless = vi.fn()
    watchTrayHost({ bus, clock, onHost, onTrayless })
    return { clock, tell: (owner: string | null) => tell(owner), onHost, onTrayless }
  }

  it('F12 a panel that crashes on our icon gets it again each time it comes back, once and not at once', async () => {
    const { clock, tell, onHost, onTrayless } = setUp()
    tell(':1.1')
    await clock.advance(60_000)
    for (let crash = 1; crash <= 10; crash++) {
      tell(null)
      tell(`:1.${crash + 1}`)
      await clock.advance(499)
      expect(onHost).toHaveBeenCalledTimes(crash)
      await clock.advance(1)
      expect(onHost).toHaveBeenCalledTimes(crash + 1)
    }
    // Dead again before it was greeted: what comes back is greeted, what died is not.
    tell(null)
    tell(':1.50')
    await clock.advance(400)
    tell(null)
    tell(':1.51')
    await clock.advance(60_000)
    expect([onHost.mock.calls.length, onTrayless.mock.calls]).toEqual([12, []])
  })

  it('F12 a panel that is restarted in a moment does not make us trayless, one that stays away does', async () => {
    const { clock, tell, onHost, onTrayless } = setUp()
    tell(':1.1')
    await clock.advance(60_000)
    tell(null)
    await clock.advance(4_000)
    tell(':1.2')
    await clock.advance(60_000)
    expect([onTrayless.mock.calls, onHost.mock.calls.length]).toEqual([[], 2])
    tell(null)
    await clock.advance(5_000)
    expect(onTrayless.mock.calls).toEqual([[true]])
    tell(':1.3')
    await clock.advance(500)
    expect([onTrayless.mock.calls, onHost.mock.calls.length]).toEqual([[[true], [false]], 3])
  })
})
