import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clashOf,
  giveKeys,
  inForce,
  isHeardBy,
  isLocked,
  isSingle,
  type KeyTable,
  readKeys,
  refusalOf,
  type SavedKeys,
  shareReach,
} from '../../src-renderer/key-map'
import { type ActionId, actionIds, shortcutOf } from '../../src-renderer/key-table'

const plain = readKeys({}).keys
const editable = actionIds.filter((id) => !isLocked(id))

/** Pairs of actions that one press could mean where both are heard. */
function clashes(keys: KeyTable): string[] {
  return actionIds.flatMap((id) =>
    keys[id].flatMap((chord) => {
      const other = clashOf(keys, id, chord)
      return other === null ? [] : [`${chord}: ${id}, ${other}`]
    }),
  )
}

describe('the table of keys', () => {
  it('F15 as it comes has no clash, and gives nothing that it would refuse', () => {
    expect(clashes(plain)).toEqual([])
    const refused = editable.flatMap((id) => shortcutOf(id).keys.map((chord) => [id, chord, refusalOf(id, chord)] as const))
    expect(refused.filter(([, , why]) => why !== null)).toEqual([])
    for (const id of editable) expect(plain[id]).toEqual(shortcutOf(id).keys)
  })

  it.each([
    ['Alt+E', 'alt'],
    ['Ctrl+Alt+E', 'alt'],
    ['Ctrl+ ', 'space'],
    ['Ctrl+Space', 'space'],
    ['Ctrl+Shift+U', 'ibus'],
    ['Shift', 'unknown'],
    ['Control', 'unknown'],
    ['Dead', 'unknown'],
    ['ж', 'unknown'],
    ['G', 'first'],
    ['G Ctrl+E', 'unknown'],
    ['Ctrl+V', 'edit'],
    ['Ctrl+Q', 'menu'],
    ['Enter', 'move'],
    ['Tab', 'move'],
    ['Shift+Tab', 'move'],
    ['Esc', 'move'],
    [' ', 'move'],
    ['', 'unknown'],
    ['Y', null],
    ['Shift+Y', null],
    ['Ctrl+Shift+Y', null],
    ['F8', null],
    ['\\', null],
    ['G Y', null],
  ] as const)('F15 %j for "resolve": %s', (chord, why) => expect(refusalOf('resolve', chord)).toBe(why))

  it.each([
    ['Y', 'typed'],
    ['Shift+Y', 'typed'],
    ['/', 'typed'],
    ['G Y', 'typed'],
    ['Shift+ArrowUp', 'typed'],
    ['Ctrl+A', 'edit'],
    ['Ctrl+Z', 'edit'],
    ['Ctrl+ArrowLeft', 'edit'],
    ['Ctrl+Y', 'edit'],
    ['F8', null],
    ['Ctrl+Shift+K', null],
  ] as const)('F15 %j for "search", which works while one writes: %s', (chord, why) =>
    expect(refusalOf('search', chord)).toBe(why),
  )

  it('F15 knows what is heard in one place', () => {
    expect(clashOf(plain, 'snooze', 'E')).toBe('resolve')
    expect(clashOf(plain, 'snooze', 'Ctrl+5')).toBe('account')
    expect(clashOf(plain, 'search', 'Ctrl+Enter')).toBe('send')
    // The composer has it, and is no place for moving in the list.
    expect(clashOf(plain, 'next', 'Ctrl+B')).toBe(null)
    // Another window.
    expect(clashOf(plain, 'quickNext', 'Ctrl+F')).toBe(null)
    expect(clashOf(plain, 'quickNext', 'Ctrl+M')).toBe('switchKind')
    expect(shareReach('resolve', 'editContact')).toBe(false)
  })

  it('F15 a taken-over key leaves the other without, and the old place keeps its second', () => {
    const saved = giveKeys({}, 'snooze', ['E'])
    expect(saved).toEqual({ snooze: ['E'], resolve: [] })
    const help = giveKeys(saved, 'undo', ['?'])
    expect(readKeys(help).keys.help).toEqual(['F1'])
    expect(giveKeys(giveKeys(help, 'help', ['?', 'F1']), 'undo', ['Z'])).toEqual(saved)
    expect(giveKeys({ snooze: ['Y'] }, 'snooze', ['H'])).toEqual({})
  })

  it('F15 a key that two stored lines wish for goes to neither of them once it is given away', () => {
    const saved = giveKeys({ assign: ['E'], team: ['E', 'Y'] }, 'label', ['E'])
    const { keys } = readKeys(saved)
    expect([keys.assign, keys.team, keys.label]).toEqual([[], ['Y'], ['E']])
  })

  it('F15 the other window keeps a key that is given away here', () =>
    expect(giveKeys({ quickNext: ['Ctrl+Shift+K'] }, 'search', ['Ctrl+Shift+K'])).toEqual({
      quickNext: ['Ctrl+Shift+K'],
      search: ['Ctrl+Shift+K'],
    }))

  it('F15 the contact is edited by whatever resolves', () =>
    expect(readKeys({ resolve: ['Y'] }).keys.editContact).toEqual(['Y']))

  it('F15 what a file has and nobody could have chosen is left out and named', () => {
    const { keys, ignored } = readKeys({
      teleport: ['Y'],
      send: ['F8'],
      snooze: ['Alt+H'],
      label: ['E'],
      team: ['E'],
      constructor: ['Y'],
    })
    expect(ignored).toEqual(['teleport', 'send', 'constructor', 'snooze', 'label'])
    expect([keys.snooze, keys.team, keys.label, keys.resolve, keys.send]).toEqual([[], ['E'], [], [], ['Ctrl+Enter']])
  })

  it('F15 letters off leave chords, function keys and what is typed on purpose', () => {
    const keys = inForce(plain, false)
    expect([keys.resolve, keys.goMine, keys.reopen, keys.panel, keys.copyMessage]).toEqual([[], [], [], [], []])
    expect([keys.help, keys.palette, keys.mention, keys.canned]).toEqual([['F1'], ['Ctrl+K'], ['@'], ['Ctrl+/', '/']])
    expect(inForce(plain, true)).toBe(plain)
  })
})

