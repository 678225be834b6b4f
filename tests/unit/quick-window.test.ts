import { describe, expect, it, vi } from 'vitest'
import { quickPlace } from '../../src-main/desktop/quick-place'
import { makeQuickWindow } from '../../src-main/desktop/quick-window'
import { refTo } from '../fakes/desk'
import { FakeClock } from '../fakes/clock'
import { FakeLog } from '../fakes/log'
import { FakePane } from '../fakes/pane'

const MINUTE = 60_000

function setUp() {
  const panes: FakePane[] = []
  const clock = new FakeClock()
  const heard = {
    place: vi.fn(),
    tellOpened: vi.fn(),
    tellClosed: vi.fn(),
    onHidden: vi.fn(),
    onFocusChanged: vi.fn(),
    activate: vi.fn(),
  }
  const open = () => {
    const pane = new FakePane()
    panes.push(pane)
    return pane.asWindow
  }
  const quick = makeQuickWindow({ open, clock, log: new FakeLog(), ...heard })
  const pane = (): FakePane => panes.at(-1) ?? new FakePane()
  return { quick, pane, panes, clock, ...heard }
}

/** On screen with Ana. */
function shown() {
  const world = setUp()
  world.quick.open(refTo(7))
  world.quick.report(null)
  world.quick.report(refTo(7))
  return world
}

describe('desktop/quick-window', () => {
  it('M8 is drawn unseen, and comes on screen when its page has drawn the customer', () => {
    const { quick, pane, tellOpened, place } = setUp()
    quick.open(null)
    expect([pane().state, tellOpened.mock.calls]).toEqual(['hidden', []])
    quick.report(null)
    expect([pane().state, tellOpened.mock.calls]).toEqual(['hidden', [[null]]])
    quick.report(refTo(7))
    expect([pane().state, pane().hasFocus, quick.seen()]).toEqual(['shown', true, refTo(7)])
    expect(place).toHaveBeenCalledOnce()
  })

  it('M8 a token of the desktop is used when it comes, and not when it goes; the leave that follows fronts what is on screen', () => {
    const { quick, pane, activate } = shown()
    quick.open(null, 'token-1')
    expect([pane().state, activate.mock.calls]).toEqual(['hidden', []])
    quick.comeForward()
    expect(pane().state).toBe('hidden')
    quick.open(refTo(7), 'token-2')
    quick.report(refTo(7))
    expect([pane().state, activate.mock.calls]).toEqual(['shown', [['token-2']]])
    pane().hasFocus = false
    quick.comeForward()
    expect(pane().hasFocus).toBe(true)
  })

  it('M8 a warm one is told at once, and comes within 80 ms whatever its page does', async () => {
    const { quick, pane, panes, tellOpened, clock } = setUp()
    quick.warm()
    quick.report(null)
    expect([pane().state, tellOpened.mock.calls]).toEqual(['hidden', []])
    quick.open(refTo(7))
    expect(tellOpened.mock.calls).toEqual([[refTo(7)]])
    await clock.advance(80)
    expect([pane().state, panes.length]).toEqual(['shown', 1])
  })

  it.each(['did-finish-load', 'did-fail-load'])('M8 a cold one comes also where its page says nothing: %s', async (event) => {
    const { quick, pane, clock } = setUp()
    quick.open(null)
    pane().webContents.emit(event)
    await clock.advance(1_500)
    expect(pane().state).toBe('shown')
  })

  it('P2 one that was only warmed never shows itself, and is taken apart after ten minutes', async () => {
    const { quick, pane, panes, clock } = setUp()
    quick.warm()
    pane().webContents.emit('did-finish-load')
    quick.report(null)
    await clock.advance(5 * MINUTE)
    quick.warm()
    await clock.advance(10 * MINUTE - 1)
    expect([pane().state, panes.length]).toEqual(['hidden', 1])
    await clock.advance(1)
    expect([pane().state, quick.contents()]).toEqual(['destroyed', []])
  })

  it('M8 the key pressed again hides it, its page draws nothing of a customer any more, and it stays warm', async () => {
    const { quick, pane, clock, tellClosed, onHidden } = shown()
    quick.open(null)
    expect([pane().state, quick.seen()]).toEqual(['hidden', null])
    expect([tellClosed.mock.calls.length, onHidden.mock.calls.length]).toEqual([1, 1])
    await clock.advance(10 * MINUTE)
    expect(pane().state).toBe('destroyed')
  })

  it('M8 the key brings it to the front with the customer who is being answered, not with another', () => {
    const { quick, pane, tellOpened } = shown()
    pane().hasFocus = false
    quick.open(null)
    expect([pane().state, pane().hasFocus, tellOpened.mock.calls]).toEqual(['shown', true, [[refTo(7)]]])
  })

  it('M8 an alert leads it to its own customer', () => {
    const { quick, pane, tellOpened } = shown()
    quick.open(refTo(8))
    quick.report(refTo(8))
    expect([pane().state, tellOpened.mock.lastCall, quick.seen()]).toEqual(['shown', [refTo(8)], refTo(8)])
  })

  it('M8 the window manager closes it: it hides; at quitting it closes', () => {
    const { quick, pane } = shown()
    pane().close()
    expect(pane().state).toBe('hidden')
    quick.letGo()
    pane().close()
    expect(pane().state).toBe('destroyed')
  })

  it('F12 a page that died is made anew at the same customer; a hidden one is not missed', () => {
    const { quick, pane, panes } = shown()
    pane().webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    expect([panes.length, panes[0]?.state]).toEqual([2, 'destroyed'])
    quick.report(null)
    quick.report(refTo(7))
    expect([pane().state, quick.seen()]).toEqual(['shown', refTo(7)])
    quick.close()
    pane().webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 9 })
    expect([panes.length, pane().state]).toEqual([2, 'destroyed'])
  })
})

describe('desktop/quick-place', () => {
  const left = { x: 0, y: 0, width: 1920, height: 1080 }
  const right = { x: 1920, y: 200, width: 1280, height: 1024 }

  it('M8 stands on the screen with the pointer, a little above the middle', () => {
    expect(quickPlace({ x: 100, y: 100 }, [left, right], 1)).toEqual({ x: 680, y: 198, width: 560, height: 420 })
    expect(quickPlace({ x: 2000, y: 300 }, [left, right], 1)).toEqual({ x: 2280, y: 381, width: 560, height: 420 })
  })

  it('M8 the screen under the pointer was unplugged: it stands on one that is left', () => {
    expect(quickPlace({ x: 2000, y: 300 }, [left], 1)).toMatchObject({ x: 680, y: 198 })
    expect(quickPlace({ x: 0, y: 0 }, [], 1)).toBeNull()
  })

  it('F20 larger text has a larger window, as far as the screen goes', () => {
    expect(quickPlace({ x: 100, y: 100 }, [left], 1.5)).toEqual({ x: 540, y: 135, width: 840, height: 630 })
    expect(quickPlace({ x: 100, y: 100 }, [{ ...left, height: 500 }], 2)).toMatchObject({ width: 1120, height: 500 })
  })

  it('M8 a screen that is smaller gets a smaller window', () => {
    const phone = { x: 0, y: 0, width: 400, height: 300 }
    expect(quickPlace({ x: 1, y: 1 }, [phone], 1)).toEqual({ x: 0, y: 0, width: 400, height: 300 })
  })
})
