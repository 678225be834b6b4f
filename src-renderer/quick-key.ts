/**
 * Which keys can bring quick reply from any program. Such a key is taken from every program, so one that people write, edit, or
 * work their desktop with is refused in words. Letters are named by their place where the layout has others.
 */
import { type KeyTable, matches } from './key-map'
import { type ActionId, actionIds } from './key-table'
import { MODIFIERS } from './keys'

/** Why a key cannot be the one. */
export type QuickKeyTrouble = { why: 'typed' | 'common' | 'system' | 'unknown' } | { why: 'own'; action: ActionId }

const KEY = /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Insert)$/
/** Help, reload, menu, full screen: nearly every program has them. */
const COMMON_ALONE = /^F(?:1|5|10|11)$/
/** Copy and paste in terminals, redo, characters by number, a private page, a page again. */
const COMMON_WITH_SHIFT = /^Ctrl\+Shift\+[CVZUNT]$/
/** Consoles, closing a window, its menu, locking, showing the desktop. */
const SYSTEM = /^(?:Ctrl\+Alt\+F\d{1,2}|Alt\+(?:F\d{1,2}|Space)|Ctrl\+Alt\+[LT]|Super\+(?:[0-9LDEAVR]|Space))$/
const PLACES: Record<string, string> = { Space: 'Space', Insert: 'Insert' }

/** The press as the settings write it; null: modifiers alone, more is to come. */
export function quickKeyOf(event: KeyboardEvent): string | null {
  if (event.isComposing || event.repeat || MODIFIERS.includes(event.key)) return null
  const words = [
    ...(event.ctrlKey ? ['Ctrl'] : []),
    ...(event.altKey || event.getModifierState('AltGraph') ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
    ...(event.metaKey ? ['Super'] : []),
  ]
  return [...words, nameOf(event)].join('+')
}

function nameOf({ key, code }: KeyboardEvent): string {
  const place = PLACES[code] ?? PLACES[key]
  if (place !== undefined) return place
  if (code.startsWith('Digit')) return code.slice(5)
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  return code.startsWith('Key') ? code.slice(3) : key
}

/** Null: it can be had, as far as Perch knows. */
export function quickKeyTrouble(key: string, keys: KeyTable): QuickKeyTrouble | null {
  const words = key.split('+')
  const last = words.at(-1) ?? ''
  const modifiers = words.slice(0, -1)
  if (!KEY.test(last)) return { why: 'unknown' }
  const isFunction = last.length > 1 && last.startsWith('F')
  const strong = modifiers.filter((word) => word !== 'Shift')
  if (strong.length === 0 && !isFunction) return { why: 'typed' }
  if (SYSTEM.test(key)) return { why: 'system' }
  // One of them and a letter is what menus and commands of every program have.
  const isCommon = !isFunction && modifiers.length === 1 && !modifiers.includes('Super')
  if (isCommon || COMMON_ALONE.test(key) || COMMON_WITH_SHIFT.test(key)) return { why: 'common' }
  const action = actionIds.find((id) => matches(keys, id, key))
  return action === undefined ? null : { why: 'own', action }
}
