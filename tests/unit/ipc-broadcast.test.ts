import { describe, expect, it, vi } from 'vitest'
import { profileId } from '../../src-preload/contract/ids'
import { makeBroadcast } from '../../src-main/ipc/broadcast'
import { FakeClock } from '../fakes/clock'

function setUp() {
  const clock = new FakeClock()
  const log = { info: vi.fn(), warn: vi.fn(), bug: vi.fn(() => 'x') }
  const window = { isDestroyed: () => false, send: vi.fn<(channel: string, name: unknown, body: unknown) => void>() }
  const gone = { isDestroyed: () => true, send: vi.fn() }
  const broadcast = makeBroadcast({ audience: () => [window, gone], clock, log })
  return { broadcast, window, gone, log, clock }
}
const a = profileId.parse('a')
const b = profileId.parse('b')

describe('ipc/broadcast', () => {
  it('F4 joins what changed within 30 ms, per profile, to live windows only', async () => {
    const { broadcast, window, gone, clock } = setUp()
    broadcast.changed(a, ['inbox', 'conversation:1:2'])
    broadcast.changed(b, ['outbox'])
    broadcast.changed(a, ['inbox', 'outbox'])
    broadcast.linkChanged(a)
    broadcast.linkChanged(a)
    expect(window.send).not.toHaveBeenCalled()
    await clock.advance(30)
    expect(window.send.mock.calls).toEqual([
      ['event', 'link.changed', { profileId: a }],
      ['event', 'store.changed', { profileId: a, topics: ['inbox', 'conversation:1:2', 'outbox'] }],
      ['event', 'store.changed', { profileId: b, topics: ['outbox'] }],
    ])
    expect(gone.send).not.toHaveBeenCalled()
  })

  it('P9 in a flood tells eight times a second; the first and the last are told all the same, whatever the clock does', async () => {
    const { broadcast, window, clock } = setUp()
    for (let ms = 0; ms < 1000; ms += 10) {
      broadcast.changed(a, ['inbox'])
      await clock.advance(10)
    }
    expect(window.send.mock.calls.length).toBeLessThanOrEqual(9)
    await clock.advance(120)
    const before = window.send.mock.calls.length
    expect(before).toBeGreaterThanOrEqual(8)
    await clock.advance(500)
    broadcast.changed(a, ['inbox'])
    await clock.advance(30)
    clock.jump(-86_400_000)
    broadcast.changed(a, ['outbox'])
    await clock.advance(120)
    expect(window.send.mock.calls.length).toBe(before + 2)
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
