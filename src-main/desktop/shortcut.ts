/**
 * The key that brings quick reply from any program (M8), where the system itself gives keys: X11, Windows, macOS. Another program
 * may hold it already. On Wayland it is asked of the portal (`shortcut-portal`).
 */
import type { GlobalShortcut } from 'electron'
import type { QuickKeyState, QuickKeyStateName } from '../../src-preload/contract/quick-key'
import type { Log } from '../core/ports'

export interface Shortcut {
  /** As the settings write it, `Ctrl+Shift+Space`; empty: no key. */
  set(key: string): void
  state(): QuickKeyState
}

export interface ShortcutListeners {
  /** With the desktop's leave to come to the front, where it gives one. */
  onPress: (activationToken: string | null) => void
  /** It was pressed or not, `state` answers otherwise now. */
  onChange: () => void
  /** The system did not give this key to us, or it is no key. */
  onTaken: (key: string) => void
  /** The agent was asked by the desktop, and said no. */
  onRefused: () => void
}

type ShortcutNeeds = Pick<ShortcutListeners, 'onPress' | 'onChange' | 'onTaken'> & {
  shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>
  log: Log
}

/** Holds one key at most. */
export function makeShortcut({ shortcuts, log, onPress, onChange, onTaken }: ShortcutNeeds): Shortcut {
  let wanted = ''
  let held: string | null = null
  let state: QuickKeyStateName = 'none'
  const press = (): void => onPress(null)

  function claim(accelerator: string): boolean {
    try {
      return shortcuts.register(accelerator, press)
    } catch {
      // A settings file that was edited by hand may hold anything.
      return false
    }
  }
  function hold(key: string): QuickKeyStateName {
    if (key === '') return 'none'
    const accelerator = key.replace(/^Ctrl\+/, 'CommandOrControl+')
    if (!claim(accelerator)) return 'taken'
    held = accelerator
    return 'held'
  }
  return {
    state: () => ({ state, trigger: null }),
    set(key) {
      if (key === wanted) return
      wanted = key
      if (held !== null) shortcuts.unregister(held)
      held = null
      state = hold(key)
      onChange()
      if (state !== 'taken') return
      log.warn('quick key not registered')
      onTaken(key)
    },
  }
}
