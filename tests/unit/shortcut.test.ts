import { describe, expect, it, vi } from 'vitest'
import { makeShortcut } from '../../src-main/desktop/shortcut'
import { FakeLog } from '../fakes/log'

function setUp(register: (key: string, run?: () => void) => boolean = () => true) {
  const shortcuts = { register: vi.fn(register), unregister: vi.fn() }
  const heard = { onPress: vi.fn(), onChange: vi.fn(), onTaken: vi.fn() }
  return { shortcut: makeShortcut({ shortcuts, log: new FakeLog(), ...heard }), shortcuts, ...heard }
}

describe('desktop/shortcut', () => {
  it('M8 claims the key of the settings once, and lets the old one go for a new one', () => {
    const { shortcut, shortcuts, onPress, onChange } = setUp()
    shortcut.set('Ctrl+Shift+Space')
    shortcut.set('Ctrl+Shift+Space')
    expect(shortcuts.register.mock.calls).toEqual([['CommandOrControl+Shift+Space', expect.any(Function)]])
    expect(shortcut.state()).toEqual({ state: 'held', trigger: null })
    shortcuts.register.mock.calls[0]?.[1]?.()
    expect(onPress.mock.calls).toEqual([[null]])
    shortcut.set('F9')
    expect(shortcuts.unregister.mock.calls).toEqual([['CommandOrControl+Shift+Space']])
    shortcut.set('')
    expect([shortcuts.register.mock.calls.length, shortcuts.unregister.mock.lastCall]).toEqual([2, ['F9']])
    expect([shortcut.state().state, onChange.mock.calls.length]).toEqual(['none', 3])
  })

  it('M8 says that another program has the key, and gives nothing back that it never had', () => {
    const { shortcut, shortcuts, onTaken } = setUp(() => false)
    shortcut.set('Ctrl+Shift+Space')
    expect(shortcut.state().state).toBe('taken')
    shortcut.set('')
    expect([onTaken.mock.calls, shortcuts.unregister.mock.calls]).toEqual([[['Ctrl+Shift+Space']], []])
  })

  it('M8 a key that is none is said, too', () => {
    const { shortcut, onTaken } = setUp(() => {
      throw new TypeError('conversion failure')
    })
    shortcut.set('Ctrl+Nothing')
    expect(onTaken).toHaveBeenCalledWith('Ctrl+Nothing')
  })
})
