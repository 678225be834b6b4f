import { describe, expect, it, vi } from 'vitest'
import { makeBridge } from '../../src-preload/doorway'

type Raw = (event: unknown, ...words: unknown[]) => void

function setUp(invoke: (...words: unknown[]) => unknown = () => ({ ok: true, value: [] })) {
  let raw: Raw = () => undefined
  const ipc = { invoke: vi.fn(invoke), on: (_channel: string, listener: Raw) => void (raw = listener) }
  const bridge = makeBridge(ipc as never)
  return { bridge, ipc, raise: (name: unknown, body: unknown) => raw({ sender: 'ipcRenderer' }, name, body) }
}
const refused = { ok: false, error: { kind: 'invalid-request' } }

describe('the preload', () => {
  it('HOUSE8 gives the page two functions and nothing else', () => {
    expect(Object.keys(setUp().bridge)).toEqual(['call', 'on'])
  })

  it('HOUSE8 passes calls of the treaty on, and refuses every other name without asking main', async () => {
    const { bridge, ipc } = setUp()
    expect(await bridge.call('profile.list', {})).toEqual({ ok: true, value: [] })
    expect(ipc.invoke.mock.calls).toEqual([['call', 'profile.list', {}]])
    for (const name of ['nothing.known', 'toString', '__proto__', '', 7])
      expect(await bridge.call(name as 'profile.list', {})).toEqual(refused)
    expect(ipc.invoke).toHaveBeenCalledTimes(1)
  })

  it('HOUSE8 what cannot be cloned is an answer, not an exception with words of main', async () => {
    const { bridge } = setUp(() => Promise.reject(new Error('An object could not be cloned')))
    expect(await bridge.call('profile.list', {})).toEqual(refused)
  })

  it('HOUSE8 listeners get the body alone, never the event that leads back to ipcRenderer', () => {
    const { bridge, raise } = setUp()
    const listener = vi.fn()
    const stop = bridge.on('link.changed', listener)
    bridge.on('link.changed', listener)
    raise('link.changed', { profileId: 'p1' })
    expect(listener.mock.calls).toEqual([[{ profileId: 'p1' }], [{ profileId: 'p1' }]])
    stop()
    raise('link.changed', {})
    expect(listener).toHaveBeenCalledTimes(3)
  })

  it('HOUSE8 events outside the treaty reach nobody', () => {
    const { bridge, raise } = setUp()
    const listener = vi.fn()
    bridge.on('ipc.anything' as 'link.changed', listener)()
    raise('ipc.anything', {})
    raise(undefined, {})
    expect(listener).not.toHaveBeenCalled()
  })
})
