/** What the desktop itself does of the settings: language, theme, size of the text, and the keys of the menu. */
import { nativeTheme } from 'electron'
import { stepTextSize } from '../../src-preload/contract/text-sizes'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { setApplicationMenu } from './menu'
import type { Text } from './text'
import type { Tray } from './tray'
import type { Zoom } from './zoom'

/** Call it at start and when they change. `change` writes what a key of the menu asks for. */
export type ApplySettings = (settings: Settings, tray: Tray | null, change?: (some: Partial<Settings>) => void) => void

export function makeApplySettings({ text, quit, zoom }: { text: Text; quit: () => void; zoom: Zoom }): ApplySettings {
  return (settings, tray, change) => {
    text.setLanguage(settings.language)
    nativeTheme.themeSource = settings.theme
    zoom.set(settings.textSize)
    setApplicationMenu({ text, quit, resize: (step) => change?.({ textSize: stepTextSize(settings.textSize, step) }) })
    tray?.refresh()
  }
}
