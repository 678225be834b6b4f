import { describe, expect, it, vi } from 'vitest'
import { profileId } from '../../src-preload/contract/ids'
import { makeBroadcast } from '../../src-main/ipc/broadcast'

function setUp() {
  let due: (() => void) | null = null
  const clock = {
    after: (_ms: number, run: () => void) => {
      due = run
      return () => void (due = null)
    },
  }
  const log = { info: vi.fn(), warn: vi.fn(), bug: vi.fn(() => 'x') }
  const window = { isDestroyed: () => false, send: vi.fn<(channel: string, name: unknown, body: unknown) => void>() }
  const gone = { isDestroyed: () => true, send: vi.fn() }
  const broadcast = makeBroadcast({ audience: () => [window, gone], clock, log })
  return { broadcast, window, gone, log, pass: () => due?.() }
}
const a = profileId.parse('a')
const b = profileId.parse('b')

describe('ipc/broadcast', () => {
  it('F4 joins what changed within 30 ms, per profile, to live windows only', () => {
    const { broadcast, window, gone, pass } = setUp()
    broadcast.changed(a, ['inbox', 'conversation:1:2'])
    broadcast.changed(b, ['outbox'])
    broadcast.changed(a, ['inbox', 'outbox'])
    broadcast.linkChanged(a)
    broadcast.linkChanged(a)
    expect(window.send).not.toHaveBeenCalled()
    pass()
    expect(window.send.mock.calls).toEqual([
      ['event', 'link.changed', { profileId: a }],
      ['event', 'store.changed', { profileId: a, topics: ['inbox', 'conversation:1:2', 'outbox'] }],
      ['event', 'store.changed', { profileId: b, topics: ['outbox'] }],
    ])
    expect(gone.send).not.toHaveBeenCalled()
  })

  it('F4 says the rest at once and in order', () => {
    const { broadcast, window } = setUp()
    broadcast.changed(a, ['inbox'])
    broadcast.say('notice.raised', { level: 'info', key: 'notice.x', values: {} })
    expect(window.send.mock.calls.map((call) => call[1])).toEqual(['store.changed', 'notice.raised'])
  })

  it('HOUSE8 an event carries what its schema knows and nothing beside it', () => {
    const { broadcast, window } = setUp()
    broadcast.say('notice.raised', { level: 'info', key: 'notice.x', values: {}, token: 'secret' } as never)
    expect(window.send.mock.calls).toEqual([['event', 'notice.raised', { level: 'info', key: 'notice.x', values: {} }]])
  })

  it('HOUSE8 a body that does not fit is a bug, not an event', () => {
    const { broadcast, window, log } = setUp()
    broadcast.say('notice.raised', { level: 'loud', key: 'x', values: {} } as never)
    expect(window.send).not.toHaveBeenCalled()
    expect(log.bug).toHaveBeenCalledTimes(1)
  })
})
