/**
 * How a key press becomes one of the shortcuts (`key-table`) by the keys in force (`key-map`). Letters are taken from the
 * character while it is Latin and from the place on the keyboard otherwise, so J is J on a Russian layout too. Nothing fires
 * while an input method composes, and nothing uses Alt: that is AltGr and the mnemonics.
 */
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { FIRST, inForce, isHeardBy, isSingle, type KeyTable, matches, readKeys } from './key-map'
import { type ActionId, actionIds, type Group, shortcutOf } from './key-table'
import type { TextKey } from './text/t'

export type { ActionId } from './key-table'

/** Answering false means "not mine now": the next listener is asked. */
export type KeyHandlers = Partial<Record<ActionId, (event: KeyboardEvent) => void | boolean>>

interface Layer {
  handlers: KeyHandlers
  /** A dialog: nobody below it hears anything. */
  modal: boolean
}

/** Two keys in a row belong together for this long. */
const SEQUENCE_MS = 1200
const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')
const layers: Layer[] = []
/** The keys in force; whoever listens to it is drawn again when they change. */
export const useKeyTable = create<KeyTable>(() => inForce(readKeys({}).keys, true))
let firstKey: { chord: string; at: number } | null = null

function letterOf(event: KeyboardEvent): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toUpperCase()
  if (event.code.startsWith('Key')) return event.code.slice(3)
  if (event.ctrlKey && event.code.startsWith('Digit')) return event.code.slice(5)
  if (event.code === 'BracketRight' && !/^[\x20-\x7e]$/.test(event.key)) return ']'
  if (event.code === 'Period' && event.ctrlKey) return '.'
  return event.key === 'Escape' ? 'Esc' : event.key
}

/** The press in the words of the table, such as `Ctrl+Shift+Enter` or `J`. */
export function chordOf(event: KeyboardEvent): string {
  const key = letterOf(event)
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(key)
  const ctrl = isMac ? event.metaKey : event.ctrlKey
  return `${ctrl ? 'Ctrl+' : ''}${event.shiftKey && !isSign ? 'Shift+' : ''}${key}`
}

/** Presses that mean nothing alone. */
export const MODIFIERS = ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'Process', 'Unidentified']

/** The press as somebody who chooses a key means it: with what the table never uses; null: more is to come. */
export function wishedChord(event: KeyboardEvent): string | null {
  if (event.isComposing || event.repeat || MODIFIERS.includes(event.key)) return null
  const isAlt = event.altKey || event.getModifierState('AltGraph')
  const isOther = isMac ? event.ctrlKey : event.metaKey
  return `${isAlt ? 'Alt+' : ''}${isOther ? 'Meta+' : ''}${chordOf(event)}`
}

/** Whether somebody writes there. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function find(chord: string, inField: boolean): ActionId | null {
  const keys = useKeyTable.getState()
  return actionIds.find((id) => isHeardBy(id, inField) && matches(keys, id, chord)) ?? null
}

function match(event: KeyboardEvent): ActionId | null {
  if (event.isComposing || event.altKey || event.defaultPrevented) return null
  const chord = chordOf(event)
  const inField = isField(event.target)
  const before = firstKey && event.timeStamp - firstKey.at < SEQUENCE_MS ? firstKey.chord : null
  firstKey = chord === FIRST && !inField && before === null ? { chord, at: event.timeStamp } : null
  if (firstKey) return null
  const both = before === null ? null : find(`${before} ${chord}`, inField)
  // Somebody who began two presses and has no such key does not mean the second one alone.
  return both ?? (before !== null && isSingle(chord) ? null : find(chord, inField))
}

function run(id: ActionId, event: KeyboardEvent): boolean {
  for (const layer of [...layers].reverse()) {
    const handler = layer.handlers[id]
    if (handler && handler(event) !== false) return true
    if (layer.modal) return false
  }
  return false
}

function onKeyDown(event: KeyboardEvent): void {
  const id = match(event)
  if (id && run(id, event)) event.preventDefault()
}

/** Does what the key of an action does, for menus that offer it by name. */
export function press(id: ActionId): void {
  run(id, new KeyboardEvent('keydown'))
}

/** Starts listening; returns the way to stop. Called once, by the shell. */
export function startKeys(): () => void {
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

/** Listens to shortcuts while the component is on screen. Who came last is asked first. */
export function useKeys(handlers: KeyHandlers, modal = false): void {
  const layer = useRef<Layer>({ handlers, modal })
  useEffect(() => {
    layer.current.handlers = handlers
  })
  useEffect(() => {
    const mine = layer.current
    mine.modal = modal
    layers.push(mine)
    return () => void layers.splice(layers.indexOf(mine), 1)
  }, [modal])
}

const shown: Record<string, string> = {
  Enter: '↵',
  ArrowDown: '↓',
  ArrowUp: '↑',
  Ctrl: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
}

/** The keys of an action for a hint beside its button; without any where it has none. */
export function keysOf(id: ActionId): string[] {
  return wordsOf(useKeyTable.getState()[id][0])
}

/** A chord as people read it. */
export function wordsOf(chord: string | undefined): string[] {
  return chord === undefined ? [] : chord.split(/(?<=.)[ +](?=.)/).map((key) => shown[key] ?? key)
}

/** Whether this press means the action, for parts that listen on their own. */
export function isKeyOf(id: ActionId, chord: string): boolean {
  return useKeyTable.getState()[id].includes(chord)
}

/** The keys as `aria-keyshortcuts` wants them; a sequence has no form there. */
export function ariaKeys(id: ActionId): string | undefined {
  const first = useKeyTable.getState()[id][0]
  if (first === undefined || first.includes(' ')) return undefined
  return first.replace('Ctrl', isMac ? 'Meta' : 'Control').replace('Esc', 'Escape')
}

/** The whole table by groups, for the help page. */
export function allShortcuts(): { group: Group; id: ActionId; text: TextKey }[] {
  return actionIds.map((id) => ({ group: shortcutOf(id).group, id, text: shortcutOf(id).text }))
}