const chord = fc.oneof(
  fc.constantFrom('E', 'H', 'Shift+E', 'G M', 'G', 'Ctrl+K', 'Ctrl+5', 'Ctrl+Enter', 'F6', '?', '/', 'Alt+X', '', 'ж', 'Shift'),
  fc.string({ maxLength: 12 }),
  fc
    .tuple(fc.constantFrom('', 'Ctrl+', 'Shift+', 'Ctrl+Shift+', 'G '), fc.constantFrom(...'ABEHJKXZ059/]'))
    .map((pair) => pair.join('')),
)
const junk: fc.Arbitrary<SavedKeys> = fc.dictionary(
  fc.oneof(fc.constantFrom<string>(...actionIds), fc.string({ maxLength: 8 })),
  fc.array(chord, { maxLength: 4 }),
)
const edits = fc.array(fc.tuple(fc.constantFrom(...actionIds), fc.option(chord)), { maxLength: 20 })

/** As the settings do it: what is refused or is another's for good changes nothing. */
function edit(saved: SavedKeys, id: ActionId, wish: string | null): SavedKeys {
  if (wish === null) return giveKeys(saved, id, shortcutOf(id).keys)
  const other = clashOf(readKeys(saved).keys, id, wish)
  if (isLocked(id) || refusalOf(id, wish) !== null || (other !== null && isLocked(other))) return saved
  return giveKeys(saved, id, [wish])
}

describe('whatever is done to the keys', () => {
  it('F15 no two actions that are heard in one place have one key, and no letter that is typed does anything', () => {
    fc.assert(
      fc.property(junk, edits, (before, steps) => {
        let saved = before
        for (const [id, wish] of steps) {
          const next = edit(saved, id, wish)
          const { keys } = readKeys(next)
          expect(clashes(keys)).toEqual([])
          if (next !== saved && !isLocked(id)) expect(keys[id]).toEqual(wish === null ? shortcutOf(id).keys : [wish])
          saved = next
        }
        const { keys } = readKeys(saved)
        expect(clashes(keys)).toEqual([])
        for (const id of actionIds.filter(isLocked)) {
          if (shortcutOf(id).sameAs === undefined) expect(keys[id]).toEqual(shortcutOf(id).keys)
        }
        const typed = actionIds.filter((id) => isHeardBy(id, true) && keys[id].some(isSingle))
        expect(typed).toEqual([])
      }),
    )
  })
})
