/**
 * The one table of shortcuts, and how a key press becomes one of them. Letters are taken from the character while it is
 * Latin and from the place on the keyboard otherwise, so J is J on a Russian layout too. Nothing fires while an input
 * method composes, and nothing uses Alt: that is AltGr and the mnemonics.
 */
import { useEffect, useRef } from 'react'
import type { TextKey } from './text/t'

type Group = 'move' | 'talk' | 'write' | 'app' | 'quick'

interface Shortcut {
  /** First is shown; all work. `Ctrl` is ⌘ on a Mac. Two presses are parted by a space. */
  keys: string[]
  group: Group
  text: TextKey
  /** Works inside text fields too. */
  inFields?: boolean
  /** Another part of the window listens; the table only tells about it. */
  shownOnly?: boolean
}

const table = {
  palette: { keys: ['Ctrl+K'], group: 'app', text: 'keys.palette', inFields: true },
  search: { keys: ['Ctrl+F'], group: 'app', text: 'keys.search', inFields: true },
  find: { keys: ['/'], group: 'app', text: 'keys.find' },
  editContact: { keys: ['E'], group: 'talk', text: 'keys.editContact', shownOnly: true },
  help: { keys: ['?', 'F1'], group: 'app', text: 'keys.help' },
  settings: { keys: ['Ctrl+,'], group: 'app', text: 'keys.settings', inFields: true },
  account: { keys: ['Ctrl+1'], group: 'app', text: 'keys.account', inFields: true },
  allAccounts: { keys: ['Ctrl+0'], group: 'app', text: 'keys.allAccounts', inFields: true },
  nextArea: { keys: ['F6'], group: 'app', text: 'keys.nextArea', inFields: true },
  previousArea: { keys: ['Shift+F6'], group: 'app', text: 'keys.previousArea', inFields: true },
  back: { keys: ['Esc'], group: 'app', text: 'keys.back', inFields: true },
  next: { keys: ['J'], group: 'move', text: 'keys.next' },
  previous: { keys: ['K'], group: 'move', text: 'keys.previous' },
  first: { keys: ['Home'], group: 'move', text: 'keys.first', shownOnly: true },
  last: { keys: ['End'], group: 'move', text: 'keys.last', shownOnly: true },
  open: { keys: ['Enter'], group: 'move', text: 'keys.open', shownOnly: true },
  longest: { keys: ['G N'], group: 'move', text: 'keys.longest' },
  goMine: { keys: ['G M'], group: 'move', text: 'keys.goMine' },
  goUnassigned: { keys: ['G U'], group: 'move', text: 'keys.goUnassigned' },
  goWaiting: { keys: ['G L'], group: 'move', text: 'keys.goWaiting' },
  goMentions: { keys: ['G E'], group: 'move', text: 'keys.goMentions' },
  goSnoozed: { keys: ['G S'], group: 'move', text: 'keys.goSnoozed' },
  goDrafts: { keys: ['G D'], group: 'move', text: 'keys.goDrafts' },
  goAll: { keys: ['G A'], group: 'move', text: 'keys.goAll' },
  goContacts: { keys: ['G C'], group: 'move', text: 'keys.goContacts' },
  goOutbox: { keys: ['G O'], group: 'move', text: 'keys.goOutbox' },
  resolve: { keys: ['E'], group: 'talk', text: 'keys.resolve' },
  reopen: { keys: ['Shift+E'], group: 'talk', text: 'keys.reopen' },
  assignMe: { keys: ['I'], group: 'talk', text: 'keys.assignMe' },
  unread: { keys: ['U'], group: 'talk', text: 'keys.unread' },
  snooze: { keys: ['H'], group: 'talk', text: 'keys.snooze' },
  assign: { keys: ['A'], group: 'talk', text: 'keys.assign' },
  team: { keys: ['T'], group: 'talk', text: 'keys.team' },
  label: { keys: ['L'], group: 'talk', text: 'keys.label' },
  priority: { keys: ['P'], group: 'talk', text: 'keys.priority' },
  mute: { keys: ['Shift+M'], group: 'talk', text: 'keys.mute' },
  panel: { keys: [']'], group: 'talk', text: 'keys.panel' },
  undo: { keys: ['Z'], group: 'talk', text: 'keys.undo' },
  reply: { keys: ['R'], group: 'write', text: 'keys.reply' },
  note: { keys: ['N'], group: 'write', text: 'keys.note.focus' },
  switchKind: { keys: ['Ctrl+M', 'Ctrl+Shift+M'], group: 'write', text: 'keys.switchKind', inFields: true },
  attach: { keys: ['Ctrl+Shift+A'], group: 'write', text: 'keys.attach', inFields: true },
  send: { keys: ['Ctrl+Enter'], group: 'write', text: 'keys.send', shownOnly: true },
  sendResolve: { keys: ['Ctrl+Shift+Enter'], group: 'write', text: 'keys.sendResolve', shownOnly: true },
  quickNext: { keys: ['Ctrl+J'], group: 'quick', text: 'keys.quickNext', inFields: true },
  quickOpen: { keys: ['Ctrl+O'], group: 'quick', text: 'keys.quickOpen', inFields: true },
  quickSend: { keys: ['Enter'], group: 'quick', text: 'keys.send', shownOnly: true },
  quickSendResolve: { keys: ['Ctrl+Enter'], group: 'quick', text: 'keys.sendResolve', shownOnly: true },
  quickResolve: { keys: ['Ctrl+E'], group: 'quick', text: 'keys.resolve', inFields: true },
  quickSnooze: { keys: ['Ctrl+H'], group: 'quick', text: 'keys.snooze', inFields: true },
  quickAssignMe: { keys: ['Ctrl+I'], group: 'quick', text: 'keys.assignMe', inFields: true },
  canned: { keys: ['/', 'Ctrl+/'], group: 'quick', text: 'keys.canned', shownOnly: true },
  takeBack: { keys: ['Ctrl+Z'], group: 'write', text: 'keys.takeBack', shownOnly: true },
} as const satisfies Record<string, Shortcut>

