/** Every shortcut there is, with the keys it has before anybody changes them (LOOK §6). */
import type { TextKey } from './text/t'

/** The groups of the help and of the settings. */
export type Group = 'move' | 'talk' | 'write' | 'app' | 'quick'

/** One action that keys can ask for. */
export interface Shortcut {
  /** First is shown; all work. `Ctrl` is ⌘ on a Mac. Two presses are parted by a space. */
  keys: readonly string[]
  group: Group
  text: TextKey
  /** Works inside text fields too. */
  inFields?: boolean
  /** Another part of the window listens; the table only tells about it. */
  shownOnly?: boolean
  /** Is heard here, but means something that no other key could. */
  isFixed?: boolean
  /** Heard in the window and in quick reply. */
  inBoth?: boolean
  /** Has the keys of that action, which means this one in another room. */
  sameAs?: string
}

/** As Perch comes. Which of it is in force is a matter of the settings: `key-map`. */
export const shortcuts = {
  palette: { keys: ['Ctrl+K'], group: 'app', text: 'keys.palette', inFields: true },
  search: { keys: ['Ctrl+F'], group: 'app', text: 'keys.search', inFields: true },
  find: { keys: ['/'], group: 'app', text: 'keys.find' },
  editContact: { keys: ['E'], group: 'talk', text: 'keys.editContact', sameAs: 'resolve' },
  help: { keys: ['?', 'F1'], group: 'app', text: 'keys.help' },
  settings: { keys: ['Ctrl+,'], group: 'app', text: 'keys.settings', inFields: true },
  account: { keys: ['Ctrl+1'], group: 'app', text: 'keys.account', inFields: true, isFixed: true },
  allAccounts: { keys: ['Ctrl+0'], group: 'app', text: 'keys.allAccounts', inFields: true },
  nextArea: { keys: ['F6'], group: 'app', text: 'keys.nextArea', inFields: true },
  previousArea: { keys: ['Shift+F6'], group: 'app', text: 'keys.previousArea', inFields: true },
  back: { keys: ['Esc'], group: 'app', text: 'keys.back', inFields: true, inBoth: true, isFixed: true },
  next: { keys: ['J'], group: 'move', text: 'keys.next' },
  previous: { keys: ['K'], group: 'move', text: 'keys.previous' },
  nextUnread: { keys: ['Shift+J'], group: 'move', text: 'keys.nextUnread' },
  previousUnread: { keys: ['Shift+K'], group: 'move', text: 'keys.previousUnread' },
  first: { keys: ['Home'], group: 'move', text: 'keys.first', shownOnly: true },
  last: { keys: ['End'], group: 'move', text: 'keys.last', shownOnly: true },
  open: { keys: ['Enter'], group: 'move', text: 'keys.open', shownOnly: true },
  chooseRow: { keys: ['X'], group: 'move', text: 'keys.chooseRow' },
  chooseDown: { keys: ['Shift+ArrowDown'], group: 'move', text: 'keys.chooseDown' },
  chooseUp: { keys: ['Shift+ArrowUp'], group: 'move', text: 'keys.chooseUp' },
  chooseAll: { keys: ['Ctrl+A'], group: 'move', text: 'keys.chooseAll' },
  filter: { keys: ['F'], group: 'move', text: 'keys.filter' },
  clearFilter: { keys: ['Shift+F'], group: 'move', text: 'keys.clearFilter' },
  longest: { keys: ['G N'], group: 'move', text: 'keys.longest' },
  goMine: { keys: ['G M'], group: 'move', text: 'keys.goMine' },
  goUnassigned: { keys: ['G U'], group: 'move', text: 'keys.goUnassigned' },
  goUnread: { keys: ['G I'], group: 'move', text: 'keys.goUnread' },
  goWaiting: { keys: ['G L'], group: 'move', text: 'keys.goWaiting' },
  goMentions: { keys: ['G E'], group: 'move', text: 'keys.goMentions' },
  goParticipating: { keys: ['G P'], group: 'move', text: 'keys.goParticipating' },
  goSnoozed: { keys: ['G S'], group: 'move', text: 'keys.goSnoozed' },
  goResolved: { keys: ['G R'], group: 'move', text: 'keys.goResolved' },
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
  quoteMessage: { keys: ['Q'], group: 'talk', text: 'keys.quoteMessage', shownOnly: true },
  copyMessage: { keys: ['C'], group: 'talk', text: 'keys.copyMessage', shownOnly: true },
  messageMenu: { keys: ['Shift+F10'], group: 'talk', text: 'keys.messageMenu', shownOnly: true },
  mailPictures: { keys: ['Shift+I'], group: 'talk', text: 'keys.mailPictures' },
  panel: { keys: [']'], group: 'talk', text: 'keys.panel' },
  undo: { keys: ['Z'], group: 'talk', text: 'keys.undo', inBoth: true },
  reply: { keys: ['R'], group: 'write', text: 'keys.reply' },
  note: { keys: ['N'], group: 'write', text: 'keys.note.focus' },
  switchKind: { keys: ['Ctrl+M', 'Ctrl+Shift+M'], group: 'write', text: 'keys.switchKind', inFields: true, inBoth: true },
  canned: { keys: ['Ctrl+/', '/'], group: 'write', text: 'keys.canned', shownOnly: true, inBoth: true },
  mention: { keys: ['@'], group: 'write', text: 'keys.mention', shownOnly: true },
  emoji: { keys: ['Ctrl+E', ':'], group: 'write', text: 'keys.emoji', shownOnly: true },
  bold: { keys: ['Ctrl+B'], group: 'write', text: 'keys.bold', shownOnly: true },
  italic: { keys: ['Ctrl+I'], group: 'write', text: 'keys.italic', shownOnly: true },
  preview: { keys: ['Ctrl+Shift+L'], group: 'write', text: 'keys.preview', inFields: true },
  attach: { keys: ['Ctrl+Shift+A'], group: 'write', text: 'keys.attach', inFields: true },
  template: { keys: ['Ctrl+Shift+T'], group: 'write', text: 'keys.template', inFields: true },
  send: { keys: ['Ctrl+Enter'], group: 'write', text: 'keys.send', shownOnly: true },
  ways: { keys: ['Ctrl+.'], group: 'write', text: 'keys.ways', inFields: true },
  sendResolve: { keys: ['Ctrl+Shift+Enter'], group: 'write', text: 'keys.sendResolve', shownOnly: true },
  quickNext: { keys: ['Ctrl+J'], group: 'quick', text: 'keys.quickNext', inFields: true },
  quickOpen: { keys: ['Ctrl+O'], group: 'quick', text: 'keys.quickOpen', inFields: true },
  quickSend: { keys: ['Enter'], group: 'quick', text: 'keys.send', shownOnly: true },
  quickSendResolve: { keys: ['Ctrl+Enter'], group: 'quick', text: 'keys.sendResolve', shownOnly: true },
  quickResolve: { keys: ['Ctrl+E'], group: 'quick', text: 'keys.resolve', inFields: true },
  quickSnooze: { keys: ['Ctrl+H'], group: 'quick', text: 'keys.snooze', inFields: true },
  quickAssignMe: { keys: ['Ctrl+I'], group: 'quick', text: 'keys.assignMe', inFields: true },
  takeBack: { keys: ['Ctrl+Z'], group: 'write', text: 'keys.takeBack', shownOnly: true, inBoth: true },
} as const satisfies Record<string, Shortcut>

/** What a shortcut does. */
export type ActionId = keyof typeof shortcuts

/** In the order of the help. */
export const actionIds = Object.keys(shortcuts) as ActionId[]

/** What the table says about an action, without the literal types. */
export function shortcutOf(id: ActionId): Shortcut {
  return shortcuts[id]
}

/** Whether a name that was stored is that of an action. */
export function isAction(name: string): name is ActionId {
  return Object.hasOwn(shortcuts, name)
}
