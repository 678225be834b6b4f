/** Every setting, its default and who hears of a change. What it means stands at the schema (`contract/schemas/app`). */
import type { Settings } from '../../src-preload/contract/schemas/app'
import { defaultAlertSettings } from './alerts/defaults'
import type { SettingsFile, Stop } from './ports'

const MINUTE_MS = 60_000

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  density: 'cosy',
  ...defaultAlertSettings,
  undoMs: 5_000,
  undoMsByInbox: {},
  busyAfterMs: null,
  offlineAfterMs: 5 * MINUTE_MS,
  presence: {},
  amberAfterMs: 5 * MINUTE_MS,
  redAfterMs: 15 * MINUTE_MS,
  enterSends: false,
  quickKey: 'Ctrl+Shift+Space',
  reviewFirst: false,
  historyDays: 90,
  storageMb: 2_048,
}

/** How much of the storage budget shown pictures and sounds of one profile may take, in bytes. */
export function pictureBytes({ storageMb }: Pick<Settings, 'storageMb'>): number {
  return (storageMb * 1024 * 1024) / 10
}

export interface SettingsBook {
  get(): Settings
  /** Changes some keys, keeps the rest, tells everybody. */
  set(patch: Partial<Settings>): Settings
  onChange(listener: (settings: Settings) => void): Stop
}

export function makeSettings(file: SettingsFile): SettingsBook {
  let current = file.read()
  const listeners = new Set<(settings: Settings) => void>()
  return {
    get: () => current,
    set(patch) {
      const told = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      current = { ...current, ...told }
      file.write(current)
      for (const listener of [...listeners]) listener(current)
      return current
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
