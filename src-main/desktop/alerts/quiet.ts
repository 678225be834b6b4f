/** The desktop's own do-not-disturb, as far as it can be read. Windows and macOS tell it to nobody: there it is honestly unknown. */
import { execFile } from 'node:child_process'
import type { DesktopQuiet } from '../../core/ports'
import type { Bus } from '../bus'
import { LinuxQuiet } from './quiet-linux'

/** `bus` null: not Linux. */
export function makeDesktopQuiet(bus: Bus | null): DesktopQuiet {
  if (bus === null) return { isQuiet: () => null }
  return new LinuxQuiet({ bus, desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '', gsettings })
}

function gsettings(words: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('gsettings', words, { timeout: 3_000 }, (error, stdout) => resolve(error ? null : stdout))
  })
}
