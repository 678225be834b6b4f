/** Settings on disk. Each key stands alone: one that was edited by hand or comes from another version costs only itself. */
import { type Settings, settingsSchema } from '../../src-preload/contract/schemas/app'
import type { Log, SettingsFile } from '../core/ports'
import type { KeptFile } from './kept-file'

interface SettingsNeeds {
  file: KeptFile
  /** Core knows every key's default and its meaning. */
  defaults: Settings
  log: Log
}

/** Settings behind the treaty's own schema. */
export function makeSettingsFile({ file, defaults, log }: SettingsNeeds): SettingsFile {
  const shape = settingsSchema.shape
  let isCopyKept = false

  function readOne(key: keyof Settings): unknown {
    const stored = file.all()[key]
    if (stored === undefined) return defaults[key]
    const parsed = shape[key].safeParse(stored)
    if (parsed.success) return parsed.data
    log.warn('setting could not be read', { key })
    if (!isCopyKept) file.keepCopy()
    isCopyKept = true
    return defaults[key]
  }

  return {
    read() {
      const keys = Object.keys(shape) as (keyof Settings)[]
      return settingsSchema.parse(Object.fromEntries(keys.map((key) => [key, readOne(key)])))
    },
    write(settings) {
      const whole = settingsSchema.parse(settings)
      try {
        file.set(whole)
      } catch (error: unknown) {
        // A full disk: the wish holds until Perch ends, and goes out with the next one.
        log.warn('settings not kept', { error: error instanceof Error ? error.name : 'unknown' })
      }
    },
  }
}
