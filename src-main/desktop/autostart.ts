/**
 * Start at login. On Linux Electron's own call does nothing, so the XDG autostart file is ours; elsewhere the system has a
 * list of login items. Started that way Perch shows no window.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { App } from 'electron'

export interface Autostart {
  isOn(): Promise<boolean>
  set(isOn: boolean): Promise<void>
}

/** The switch that says "started by the session, not by the agent". */
export const HIDDEN_SWITCH = '--hidden'

interface LinuxNeeds {
  /** `~/.config`, or what XDG_CONFIG_HOME says. */
  configFolder: string
  /** Program and arguments that start this very installation. */
  command: readonly string[]
}

/** Autostart by a file in the agent's own autostart folder. */
export function makeLinuxAutostart({ configFolder, command }: LinuxNeeds): Autostart {
  const file = join(configFolder, 'autostart', 'perch.desktop')
  return {
    async isOn() {
      const text = await readFile(file, 'utf8').catch(() => '')
      // Desktops switch an entry off by writing into it instead of deleting it.
      return text !== '' && !/^\s*(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(text)
    },
    async set(isOn) {
      if (!isOn) return rm(file, { force: true })
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, autostartEntry([...command, HIDDEN_SWITCH]))
    },
  }
}

/** Autostart by the system's login items (Windows, macOS). */
export function makeLoginItem(app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>): Autostart {
  const options = { args: [HIDDEN_SWITCH] }
  return {
    isOn: () => Promise.resolve(app.getLoginItemSettings(options).openAtLogin),
    set: (isOn) => Promise.resolve(app.setLoginItemSettings({ ...options, openAtLogin: isOn })),
  }
}

/** The text of the entry; arguments are quoted as the Desktop Entry rules want it. */
export function autostartEntry(command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Perch',
    `Exec=${command.map(quote).join(' ')}`,
    'Icon=perch',
    'Terminal=false',
    'NoDisplay=true',
    'X-GNOME-Autostart-enabled=true',
  ]
  return `${lines.join('\n')}\n`
}

/** Two layers: quotes of the Exec key, then the escapes of any string value; `%` starts a field code. */
function quote(word: string): string {
  const doubled = word.replaceAll('%', '%%')
  if (/^[\w@.,:+=/%-]+$/.test(doubled)) return doubled
  return `"${doubled.replace(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\')
}
