/** Every setting, its default and who hears of a change. What it means stands at the schema (`contract/schemas/app`). */
import type { Settings } from '../../src-preload/contract/schemas/app'
import { defaultAlertSettings } from './alerts/defaults'
import type { SettingsFile, Stop } from './ports'

const MINUTE_MS = 60_000

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  density: 'cosy',
  textSize: 100,
  contrast: 'system',
  blurNames: false,
  ...defaultAlertSettings,
  undoMs: 5_000,
  undoMsByInbox: {},
  busyAfterMs: null,
  offlineAfterMs: 5 * MINUTE_MS,
  presence: {},
  amberAfterMs: 5 * MINUTE_MS,
  redAfterMs: 15 * MINUTE_MS,
  signature: '',
  signatures: {},
  enterSends: false,
  filters: [],
  playbook: true,
  mailPictures: [],
  claimByAnswering: true,
  quickKey: 'Ctrl+Shift+Space',
  keyMap: {},
  singleKeys: true,
  reviewFirst: false,
  historyDays: 90,
  storageMb: 2_048,
  updates: true,
  updateChannel: 'stable',
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

/** `allow`: what the organisation makes of a wish; the wish itself is what is kept. */
export function makeSettings(file: SettingsFile, allow: (wished: Settings) => Settings = (wished) => wished): SettingsBook {
  let wished = file.read()
  let current = allow(wished)
  const listeners = new Set<(settings: Settings) => void>()
  return {
    get: () => current,
    set(patch) {
      const told = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      wished = { ...wished, ...told }
      current = allow(wished)
      file.write(wished)
      for (const listener of [...listeners]) listener(current)
      return current
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