/** What a shortcut does. */
export type ActionId = keyof typeof table

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
let firstKey: { chord: string; at: number } | null = null

function letterOf(event: KeyboardEvent): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toUpperCase()
  if (event.code.startsWith('Key')) return event.code.slice(3)
  if (event.ctrlKey && event.code.startsWith('Digit')) return event.code.slice(5)
  if (event.code === 'BracketRight' && !/^[\x20-\x7e]$/.test(event.key)) return ']'
  return event.key === 'Escape' ? 'Esc' : event.key
}

/** The press in the words of the table, such as `Ctrl+Shift+Enter` or `J`. */
export function chordOf(event: KeyboardEvent): string {
  const key = letterOf(event)
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(key)
  const ctrl = isMac ? event.metaKey : event.ctrlKey
  return `${ctrl ? 'Ctrl+' : ''}${event.shiftKey && !isSign ? 'Shift+' : ''}${key}`
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function find(chord: string, inField: boolean): ActionId | null {
  for (const id of Object.keys(table) as ActionId[]) {
    const shortcut: Shortcut = table[id]
    if (shortcut.shownOnly || (inField && !shortcut.inFields)) continue
    if (shortcut.keys.includes(chord) || (id === 'account' && /^Ctrl\+[1-9]$/.test(chord))) return id
  }
  return null
}

function match(event: KeyboardEvent): ActionId | null {
  if (event.isComposing || event.altKey || event.defaultPrevented) return null
  const chord = chordOf(event)
  const inField = isField(event.target)
  const before = firstKey && event.timeStamp - firstKey.at < SEQUENCE_MS ? firstKey.chord : null
  firstKey = chord === 'G' && !inField && before === null ? { chord, at: event.timeStamp } : null
  if (firstKey) return null
  return (before === null ? null : find(`${before} ${chord}`, inField)) ?? find(chord, inField)
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

const shown: Record<string, string> = { Enter: '↵', Ctrl: isMac ? '⌘' : 'Ctrl', Shift: isMac ? '⇧' : 'Shift' }

/** The keys of an action for a hint beside its button. */
export function keysOf(id: ActionId): string[] {
  return table[id].keys[0].split(/[ +]/).map((key) => shown[key] ?? key)
}

/** The keys as `aria-keyshortcuts` wants them; a sequence has no form there. */
export function ariaKeys(id: ActionId): string | undefined {
  const first: string = table[id].keys[0]
  return first.includes(' ') ? undefined : first.replace('Ctrl', isMac ? 'Meta' : 'Control').replace('Esc', 'Escape')
}

/** The whole table by groups, for the help page. */
export function allShortcuts(): { group: Group; id: ActionId; text: TextKey }[] {
  return (Object.keys(table) as ActionId[]).map((id) => ({ group: table[id].group, id, text: table[id].text }))
}
