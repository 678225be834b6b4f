/**
 * The key that brings quick reply from any program (M8). Another program may hold it already, and on Wayland no program gets keys
 * meant for others: the desktop's own shortcut for `perch --quick` is the way that always works (HOUSE §7).
 */
import type { GlobalShortcut } from 'electron'
import type { Log } from '../core/ports'

export interface Shortcut {
  /** As the settings write it, `Ctrl+Shift+Space`; empty: no key. */
  set(key: string): void
}

export interface ShortcutListeners {
  onPress: () => void
  /** The desktop did not give it to us, or it is no key. */
  onTaken: (key: string) => void
}

type ShortcutNeeds = ShortcutListeners & { shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>; log: Log }

/** Holds one key at most. */
export function makeShortcut({ shortcuts, log, onPress, onTaken }: ShortcutNeeds): Shortcut {
  let wanted = ''
  let held: string | null = null

  function claim(accelerator: string): boolean {
    try {
      return shortcuts.register(accelerator, onPress)
    } catch {
      // A settings file that was edited by hand may hold anything.
      return false
    }
  }
  return {
    set(key) {
      if (key === wanted) return
      wanted = key
      if (held !== null) shortcuts.unregister(held)
      held = null
      if (key === '') return
      const accelerator = key.replace(/^Ctrl\+/, 'CommandOrControl+')
      if (claim(accelerator)) {
        held = accelerator
        return
      }
      log.warn('quick key not registered')
      onTaken(key)
    },
  }
}
