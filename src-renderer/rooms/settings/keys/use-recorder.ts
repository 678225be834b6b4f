/** One key is chosen at a time: the next press is heard before anybody else, judged, and given or refused in words. */
import { useEffect, useState } from 'react'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { clashOf, FIRST, giveKeys, isLocked, isSingle, readKeys, type Refusal, refusalOf } from '../../../key-map'
import { type ActionId, shortcutOf } from '../../../key-table'
import { wishedChord } from '../../../keys'
import { change } from '../opt'

/** Why the press was not taken. */
type Trouble = { why: Refusal | 'off' | 'quick' } | { why: 'fixed'; chord: string; other: ActionId }

/** What goes on in a line: the new key is awaited, or it is another's and the agent decides. */
export type Recording =
  | { step: 'listening'; id: ActionId; isSecond: boolean; trouble: Trouble | null }
  | { step: 'clash'; id: ActionId; chords: readonly string[]; chord: string; other: ActionId }

/** The button of a line, which keeps the focus and gets it back. */
export const buttonOf = (id: ActionId): string => `key-of-${id}`

function refusedBy(settings: Settings, id: ActionId, chord: string): Refusal | 'off' | 'quick' | null {
  if (chord === settings.quickKey) return 'quick'
  return refusalOf(id, chord) ?? (!settings.singleKeys && isSingle(chord) ? 'off' : null)
}

/** The first of these keys that another action has. */
function firstClash(settings: Settings, id: ActionId, chords: readonly string[]) {
  const { keys } = readKeys(settings.keyMap)
  for (const chord of chords) {
    const other = clashOf(keys, id, chord)
    if (other !== null) return { chord, other }
  }
  return null
}

/** What comes of a press in a line that listens; null: the line keeps its key. */
type Outcome = Recording | { give: readonly string[] } | null

function outcomeOf(settings: Settings, was: Recording & { step: 'listening' }, press: string): Outcome {
  const { id, isSecond } = was
  if (press === 'Esc') return null
  if (press === 'Backspace') return { give: [] }
  if (press === FIRST && !isSecond && settings.singleKeys && !shortcutOf(id).inFields) {
    return { ...was, isSecond: true, trouble: null }
  }
  const chord = isSecond ? `${FIRST} ${press}` : press
  const listening = { step: 'listening', id, isSecond: false } as const
  const why = refusedBy(settings, id, chord)
  if (why !== null) return { ...listening, trouble: { why } }
  const clash = firstClash(settings, id, [chord])
  if (clash === null) return { give: [chord] }
  if (isLocked(clash.other)) return { ...listening, trouble: { why: 'fixed', ...clash } }
  return { step: 'clash', id, chords: [chord], ...clash }
}

/** Listens while a line wants its key. */
export function useRecorder(settings: Settings) {
  const [recording, set] = useState<Recording | null>(null)
  const give = (id: ActionId, chords: readonly string[]) => {
    set(null)
    change({ keyMap: giveKeys(settings.keyMap, id, chords) })
    document.getElementById(buttonOf(id))?.focus()
  }
  useEffect(() => {
    if (recording?.step !== 'listening') return
    const onKeyDown = (event: KeyboardEvent) => {
      // Away to the next button: that ends it, by the focus that is lost.
      if (event.key === 'Tab' && !event.ctrlKey) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const press = wishedChord(event)
      if (press === null) return
      const next = outcomeOf(settings, recording, press)
      if (next && 'give' in next) give(recording.id, next.give)
      else set(next)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  })
  return {
    recording,
    begin: (id: ActionId) => set({ step: 'listening', id, isSecond: false, trouble: null }),
    give,
    /** Its own keys again, unless they are another's by now. */
    giveBack: (id: ActionId) => {
      const { keys } = shortcutOf(id)
      const clash = firstClash(settings, id, keys)
      if (clash === null) give(id, keys)
      else set({ step: 'clash', id, chords: keys, ...clash })
    },
    leave: () => set((was) => (was?.step === 'listening' ? null : was)),
    cancel: (id: ActionId) => {
      set(null)
      document.getElementById(buttonOf(id))?.focus()
    },
  }
}

/** What a line needs of it. */
export type Recorder = ReturnType<typeof useRecorder>
