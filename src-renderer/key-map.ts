/**
 * Which keys are in force: the table as it comes, changed by what the agent has chosen. Whatever is stored, by an older or a newer
 * version or by hand, no two actions that are heard in one place end with the same key.
 */
import { type ActionId, actionIds, isAction, shortcutOf } from './key-table'

/** As the settings keep it: only what was changed, by action. */
export type SavedKeys = Record<string, string[]>

/** The keys of every action; empty: none. */
export type KeyTable = Record<ActionId, readonly string[]>

/** Why a key cannot be given to an action. */
export type Refusal = 'alt' | 'space' | 'ibus' | 'edit' | 'menu' | 'move' | 'first' | 'typed' | 'unknown'

/** Begins the keys of two presses, and means nothing alone. */
export const FIRST = 'G'
const KEY = /^(?:Ctrl\+)?(?:Shift\+)?(?:[A-Z0-9]|[!-/:-@[-`{-~]|F\d{1,2}|Arrow(?:Up|Down|Left|Right))$/
const SEQUENCE = /^G (?:[A-Z0-9]|[!-/:-@[-`{-~])$/
/** Move, press and delete everywhere: buttons and lists need them. */
const MOVES =
  /(?:^|\+)(?:Enter|Home|End|PageUp|PageDown|Tab|Esc|Escape|Backspace|Delete|Insert|ContextMenu)$|^ $|^Arrow|^Shift\+F10$/
const EDITS = ['Ctrl+C', 'Ctrl+X', 'Ctrl+V', 'Ctrl+Y', 'Ctrl+Shift+Z', 'Ctrl+Shift+V']
const EDITS_IN_FIELDS = /^Ctrl\+(?:[AZ]|(?:Shift\+)?Arrow.*)$/
/** Of the application menu (`desktop/menu`). */
const MENU = ['Ctrl+Q', 'F11', 'Ctrl++', 'Ctrl+=', 'Ctrl+-', 'Ctrl+Shift+0']
const ACCOUNTS = /^Ctrl\+[1-9]$/

/** A letter, a figure or a sign without Ctrl, and what begins with one: what WCAG 2.1.4 wants to be switched off. */
export function isSingle(chord: string): boolean {
  return /^(?:Shift\+)?.$/u.test(chord) || chord.includes(' ')
}

/** Where an action is heard: in which window, and whether while something is written. */
function placesOf(id: ActionId): string[] {
  const { group, shownOnly, inFields, inBoth } = shortcutOf(id)
  const windows = inBoth ? ['main', 'quick'] : [group === 'quick' ? 'quick' : 'main']
  const onlyWriting = shownOnly && (group === 'write' || group === 'quick')
  const spots = onlyWriting ? ['field'] : inFields ? ['field', 'outside'] : ['outside']
  return windows.flatMap((window) => spots.map((spot) => `${window} ${spot}`))
}

const places = new Map(actionIds.map((id) => [id, placesOf(id)]))

/** Whether one press could mean both. */
export function shareReach(one: ActionId, other: ActionId): boolean {
  // Who has another's keys has no say of its own.
  if (one === other || shortcutOf(one).sameAs !== undefined || shortcutOf(other).sameAs !== undefined) return false
  return places.get(one)?.some((place) => places.get(other)?.includes(place)) ?? false
}

/** Whether the table of shortcuts itself listens to this action here. */
export function isHeardBy(id: ActionId, inField: boolean): boolean {
  const { shownOnly, sameAs, inFields } = shortcutOf(id)
  return !shownOnly && sameAs === undefined && (!inField || inFields === true)
}

/** Whether this press means the action. */
export function matches(keys: KeyTable, id: ActionId, chord: string): boolean {
  return keys[id].includes(chord) || (id === 'account' && ACCOUNTS.test(chord))
}

/** Whether its keys stay as they are. */
export function isLocked(id: ActionId): boolean {
  const { shownOnly, isFixed, sameAs } = shortcutOf(id)
  return shownOnly === true || isFixed === true || sameAs !== undefined
}

/** Why this action cannot have this key; null: it can. */
export function refusalOf(id: ActionId, chord: string): Refusal | null {
  if (/\bAlt\b/.test(chord)) return 'alt'
  if (/^Ctrl\+(?:Shift\+)?(?: |Space)$/.test(chord)) return 'space'
  if (chord === 'Ctrl+Shift+U') return 'ibus'
  if (MOVES.test(chord)) return 'move'
  if (!KEY.test(chord) && !SEQUENCE.test(chord)) return 'unknown'
  if (MENU.includes(chord)) return 'menu'
  const inFields = shortcutOf(id).inFields === true
  if (EDITS.includes(chord) || (inFields && EDITS_IN_FIELDS.test(chord))) return 'edit'
  if (inFields && (isSingle(chord) || /^Shift\+Arrow/.test(chord))) return 'typed'
  return chord === FIRST ? 'first' : null
}

/** The action that this key means already where `id` would hear it. */
export function clashOf(keys: KeyTable, id: ActionId, chord: string): ActionId | null {
  return actionIds.find((other) => shareReach(id, other) && matches(keys, other, chord)) ?? null
}

/** The table with what was stored, and the names of what could not be followed. */
export function readKeys(saved: SavedKeys): { keys: KeyTable; ignored: string[] } {
  const ignored = Object.keys(saved).filter((name) => !isAction(name) || isLocked(name))
  const isChanged = (id: ActionId) => !isLocked(id) && Object.hasOwn(saved, id)
  const keys = Object.fromEntries(actionIds.map((id) => [id, isLocked(id) ? shortcutOf(id).keys : []])) as unknown as KeyTable
  const give = (id: ActionId, wanted: readonly string[]): boolean => {
    keys[id] = wanted.filter((chord) => refusalOf(id, chord) === null && clashOf(keys, id, chord) === null)
    return keys[id].length === wanted.length
  }
  // What was chosen comes before what a version brings.
  for (const id of actionIds.filter(isChanged)) if (!give(id, saved[id] ?? [])) ignored.push(id)
  for (const id of actionIds) if (!isLocked(id) && !isChanged(id)) give(id, shortcutOf(id).keys)
  for (const id of actionIds) {
    const { sameAs } = shortcutOf(id)
    if (sameAs !== undefined && isAction(sameAs)) keys[id] = keys[sameAs]
  }
  return { keys, ignored }
}

/** What of the table works: single letters outside of fields can be off as a whole. */
export function inForce(keys: KeyTable, isSingleOn: boolean): KeyTable {
  if (isSingleOn) return keys
  const works = (id: ActionId) => (chord: string) =>
    !isSingle(chord) || !places.get(id)?.some((place) => place.endsWith('outside'))
  return Object.fromEntries(actionIds.map((id) => [id, keys[id].filter(works(id))])) as unknown as KeyTable
}

function isDefault(id: ActionId, chords: readonly string[]): boolean {
  return chords.join('\n') === shortcutOf(id).keys.join('\n')
}

/** Gives an action these keys and takes them from whoever has them; what cannot be changed keeps its own. */
export function giveKeys(saved: SavedKeys, id: ActionId, chords: readonly string[]): SavedKeys {
  if (isLocked(id)) return saved
  const { keys } = readKeys(saved)
  const next = new Map(Object.entries(saved))
  const put = (one: ActionId, wanted: readonly string[]) => {
    if (isDefault(one, wanted)) next.delete(one)
    else next.set(one, [...wanted])
  }
  for (const other of actionIds) {
    if (isLocked(other) || !shareReach(id, other)) continue
    // What is stored may wish for more than it has: it would get that now.
    const isAfterIt = [...(next.get(other) ?? keys[other])].some((chord) => chords.includes(chord))
    if (isAfterIt)
      put(
        other,
        keys[other].filter((chord) => !chords.includes(chord)),
      )
  }
  put(id, chords)
  return Object.fromEntries(next)
}
