/** The key for quick reply, by whoever gives keys on this system: X11, Windows and macOS themselves, Wayland by its portal. */
import type { GlobalShortcut } from 'electron'
import type { Log } from '../core/ports'
import type { Bus } from './bus'
import { makeShortcut, type Shortcut, type ShortcutListeners } from './shortcut'
import { makePortalShortcut } from './shortcut-portal'
import type { Text } from './text'

interface QuickKeyNeeds {
  /** Null: not Linux. */
  bus: Bus | null
  text: Text
  shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>
  log: Log
}

/** Holds no key before it is told which. */
export function makeQuickKey({ bus, text, shortcuts, log }: QuickKeyNeeds, listeners: ShortcutListeners): Shortcut {
  if (bus === null || !process.env['WAYLAND_DISPLAY']) return makeShortcut({ shortcuts, log, ...listeners })
  // Reaches the programs of the X server beside Wayland; what it says of itself would not be the whole truth.
  const quietly = { onPress: listeners.onPress, onChange: () => undefined, onTaken: () => undefined }
  const fallback = makeShortcut({ shortcuts, log, ...quietly })
  return makePortalShortcut({ bus, description: () => text.t('menu.quickReply'), fallback, log, ...listeners })
}
