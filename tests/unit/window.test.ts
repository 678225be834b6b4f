import { describe, expect, it, vi } from 'vitest'
import { makeActivation } from '../../src-main/desktop/activation'
import { makeMainWindow } from '../../src-main/desktop/window'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { FakePane } from '../fakes/pane'

const MINUTE = 60_000

function setUp() {
  const panes: FakePane[] = []
  const clock = new FakeClock()
  const log = new FakeLog()
  const kept = { all: () => ({ main: 'where it was' }), set: vi.fn(), remove: vi.fn(), keepCopy: vi.fn() }
  const heard = {
    load: vi.fn(),
    bringBack: vi.fn(),
    activate: vi.fn(),
    onBroken: vi.fn(),
    onFocusChanged: vi.fn(),
    onHidden: vi.fn(),
  }
  const open = vi.fn(() => {
    const pane = new FakePane()
    panes.push(pane)
    return pane.asWindow
  })
  const window = makeMainWindow({ open, kept, clock, log, ...heard })
  const pane = (): FakePane => panes.at(-1) ?? new FakePane()
  return { window, pane, panes, clock, log, kept, open, ...heard }
}

/** A window on screen. */
function shown() {
  const world = setUp()
  world.window.show()
  world.pane().paint()
  return world
}

describe('desktop/window', () => {
  it('F12 comes on screen with its first frame, not before', () => {
    const { window, pane, open } = setUp()
    window.show()
    window.show()
    expect([pane().state, open.mock.calls]).toEqual(['hidden', [['where it was']]])
    pane().paint()
    expect([pane().state, window.isFocusedAndVisible()]).toEqual(['shown', true])
  })

  it.each(['did-finish-load', 'did-fail-load'])('F12 comes also where the first frame is never told: %s', async (event) => {
    const { window, pane, clock } = setUp()
    window.show()
    pane().webContents.emit(event)
    await clock.advance(1_499)
    expect(pane().state).toBe('hidden')
    await clock.advance(1)
    expect(pane().state).toBe('shown')
  })

  it('F12 closing hides it and keeps its place; after ten minutes it is taken apart, and made again when wanted', async () => {
    const { window, pane, panes, clock, kept, onHidden } = shown()
    pane().close()
    expect([pane().state, onHidden.mock.calls.length]).toEqual(['hidden', 1])
    expect(kept.set).toHaveBeenCalledWith({ main: { x: 10, y: 20, width: 1000, height: 700, isMaximized: false } })
    await clock.advance(10 * MINUTE - 1)
    expect(window.contents()).toHaveLength(1)
    await clock.advance(1)
    expect([pane().state, window.contents()]).toEqual(['destroyed', []])
    window.show()
    expect(panes).toHaveLength(2)
  })

  it('F12 one that is shown again in time stays', async () => {
    const { window, pane, panes, clock } = shown()
    pane().close()
    await clock.advance(9 * MINUTE)
    window.show()
    await clock.advance(60 * MINUTE)
    expect([pane().state, panes.length]).toEqual(['shown', 1])
  })

  it('F12 on a full disk it still hides', () => {
    const { pane, kept, log } = shown()
    kept.set.mockImplementation(() => {
      throw new Error('ENOSPC')
    })
    pane().close()
    expect([pane().state, log.lines]).toEqual(['hidden', ['window place not kept']])
  })

  it('F12 without a tray closing minimises, and one that was not there comes to the task bar', () => {
    const { window, pane, onHidden } = shown()
    window.setTrayless(true)
    pane().close()
    expect([pane().state, onHidden.mock.calls.length]).toEqual(['minimized', 1])
    window.show()
    expect(pane().state).toBe('shown')
    window.setTrayless(false)
    pane().close()
    expect(pane().state).toBe('hidden')
    window.setTrayless(true)
    expect([pane().state, pane().hasFocus]).toEqual(['minimized', false])
  })

  it('F12 started by the session where there is no tray, it waits on the task bar', () => {
    const { window, pane, panes } = setUp()
    window.setTrayless(true)
    pane().paint()
    expect([pane().state, pane().hasFocus]).toEqual(['minimized', false])
    window.setTrayless(true)
    expect(panes).toHaveLength(1)
  })

  it('F12 wanted before its first frame, it comes to the front', () => {
    const { window, pane } = setUp()
    window.setTrayless(true)
    window.show()
    pane().paint()
    expect(pane().state).toBe('shown')
  })

  it('F12 is brought back to a screen that is there before it is shown again, not while it is in front', () => {
    const { window, pane, bringBack } = shown()
    pane().close()
    expect(bringBack).not.toHaveBeenCalled()
    bringBack.mockImplementation(() => expect(pane().state).toBe('hidden'))
    window.show()
    expect([bringBack.mock.calls, pane().state]).toEqual([[[pane().asWindow]], 'shown'])
  })

  it('F12 on quitting closing closes', () => {
    const { window, pane, kept } = shown()
    window.letGo()
    pane().close()
    expect([pane().state, kept.set.mock.calls.length]).toEqual(['destroyed', 1])
  })

  it('F1 a click brings the token of the desktop along, before the focus', () => {
    const { window, pane, activate } = shown()
    pane().close()
    activate.mockImplementation(() => expect(pane().state).toBe('hidden'))
    window.show('token-7')
    expect([activate.mock.calls, pane().state]).toEqual([[['token-7']], 'shown'])
    window.show(null)
    expect(activate).toHaveBeenCalledTimes(1)
  })

  it('F12 a page that dies is loaded again, one that keeps dying later', async () => {
    const { pane, clock, load, onBroken } = shown()
    const die = () => pane().webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    die()
    expect([onBroken.mock.calls.length, load.mock.calls.length]).toEqual([1, 0])
    await clock.advance(300)
    expect(load).toHaveBeenCalledTimes(1)
    die()
    await clock.advance(300)
    die()
    await clock.advance(14_999)
    expect(load).toHaveBeenCalledTimes(2)
    await clock.advance(1)
    expect(load).toHaveBeenCalledTimes(3)
    pane().webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    pane().destroy()
    die()
    await clock.advance(MINUTE)
    expect([load.mock.calls.length, onBroken.mock.calls.length]).toEqual([3, 3])
  })

  it('F15 its own buttons minimise, maximise and close it', () => {
    const { window, pane, onFocusChanged } = shown()
    window.control('maximize')
    expect(pane().isLarge).toBe(true)
    window.control('maximize')
    expect(pane().isLarge).toBe(false)
    const told = onFocusChanged.mock.calls.length
    window.control('minimize')
    expect([pane().state, window.isVisible(), onFocusChanged.mock.calls.length]).toEqual(['minimized', false, told + 1])
    window.show()
    window.control('close')
    expect(pane().state).toBe('hidden')
    setUp().window.control('close')
  })
})

describe('desktop/activation', () => {
  const start = (env: NodeJS.ProcessEnv) => {
    const run = vi.fn(() => ({ on: vi.fn() }))
    return { run, activate: makeActivation({ env, command: ['/opt/perch/perch', '/app'], run, log: new FakeLog() }) }
  }

  it('F1 on Wayland the token reaches us by a second start', () => {
    const env = { WAYLAND_DISPLAY: 'wayland-0', HOME: '/home/jo' }
    const { run, activate } = start(env)
    activate('gnome-shell/Perch/1234-0_TIME5678')
    const given = { ...env, XDG_ACTIVATION_TOKEN: 'gnome-shell/Perch/1234-0_TIME5678' }
    expect(run.mock.calls).toEqual([['/opt/perch/perch', ['/app'], given]])
  })

  it('F1 nothing is started elsewhere, or for a token that is none', () => {
    const x11 = start({ DISPLAY: ':0' })
    x11.activate('token')
    const wayland = start({ WAYLAND_DISPLAY: 'wayland-0' })
    for (const token of ['', 'a b', 'a\nb', 'x'.repeat(513), 'токен']) wayland.activate(token)
    expect([x11.run.mock.calls, wayland.run.mock.calls]).toEqual([[], []])
  })
})
