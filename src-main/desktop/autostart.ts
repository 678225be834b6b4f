/**
 * Start at login. On Linux Electron's own call does nothing, so the XDG autostart file is ours; elsewhere the system has a
 * list of login items. Started that way Perch shows no window.
 */
import { constants } from 'node:fs'
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import type { AtLogin } from '../../src-preload/contract/schemas/startup'

export interface Autostart {
  /** What the system has now, whoever wrote it. Rejects when that cannot be read. */
  look(): Promise<AtLogin>
  /** Rejects when the system refuses; then nothing has changed. */
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
  const entry = autostartEntry([...command, HIDDEN_SWITCH])
  return {
    async look() {
      const text = await readFile(file, 'utf8').catch(orNull)
      // Desktops switch an entry off by writing into it instead of deleting it.
      if (text === null || text.trim() === '' || OFF.test(text)) return 'off'
      return execOf(text) === execOf(entry) ? 'on' : 'other'
    },
    async set(isOn) {
      // A file that was made read-only is somebody's wish; renaming and removing would not even notice.
      const isThere = await checkWritable(file).then(() => true, orNull)
      if (isOn) await replace(file, entry)
      else if (isThere) await rm(file)
    },
  }
}

const OFF = /^\s*(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im

function execOf(entry: string): string | null {
  return /^\s*Exec\s*=\s*(.*?)\s*$/m.exec(entry)?.[1] ?? null
}

/** Null for what is not there; a folder of that name that is a file has nothing in it either. */
function orNull(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
  throw error
}

/** Root may write what was made read-only, which is not what was meant by it. */
async function checkWritable(file: string): Promise<void> {
  await access(file, constants.W_OK)
  const { mode } = await stat(file)
  if ((mode & 0o222) === 0) throw Object.assign(new Error('made read-only'), { code: 'EACCES', path: file })
}

/** Whole or not at all: on a full disk the old entry stays as it was. */
async function replace(file: string, text: string): Promise<void> {
  // Not `.desktop`: a session that begins now must not start half an entry.
  const half = `${file}.new`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(half, text)
    await rename(half, file)
  } catch (error: unknown) {
    await rm(half, { force: true }).catch(() => undefined)
    // Whoever can help needs the name of the folder, not of our half.
    throw Object.assign(error as Error, { path: dirname(file) })
  }
}

/** Autostart by the system's login items (Windows, macOS). */
export function makeLoginItem(app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>): Autostart {
  const options = { args: [HIDDEN_SWITCH] }
  return {
    // What the system throws becomes a rejection.
    look: () => new Promise((resolve) => resolve(app.getLoginItemSettings(options).openAtLogin ? 'on' : 'off')),
    set: (isOn) => new Promise((resolve) => resolve(app.setLoginItemSettings({ ...options, openAtLogin: isOn }))),
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
  return `"${doubled.replace(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}
