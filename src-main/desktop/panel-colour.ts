/**
 * Is the panel dark? The icon on it must be seen whatever colours the agent chose for the window, and Electron knows only one
 * theme, the chosen one. On Linux the desktop's own wish is asked of its portal; GNOME's panel is dark in both.
 */
import type { Stop } from '../core/ports'
import type { Bus } from './bus'
import { isTaskBarDark } from './can'

export interface PanelColour {
  isDark(): boolean
  onChange(listener: () => void): Stop
}

const PORTAL = {
  destination: 'org.freedesktop.portal.Desktop',
  path: '/org/freedesktop/portal/desktop',
  interface: 'org.freedesktop.portal.Settings',
}
const APPEARANCE = 'org.freedesktop.appearance'
const SCHEME = 'color-scheme'
/** Of the portal: 0 no wish, 1 dark, 2 light. */
const DARK = 1
const LIGHT = 2

interface PanelNeeds {
  /** Null elsewhere than on Linux. */
  bus: Bus | null
  /** `XDG_CURRENT_DESKTOP`. */
  desktop: string
  /** Electron's idea. */
  theme: Parameters<typeof isTaskBarDark>[0]
}

/** The panel of this desktop. */
export function makePanelColour({ bus, desktop, theme }: PanelNeeds): PanelColour {
  if (bus) return makeLinuxPanel({ bus, desktop, theme })
  return { isDark: () => isTaskBarDark(theme), onChange: () => () => undefined }
}

function makeLinuxPanel({ bus, desktop, theme }: PanelNeeds & { bus: Bus }): PanelColour {
  const isAlwaysDark = /GNOME|Unity|Pantheon/i.test(desktop)
  const listeners = new Set<() => void>()
  let wish: number | null = null

  function learn(answer: unknown): void {
    const scheme = unwrap(answer)
    wish = scheme === DARK || scheme === LIGHT ? scheme : null
    for (const listener of [...listeners]) listener()
  }
  if (!isAlwaysDark) {
    bus.onSignal({ interface: PORTAL.interface, member: 'SettingChanged' }, ({ body: [space, key, value] }) => {
      if (space === APPEARANCE && key === SCHEME) learn(value)
    })
    // No portal is a normal state: then Electron's idea has to do.
    bus.call(PORTAL, 'Read', { signature: 'ss', body: [APPEARANCE, SCHEME] }).then(([answer]) => learn(answer), noPortal)
  }
  return {
    isDark: () => isAlwaysDark || (wish === null ? theme.shouldUseDarkColors : wish === DARK),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function noPortal(): void {}

/** A variant, often in a variant. */
function unwrap(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? unwrap(value.value) : value
}
