import { describe, expect, it, vi } from 'vitest'
import type { ConversationRef } from '../../src-preload/contract/ids'
import { openTargets } from '../../src-main/ipc/targets'
import { refTo } from '../fakes/desk'

const to = (conversation: ConversationRef | null, activationToken: string | null = null) => ({
  conversation,
  compose: false,
  activationToken,
})

function setUp() {
  const window = { pages: [1], hasFocus: true, show: vi.fn(), flash: vi.fn() }
  const say = vi.fn()
  const targets = openTargets({
    window: {
      show: window.show,
      flash: window.flash,
      isFocusedAndVisible: () => window.hasFocus,
      contents: () => window.pages.map((id) => ({ id })),
    },
    broadcast: { say },
  })
  return { targets, window, say }
}

describe('ipc/targets', () => {
  it('F1 a page that listens is told at once, with the window in front', () => {
    const { targets, window, say } = setUp()
    targets.report(1, null)
    targets.goTo(to(refTo(42), 'token-7'))
    expect(window.show).toHaveBeenCalledWith('token-7')
    expect(say.mock.calls).toEqual([['target.requested', { conversation: refTo(42), compose: false }]])
  })

  it('F1 a page that was only just made is told when it reports, once, and only the last', () => {
    const { targets, say } = setUp()
    targets.goTo(to(refTo(41)))
    targets.goTo(to(refTo(42)))
    expect(say).not.toHaveBeenCalled()
    targets.report(1, null)
    targets.report(1, refTo(42))
    expect(say.mock.calls).toEqual([['target.requested', { conversation: refTo(42), compose: false }]])
  })

  it('F1 a page that died hears nothing until its successor reports', () => {
    const { targets, say } = setUp()
    targets.report(1, refTo(7))
    const whenBack = vi.fn()
    targets.forget(whenBack)
    expect(targets.screen.isSeen(refTo(7))).toBe(false)
    targets.goTo(to(refTo(42)))
    expect([say.mock.calls, whenBack.mock.calls]).toEqual([[], []])
    targets.report(1, null)
    targets.report(1, refTo(42))
    expect([say.mock.calls.length, whenBack.mock.calls.length]).toEqual([1, 1])
  })

  it('F1 seen is what a living page shows while the agent looks at it', () => {
    const { targets, window } = setUp()
    targets.report(1, refTo(7))
    expect([targets.screen.isSeen(refTo(7)), targets.screen.isSeen(refTo(8))]).toEqual([true, false])
    expect(targets.screen.isSeen(refTo(7, 'p2'))).toBe(false)
    window.hasFocus = false
    expect([targets.screen.isSeen(refTo(7)), targets.screen.hasFocus()]).toEqual([false, false])
    window.hasFocus = true
    window.pages = [2]
    expect(targets.screen.isSeen(refTo(7))).toBe(false)
    targets.report(2, refTo(7))
    expect(targets.screen.isSeen(refTo(7))).toBe(true)
  })

  it('F1 without a conversation it is the window alone', () => {
    const { targets, window, say } = setUp()
    targets.report(1, null)
    targets.goTo(to(null))
    expect([window.show.mock.calls.length, say.mock.calls]).toEqual([1, []])
  })

  it('F3 a line of the tray menu opens a page, also one that is only just made', () => {
    const { targets, window, say } = setUp()
    targets.goToRoom('settings')
    // The window alone does not take the wish away.
    targets.goTo(to(null))
    targets.report(1, null)
    targets.goToRoom('outbox')
    expect(say.mock.calls).toEqual([
      ['room.requested', { room: 'settings' }],
      ['room.requested', { room: 'outbox' }],
    ])
    expect(window.show).toHaveBeenCalledTimes(3)
  })
})
